// Carrying out a plan as one transaction.
#include <fmt/format.h>
#include <virnet/apply.h>
#include <virnet/check_bridge.h>

#include <algorithm>
#include <cerrno>
#include <iterator>
#include <set>
#include <thread>

#include "bridge/plan/state_alignment.h"

namespace virnet::bridge {
namespace {

constexpr std::chrono::milliseconds kPause(50);
// What was learned, or moved by frames, while the guests' ports were being closed is found by the
// next reading; when they are closed there is an end to it.
constexpr int kRounds = 4;

using Stop = std::function<bool()>;

bool is_stopped(const Stop& stop) { return stop && stop(); }

Error interruption() {
  return {.code = ErrorCode::Busy, .message = "interrupted", .system_error = EINTR};
}

std::expected<std::unique_ptr<BridgeLock>, Error> lock_patiently(Kernel& kernel,
                                                                 const BridgeState& bridge,
                                                                 std::chrono::milliseconds patience,
                                                                 const Stop& stop) {
  for (std::chrono::milliseconds waited(0);; waited += kPause) {
    if (is_stopped(stop)) return std::unexpected(interruption());
    Result<std::unique_ptr<BridgeLock>> lock = kernel.lock_bridge(bridge.index);
    if (lock) return std::move(*lock);
    KernelError& refusal = lock.error();
    if (refusal.error != EADDRINUSE) return std::unexpected(to_error(refusal));
    if (waited >= patience) {
      refusal.action = fmt::format("change bridge '{}'", bridge.name);
      if (refusal.reason.empty()) refusal.reason = "another virnet is changing it";
      Error error = to_error(refusal);
      error.code = ErrorCode::Busy;
      return std::unexpected(std::move(error));
    }
    std::this_thread::sleep_for(kPause);
  }
}

class ApplyTransaction {
 public:
  ApplyTransaction(Kernel& kernel, const Plan& plan, const BridgeState& desired, const Stop& stop)
      : kernel_(kernel), plan_(plan), desired_(desired), stop_(stop) {}

  ApplyReport run(std::chrono::milliseconds patience) {
    if (!plan_.obstacles.empty())
      return refuse({.code = ErrorCode::Unsupported, .message = plan_.obstacles.front()});
    if (plan_.operations.empty()) return report_;
    const auto lock = lock_patiently(kernel_, plan_.observed, patience, stop_);
    if (!lock) return refuse(lock.error());
    report_.remark = (*lock)->remark();
    std::expected<BridgeState, Error> now = observe(kernel_, desired_);
    if (!now) return refuse(std::move(now.error()));
    now_ = make_plan(*now, desired_);
    if (!same_but_for_learning(now_, plan_)) {
      return refuse(
          {.code = ErrorCode::Changed,
           .message = fmt::format("{} has changed since the plan was made; make a new one",
                                  plan_.observed.name)});
    }
    if (is_stopped(stop_)) return refuse(interruption());
    if (const auto failure = carry_out(now_.operations)) return take_back(*failure);
    return finish();
  }

 private:
  ApplyReport refuse(Error why) {
    report_.failure = std::move(why);
    report_.undone = true;
    return report_;
  }

  // In groups: operations of one kind do not depend on each other, those of the next kind may.
  std::optional<Error> carry_out(const std::vector<Operation>& all) {
    for (std::size_t first = 0; first < all.size();) {
      std::size_t last = first + 1;
      while (last < all.size() && all[last].kind == all[first].kind) ++last;
      if (auto failure = carry_out_group({all.begin() + static_cast<std::ptrdiff_t>(first),
                                          all.begin() + static_cast<std::ptrdiff_t>(last)}))
        return failure;
      first = last;
      if (first < all.size() && is_stopped(stop_)) return interruption();
    }
    return std::nullopt;
  }

  // A lost answer tells nothing; reading back does.
  std::optional<Error> carry_out_group(std::span<const Operation> group) {
    std::vector<Change> changes;
    std::vector<std::size_t> owners;
    for (std::size_t i = 0; i < group.size(); ++i) {
      for (Change& change : changes_of(group[i], now_.observed)) {
        changes.push_back(std::move(change));
        owners.push_back(i);
      }
    }
    tried_.insert(tried_.end(), group.begin(), group.end());
    for (const Failure& failure : execute(changes)) {
      if (failure.error.code == KernelError::Code::Lost) continue;
      report_.done += owners[failure.change];
      return to_error(failure.error);
    }
    report_.done += group.size();
    return std::nullopt;
  }

  // Reads back, and does what is left if it is something else than what was done.
  ApplyReport finish() {
    for (int round = 1;; ++round) {
      std::expected<BridgeState, Error> after = observe(kernel_, desired_);
      if (!after) return take_back(std::move(after.error()));
      const Plan rest = make_plan(*after, desired_);
      if (rest.empty()) return report_;
      if (!rest.obstacles.empty())
        return take_back({.code = ErrorCode::Changed, .message = rest.obstacles.front()});
      if (round == kRounds || was_done(rest)) return take_back(reads_otherwise(*after));
      if (is_stopped(stop_)) return take_back(interruption());
      if (const auto failure = carry_out(rest.operations)) return take_back(*failure);
    }
  }

  // Whether something that was already done is to be done again.
  [[nodiscard]] bool was_done(const Plan& rest) const {
    return std::ranges::any_of(rest.operations, [&](const Operation& each) {
      return std::ranges::find(tried_, each) != tried_.end();
    });
  }

  [[nodiscard]] Error reads_otherwise(const BridgeState& after) const {
    std::string what = "entries are not what they should be";
    for (const Drift& drift : compare(after, desired_)) {
      if (!is_repairable(drift.kind)) continue;
      what = to_sentence(drift);
      break;
    }
    return {.code = ErrorCode::Kernel,
            .message = "the kernel accepted every change, but reads otherwise: " + what};
  }

  std::vector<Failure> execute(const std::vector<Change>& changes) {
    std::vector<Failure> failures = kernel_.execute(changes);
    std::erase_if(failures, [&](const Failure& failure) {
      const auto* gone = std::get_if<DeleteFdb>(&changes[failure.change]);
      return gone != nullptr && failure.error.error == EPERM && expire(*gone);
    });
    return failures;
  }

  // Linux 5.10 allows no deletion in a user namespace. An entry that is made dynamic goes when its
  // port is flushed, and with it what the port has learned.
  bool expire(const DeleteFdb& gone) {
    if (gone.port == now_.observed.index) return false;
    const bool flushed = kernel_.change(dynamic_on(gone.port, gone)).has_value() &&
                         kernel_.change(FlushPort{gone.port}).has_value();
    return (flushed && !is_left(gone)) || take_over(gone);
  }

  static AddFdb dynamic_on(LinkIndex port, const DeleteFdb& gone) {
    return {.port = port, .mac = gone.mac, .state = Nud::Reachable, .vlan = gone.vlan};
  }

  bool is_left(const DeleteFdb& gone) {
    FdbPart part;
    if (gone.vlan)
      part.keys.push_back({gone.mac, *gone.vlan});
    else
      for (const std::uint16_t vlan : vlans_of(now_.observed.port(gone.port)))
        part.keys.push_back({gone.mac, vlan});
    const Result<std::vector<FdbEntry>> found = kernel_.fdb_part(now_.observed.index, part);
    return found && std::ranges::find(*found, gone.port, &FdbEntry::port) != found->end();
  }

  // By way of another port: one that is down takes no dynamic entry, and a flush spares what a
  // control plane has entered, a mark that only a frame on another port takes away.
  bool take_over(const DeleteFdb& gone) {
    for (const PortState& other : now_.observed.ports) {
      if (other.index == gone.port || other.flags.state != PortStpState::Forwarding) continue;
      AddFdb as_if_seen = dynamic_on(other.index, gone);
      as_if_seen.flags = Ntf::Master | Ntf::Use;
      if (kernel_.change(as_if_seen) && kernel_.change(dynamic_on(other.index, gone)) &&
          kernel_.change(FlushPort{other.index}))
        return true;
    }
    return false;
  }

  // Undoes what was tried, of which some may have happened in part, last first and going on
  // whatever happens.
  ApplyReport take_back(Error why) {
    report_.failure = std::move(why);
    (void)execute(changes_back());
    const std::expected<BridgeState, Error> after = observe(kernel_, desired_);
    // What the plan would change is what it was before: the same plan is to be made.
    report_.undone = after && same_but_for_learning(make_plan(*after, desired_), now_);
    if (after && !report_.undone) report_.left = compare(*after, desired_);
    return report_;
  }

  // The entries of the addresses that were dealt with, also on ports that have other names now.
  [[nodiscard]] std::vector<FdbEntry> entries_dealt_with(const BridgeState& state) {
    std::set<FdbPart::Key> keys;
    for (const Operation& each : tried_) {
      for (const std::vector<FdbEntry>* list : {&each.entries, &each.entries_before})
        for (const FdbEntry& entry : *list)
          for (const std::uint16_t vlan : vlans_of(state.port(entry.port)))
            keys.insert({entry.mac, vlan});
    }
    FdbPart part;
    part.keys.assign(keys.begin(), keys.end());
    Result<std::vector<FdbEntry>> found = kernel_.fdb_part(state.index, part);
    return found ? *std::move(found) : std::vector<FdbEntry>();
  }

  // What was tried, without what was done a second time to an address: the first time knows what
  // was there before.
  [[nodiscard]] std::vector<Operation> first_tries() const {
    std::vector<Operation> first;
    std::set<MacAddress> known;
    for (const Operation& each : tried_)
      if (each.kind != Operation::Kind::Entries || known.insert(each.mac).second)
        first.push_back(each);
    return first;
  }

  // From the entries that are there: half an operation is not taken back as a whole one is.
  std::vector<Change> changes_back() {
    std::expected<BridgeState, Error> there = observe(kernel_, desired_);
    if (there) {
      std::set<FdbEntry> entries(there->fdb.begin(), there->fdb.end());
      for (const FdbEntry& entry : entries_dealt_with(*there)) entries.insert(entry);
      there->fdb.assign(entries.begin(), entries.end());
    }
    const BridgeState& state = there ? *there : now_.observed;
    const StateAlignment alignment(state, desired_);
    std::vector<Change> changes;
    const std::vector<Operation> tries = first_tries();
    for (auto each = tries.rbegin(); each != tries.rend(); ++each) {
      Operation back = inverse(*each);
      if (there && back.kind == Operation::Kind::Entries)
        back.entries_before = alignment.entries(back.mac);
      std::ranges::move(changes_of(back, state), std::back_inserter(changes));
    }
    return changes;
  }

  Kernel& kernel_;
  const Plan& plan_;
  const BridgeState& desired_;
  const Stop& stop_;
  Plan now_;  // the same, for the bridge as it was when it began
  std::vector<Operation> tried_;
  ApplyReport report_;
};

}  // namespace

ApplyReport apply(Kernel& kernel, const Plan& plan, const BridgeState& desired,
                  std::chrono::milliseconds patience, const std::function<bool()>& stop) {
  return ApplyTransaction(kernel, plan, desired, stop).run(patience);
}

}  // namespace virnet::bridge
