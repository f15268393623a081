// Carrying out a plan as one transaction.
#include <fmt/format.h>
#include <virnet/apply.h>
#include <virnet/check_bridge.h>

#include <algorithm>
#include <cerrno>
#include <iterator>
#include <thread>

#include "bridge/plan/state_alignment.h"

namespace virnet::bridge {
namespace {

constexpr std::chrono::milliseconds kPause(50);

std::expected<std::unique_ptr<BridgeLock>, Error> lock_patiently(
    Kernel& kernel, const BridgeState& bridge, std::chrono::milliseconds patience) {
  for (std::chrono::milliseconds waited(0);; waited += kPause) {
    Result<std::unique_ptr<BridgeLock>> lock = kernel.lock_bridge(bridge.index);
    if (lock) return std::move(*lock);
    KernelError& refusal = lock.error();
    if (refusal.error != EADDRINUSE) return std::unexpected(to_error(refusal));
    if (waited >= patience) {
      refusal.action = fmt::format("change bridge '{}'", bridge.name);
      refusal.reason = "another virnet is changing it";
      Error error = to_error(refusal);
      error.code = ErrorCode::Busy;
      return std::unexpected(std::move(error));
    }
    std::this_thread::sleep_for(kPause);
  }
}

class ApplyTransaction {
 public:
  ApplyTransaction(Kernel& kernel, const Plan& plan, const BridgeState& desired)
      : kernel_(kernel), plan_(plan), desired_(desired) {}

  ApplyReport run(std::chrono::milliseconds patience) {
    if (!plan_.obstacles.empty())
      return refuse({.code = ErrorCode::Unsupported, .message = plan_.obstacles.front()});
    if (plan_.operations.empty()) return report_;
    const auto lock = lock_patiently(kernel_, plan_.observed, patience);
    if (!lock) return refuse(lock.error());
    std::expected<BridgeState, Error> now = observe(kernel_, plan_.observed.name);
    if (!now) return refuse(std::move(now.error()));
    if (make_plan(*now, desired_).operations != plan_.operations) {
      return refuse(
          {.code = ErrorCode::Changed,
           .message = fmt::format("{} has changed since the plan was made; make a new one",
                                  plan_.observed.name)});
    }
    before_ = std::move(*now);
    const std::vector<Operation>& all = plan_.operations;
    for (std::size_t first = 0; first < all.size();) {
      // Operations of one kind do not depend on each other, those of the next kind may.
      std::size_t last = first + 1;
      while (last < all.size() && all[last].kind == all[first].kind) ++last;
      if (const auto failure = carry_out(first, last)) return take_back(last, *failure);
      first = last;
    }
    return read_back();
  }

 private:
  ApplyReport refuse(Error why) {
    report_.failure = std::move(why);
    report_.undone = true;
    return report_;
  }

  // Operations [first, last). An answer that was lost says nothing: reading back will.
  std::optional<Error> carry_out(std::size_t first, std::size_t last) {
    std::vector<Change> changes;
    std::vector<std::size_t> owners;
    for (std::size_t i = first; i < last; ++i) {
      for (Change& change : changes_of(plan_.operations[i], before_)) {
        changes.push_back(std::move(change));
        owners.push_back(i);
      }
    }
    for (const Failure& failure : execute(changes)) {
      if (failure.error.code == KernelError::Code::Lost) continue;
      report_.done = owners[failure.change];
      return to_error(failure.error);
    }
    report_.done = last;
    return std::nullopt;
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
    if (gone.port == before_.index) return false;
    const bool flushed = kernel_.change(dynamic_on(gone.port, gone)).has_value() &&
                         kernel_.change(FlushPort{gone.port}).has_value();
    return (flushed && !is_left(gone)) || take_over(gone);
  }

  static AddFdb dynamic_on(LinkIndex port, const DeleteFdb& gone) {
    return {.port = port, .mac = gone.mac, .state = Nud::Reachable, .vlan = gone.vlan};
  }

  bool is_left(const DeleteFdb& gone) {
    const Result<std::vector<FdbEntry>> table = kernel_.fdb(before_.index);
    return table && std::ranges::any_of(*table, [&](const FdbEntry& entry) {
             return entry.mac == gone.mac && entry.port == gone.port &&
                    entry.vlan == gone.vlan.value_or(entry.vlan);
           });
  }

  // By way of another port: one that is down takes no dynamic entry, and a flush spares what a
  // control plane has entered, a mark that only a frame on another port takes away.
  bool take_over(const DeleteFdb& gone) {
    for (const PortState& other : before_.ports) {
      if (other.index == gone.port || other.flags.state != PortStpState::Forwarding) continue;
      AddFdb as_if_seen = dynamic_on(other.index, gone);
      as_if_seen.flags = Ntf::Master | Ntf::Use;
      if (kernel_.change(as_if_seen) && kernel_.change(dynamic_on(other.index, gone)) &&
          kernel_.change(FlushPort{other.index}))
        return true;
    }
    return false;
  }

  ApplyReport read_back() {
    std::expected<BridgeState, Error> after = observe(kernel_, before_.name);
    if (!after) return take_back(report_.done, std::move(after.error()));
    const Plan rest = make_plan(*after, desired_);
    if (rest.empty()) return report_;
    if (!rest.obstacles.empty()) {
      return take_back(report_.done,
                       {.code = ErrorCode::Changed, .message = rest.obstacles.front()});
    }
    std::string what = "entries are not what they should be";
    for (const Drift& drift : compare(*after, desired_)) {
      if (!is_repairable(drift.kind)) continue;
      what = to_sentence(drift);
      break;
    }
    return take_back(report_.done,
                     {.code = ErrorCode::Kernel,
                      .message = "the kernel accepted every change, but reads otherwise: " + what});
  }

  // Undoes the first `count` operations, of which some may have happened in part, last first and
  // going on whatever happens.
  ApplyReport take_back(std::size_t count, Error why) {
    report_.failure = std::move(why);
    (void)execute(changes_back(count));
    const std::expected<BridgeState, Error> now = observe(kernel_, before_.name);
    // What the plan would change is what it was before: the same plan is to be made.
    report_.undone = now && make_plan(*now, desired_).operations == plan_.operations;
    if (now && !report_.undone) report_.left = compare(*now, desired_);
    return report_;
  }

  // From the entries that are there: half an operation is not taken back as a whole one is.
  std::vector<Change> changes_back(std::size_t count) {
    const std::expected<BridgeState, Error> there = observe(kernel_, before_.name);
    const BridgeState& state = there ? *there : before_;
    const StateAlignment alignment(state, desired_);
    std::vector<Change> changes;
    for (std::size_t i = count; i > 0; --i) {
      Operation back = inverse(plan_.operations[i - 1]);
      if (there && back.kind == Operation::Kind::Entries)
        back.entries_before = alignment.entries(back.mac);
      std::ranges::move(changes_of(back, state), std::back_inserter(changes));
    }
    return changes;
  }

  Kernel& kernel_;
  const Plan& plan_;
  const BridgeState& desired_;
  BridgeState before_;
  ApplyReport report_;
};

}  // namespace

ApplyReport apply(Kernel& kernel, const Plan& plan, const BridgeState& desired,
                  std::chrono::milliseconds patience) {
  return ApplyTransaction(kernel, plan, desired).run(patience);
}

}  // namespace virnet::bridge
