// Random damage to a large bridge of the kernel that runs this test: check names exactly what was
// done, apply puts exactly that right.
//
// VIRNET_DAMAGE_PORTS (1000), VIRNET_DAMAGE_ADDRESSES (20 for each port) and VIRNET_DAMAGE_ROUNDS
// (100) make it smaller or larger, VIRNET_DAMAGE_SEED another one. Nearly all of the time is the
// kernel's, which walks the whole table once for each port to dump it.
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <gtest/gtest.h>
#include <virnet/apply.h>
#include <virnet/check_bridge.h>

#include <algorithm>
#include <cstdlib>
#include <random>
#include <set>

#include "bridge/testing/guest_bridge.h"
#include "conformance/netns/answer_in_namespace.h"

namespace virnet::conformance {
namespace {

using namespace bridge;

int setting(const char* name, int otherwise) {
  const char* text = std::getenv(name);
  return text == nullptr ? otherwise : std::atoi(text);
}

// A piece of damage, and the words for it: "vnet3 floods", "vnet7 entry-missing 52:..".
struct Damage {
  std::vector<Change> changes;
  std::string drift;
};

class Vandal {
 public:
  Vandal(const GuestBridge& bridge, const BridgeState& state, unsigned seed)
      : bridge_(bridge), state_(state), random_(seed) {}

  // Each port is hit at most once, so that the words for one piece do not depend on another.
  std::vector<Damage> round() {
    std::set<int> ports;
    const int most = std::min(8, bridge_.ports / 2);
    for (int i = 1 + below(most); i > 0; --i) ports.insert(below(bridge_.ports));
    std::vector<Damage> list;
    for (const int port : ports) list.push_back(damage(port));
    return list;
  }

 private:
  int below(int limit) { return static_cast<int>(random_() % static_cast<unsigned>(limit)); }
  [[nodiscard]] LinkIndex index(const std::string& name) const { return state_.port(name)->index; }

  Damage damage(int port) {
    const std::string name = GuestBridge::port_name(port);
    const std::string other = GuestBridge::port_name((port + 1) % bridge_.ports);
    const LinkIndex at = index(name);
    const MacAddress mac = bridge_.address(port, below(bridge_.addresses_each));
    auto entry = [&](const std::string& where, FdbKind kind) {
      return add_entry({.port = index(where), .mac = mac, .kind = kind});
    };
    auto about = [&](std::string_view drift) {
      return fmt::format("{} {} {}", name, drift, mac.to_string());
    };
    const MacAddress stray(
        {2, 0, 0, 0, static_cast<std::uint8_t>(port >> 8), static_cast<std::uint8_t>(port)});
    switch (below(9)) {
      case 0: return {{SetPort{at, {.learning = true}}}, name + " learns"};
      case 1: return {{SetPort{at, {.unicast_flood = true}}}, name + " floods"};
      case 2: return {{SetPort{at, {.isolated = true}}}, name + " isolated"};
      case 3: return {{DeleteFdb{.port = at, .mac = mac}}, about("entry-missing")};
      case 4: return {{entry("eth0", FdbKind::Static)}, about("entry-stolen")};
      case 5: return {{entry(other, FdbKind::Static)}, about("entry-elsewhere")};
      case 6: return {{entry(name, FdbKind::Local)}, about("entry-local")};
      case 7:
        return {{DeleteFdb{.port = at, .mac = mac}, entry(name, FdbKind::ExternLearn)},
                about("entry-not-static")};
      default:
        return {{add_entry({.port = at, .mac = stray, .kind = FdbKind::Static})},
                fmt::format("{} stray-entry {}", name, stray.to_string())};
    }
  }

  const GuestBridge& bridge_;
  const BridgeState& state_;
  std::mt19937 random_;
};

std::set<std::string> words_of(const std::vector<Drift>& drifts) {
  std::set<std::string> words;
  for (const Drift& drift : drifts) {
    words.insert(fmt::format("{} {}{}{}", drift.port, to_string(drift.kind), drift.mac ? " " : "",
                             drift.mac ? drift.mac->to_string() : ""));
  }
  return words;
}

// What a round got wrong, or nothing. What it does not put right is found by the next one.
std::string one_round(Kernel& kernel, const BridgeState& desired,
                      const std::vector<Damage>& damage) {
  std::set<std::string> expected;
  std::vector<Change> changes;
  for (const Damage& each : damage) {
    expected.insert(each.drift);
    changes.insert(changes.end(), each.changes.begin(), each.changes.end());
  }
  if (const Outcome done = kernel.execute_all(changes); !done) return to_string(done.error());
  const auto damaged = observe(kernel, "br0");
  if (!damaged) return damaged.error().message;
  const std::set<std::string> found = words_of(compare(*damaged, desired));
  if (found != expected)
    return fmt::format("done: {}\nfound: {}", fmt::join(expected, ", "), fmt::join(found, ", "));
  const Plan plan = make_plan(*damaged, desired);
  if (plan.operations.size() != expected.size())
    return fmt::format("{} operations for {}", plan.operations.size(), fmt::join(expected, ", "));
  const ApplyReport report = apply(kernel, plan, desired);
  return report.ok() ? std::string() : report.failure->message;
}

std::string run_rounds(const GuestBridge& bridge, int rounds, unsigned seed) {
  const auto kernel = open_kernel();
  if (!kernel) return kernel.error().message;
  if (std::string failure = bridge.build(**kernel); !failure.empty()) return failure;
  const BridgeState desired = bridge.desired();
  if (std::string failure = reach(**kernel, desired); !failure.empty()) return failure;
  const auto good = observe(**kernel, "br0");
  if (!good) return good.error().message;
  if (!compare(*good, desired).empty()) return "wrong after apply";
  Vandal vandal(bridge, *good, seed);
  for (int round = 0; round < rounds; ++round) {
    const std::string failure = one_round(**kernel, desired, vandal.round());
    if (!failure.empty()) return fmt::format("round {}: {}", round, failure);
  }
  const auto mended = observe(**kernel, "br0");
  if (!mended) return mended.error().message;
  return *mended == *good ? "" : "what was put right is not what it was";
}

TEST(Damage, IsNamedAndPutRightExactly) {
  const GuestBridge bridge{.ports = setting("VIRNET_DAMAGE_PORTS", 1000),
                           .addresses_each = setting("VIRNET_DAMAGE_ADDRESSES", 20)};
  const int rounds = setting("VIRNET_DAMAGE_ROUNDS", 100);
  const auto seed = static_cast<unsigned>(setting("VIRNET_DAMAGE_SEED", 1));
  const auto answer = answer_in_namespace([&] { return run_rounds(bridge, rounds, seed); });
  if (!answer) return;
  EXPECT_EQ(*answer, "") << "seed " << seed;
}

}  // namespace
}  // namespace virnet::conformance
