// What hardening is for, by frames: one from the wire that bears a guest's address takes the
// guest's traffic away as libvirt leaves a bridge, and takes nothing away with either form of
// hardening.
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <poll.h>

#include <chrono>
#include <map>

#include "bridge/testing/guest_bridge.h"
#include "conformance/harness/testbed/endpoint.h"
#include "conformance/netns/answer_in_namespace.h"

namespace virnet::conformance {
namespace {

using namespace bridge;

const MacAddress kBroadcast({0xff, 0xff, 0xff, 0xff, 0xff, 0xff});
const MacAddress kRemote({0x02, 0, 0, 0, 0, 0x11});
const MacAddress kForeign({0x02, 0, 0, 0, 0, 0x99});
constexpr std::chrono::seconds kPatience(5);

// A bridge with two guests, all up, and an endpoint at the far end of each port.
class Scene {
 public:
  // What went wrong, or nothing.
  std::string build(const DesiredStateOptions& options) {
    auto opened = open_kernel();
    if (!opened) return opened.error().message;
    Kernel& kernel = **opened;
    const GuestBridge bridge{.ports = 2};
    if (std::string failure = bridge.build(kernel); !failure.empty()) return failure;
    if (std::string failure = bridge.bring_up(kernel); !failure.empty()) return failure;
    if (std::string failure = reach(kernel, bridge.desired(options)); !failure.empty())
      return failure;
    for (const char* name : {"wire", "guest0", "guest1"}) {
      auto endpoint = Endpoint::open(kernel, *kernel.link(name), true);
      if (!endpoint) return to_string(endpoint.error());
      endpoints_.emplace(name, std::move(*endpoint));
    }
    return warm_up();
  }

  [[nodiscard]] const MacAddress& a() const { return a_; }
  [[nodiscard]] const MacAddress& b() const { return b_; }

  // Where a frame came out, the names in order; "nowhere" is known from a broadcast that was sent
  // after it and arrived everywhere else.
  std::string send(const std::string& from, const MacAddress& source,
                   const MacAddress& destination) {
    const std::uint64_t frame = ++cookie_;
    (void)endpoints_.at(from).send({source, destination, 0, frame});
    std::string at;
    if (!broadcast(from, kPatience, frame, at)) return "no control frame arrived";
    return at.empty() ? "nowhere" : at;
  }

 private:
  // An interface that is up takes a moment to pass frames.
  std::string warm_up() {
    const auto end = std::chrono::steady_clock::now() + kPatience;
    for (const auto& [from, endpoint] : endpoints_) {
      std::string ignored;
      while (!broadcast(from, std::chrono::milliseconds(50), 0, ignored))
        if (std::chrono::steady_clock::now() > end) return "no frame passes";
    }
    return {};
  }

  // Whether a broadcast reaches all others; and who has seen `frame` before it.
  bool broadcast(const std::string& from, std::chrono::milliseconds patience, std::uint64_t frame,
                 std::string& seen_at) {
    const std::uint64_t control = ++cookie_;
    const MacAddress own = from == "guest0" ? a_ : from == "guest1" ? b_ : kRemote;
    (void)endpoints_.at(from).send({own, kBroadcast, 0, control});
    for (auto& [name, endpoint] : endpoints_) {
      if (name == from) continue;
      bool seen = false;
      if (!receive_until(endpoint, control, frame, patience, seen)) return false;
      if (seen) seen_at += (seen_at.empty() ? "" : " ") + name;
    }
    return true;
  }

  static bool receive_until(Endpoint& endpoint, std::uint64_t control, std::uint64_t frame,
                            std::chrono::milliseconds patience, bool& seen) {
    const auto end = std::chrono::steady_clock::now() + patience;
    while (std::chrono::steady_clock::now() < end) {
      while (const auto got = endpoint.receive()) {
        seen = seen || got->cookie == frame;
        if (got->cookie == control) return true;
      }
      pollfd waiting{endpoint.descriptor(), POLLIN, 0};
      (void)poll(&waiting, 1, 10);
    }
    return false;
  }

  MacAddress a_ = GuestBridge{.ports = 2}.address(0);
  MacAddress b_ = GuestBridge{.ports = 2}.address(1);
  std::map<std::string, Endpoint> endpoints_;
  std::uint64_t cookie_ = 0;
};

// Where go: from guest 1 to guest 0; the same after the wire has sent as guest 0; from guest 0 to a
// remote address; from the wire to one that nobody has.
std::string ways(const DesiredStateOptions& options) {
  Scene scene;
  if (std::string failure = scene.build(options); !failure.empty()) return failure;
  std::string said = scene.send("guest1", scene.b(), scene.a());
  (void)scene.send("wire", scene.a(), kForeign);
  said += "; " + scene.send("guest1", scene.b(), scene.a());
  said += "; " + scene.send("guest0", scene.a(), kRemote);
  return said + "; " + scene.send("wire", kRemote, kForeign);
}

void expect_ways(const DesiredStateOptions& options, const std::string& expected) {
  const auto answer = answer_in_namespace([&] { return ways(options); });
  if (!answer) return;
  EXPECT_EQ(*answer, expected);
}

TEST(Harden, WithoutItAFrameFromTheWireTakesAGuestsTraffic) {
  expect_ways({}, "guest0; wire; wire; nowhere");
}

TEST(Harden, StickyEntriesStayWithTheGuest) {
  expect_ways({.sticky = true}, "guest0; guest0; wire; nowhere");
}

TEST(Harden, AnUplinkThatDoesNotLearnTakesNothing) {
  expect_ways({.harden_uplink = "eth0"}, "guest0; guest0; wire; nowhere");
}

}  // namespace
}  // namespace virnet::conformance
