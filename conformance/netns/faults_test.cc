// Faults that only a real kernel can have: lost answers, signals, short buffers, death in the
// middle, two at once, and namespaces that are not the caller's.
#include <fcntl.h>
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <linux/rtnetlink.h>
#include <sched.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>
#include <virnet/apply.h>
#include <virnet/check_bridge.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <thread>

#include "bridge/memory/delegating_kernel.h"
#include "bridge/netlink/encode.h"
#include "bridge/netlink/netlink_kernel.h"
#include "bridge/testing/guest_bridge.h"
#include "conformance/netns/answer_in_namespace.h"

namespace virnet::conformance {
namespace {

using namespace bridge;

// Runs in a namespace of its own; "" is what it should say.
void expect_fine(const std::function<std::string()>& work) {
  const auto answer = answer_in_namespace(work);
  if (!answer) return;
  EXPECT_EQ(*answer, "");
}

std::string expect_reached(Kernel& kernel, const BridgeState& desired) {
  const auto state = observe(kernel, desired.name);
  if (!state) return state.error().message;
  const std::vector<Drift> left = compare(*state, desired);
  return left.empty() ? "" : fmt::format("{} left, such as: {}", left.size(), to_sentence(left[0]));
}

// Half of the changes fail, so that there is an answer to each of these: too many for the buffer.
TEST(RealFaults, AnswersThatFitIntoNoBuffer) {
  expect_fine([]() -> std::string {
    const GuestBridge bridge{.ports = 4, .addresses_each = 100};
    auto kernel = NetlinkKernel::open(NetworkNamespace::current(), {.receive_buffer = 2048});
    if (!kernel) return to_string(kernel.error());
    if (std::string failure = bridge.build(**kernel); !failure.empty()) return failure;
    const LinkIndex port = (*kernel)->link("vnet0")->index;
    std::vector<Change> changes;
    for (int i = 0; i < 400; ++i) {
      changes.emplace_back(AddFdb{.port = port, .mac = bridge.address(0, i)});
      changes.emplace_back(AddFdb{.port = LinkIndex{99999}, .mac = bridge.address(0, i)});
    }
    int lost = 0;
    for (const Failure& failure : (*kernel)->execute(changes))
      lost += failure.error.code == KernelError::Code::Lost ? 1 : 0;
    if (lost == 0) return "no answer was lost";
    const auto table = (*kernel)->fdb((*kernel)->link("br0")->index);
    if (!table) return "afterwards: " + to_string(table.error());
    const auto there = std::ranges::count(*table, FdbKind::Static, &FdbEntry::kind);
    if (there != 400) return fmt::format("{} entries, though all were sent", there);
    if (std::string failure = reach(**kernel, bridge.desired()); !failure.empty()) return failure;
    return expect_reached(**kernel, bridge.desired());
  });
}

TEST(RealFaults, SignalsAtAnyTime) {
  expect_fine([]() -> std::string {
    const GuestBridge bridge{.ports = 50, .addresses_each = 40};
    auto kernel = open_kernel();
    if (std::string failure = bridge.build(**kernel); !failure.empty()) return failure;
    struct sigaction nothing{};
    nothing.sa_handler = [](int) {};  // without SA_RESTART
    sigaction(SIGALRM, &nothing, nullptr);
    const itimerval often{.it_interval = {0, 200}, .it_value = {0, 200}};
    setitimer(ITIMER_REAL, &often, nullptr);
    std::string failure = reach(**kernel, bridge.desired());
    if (failure.empty()) failure = expect_reached(**kernel, bridge.desired());
    const itimerval never{};
    setitimer(ITIMER_REAL, &never, nullptr);
    return failure;
  });
}

// A question while the answer to an earlier one is still being sent: EBUSY.
TEST(RealFaults, ABusySocket) {
  expect_fine([]() -> std::string {
    const GuestBridge bridge{.ports = 200};
    if (std::string failure = bridge.build(**open_kernel()); !failure.empty()) return failure;
    Result<Socket> socket = Socket::open();
    MessageBuilder unread(RTM_GETLINK, NLM_F_REQUEST | NLM_F_DUMP, 77);
    unread.header<ifinfomsg>();
    if (!socket->send(*unread.finish())) return "cannot send";
    NetlinkKernel kernel(NetworkNamespace::current(), std::move(*socket), {});
    const Result<std::vector<Link>> links = kernel.links();
    if (!links) return to_string(links.error());
    return links->size() == 404 ? "" : fmt::format("{} links", links->size());
  });
}

TEST(RealFaults, ADatagramThatDoesNotFit) {
  expect_fine([]() -> std::string {
    auto kernel = NetlinkKernel::open(NetworkNamespace::current(), {.datagram = 256});
    const Result<std::vector<Link>> links = (*kernel)->links();
    if (links) return "it did fit";
    if (links.error().code != KernelError::Code::BadReply) return to_string(links.error());
    return (*kernel)->change(AddBridge{"br0"}) ? "" : "a change was refused afterwards";
  });
}

// Waits until a number of entries has been made, or long enough.
void wait_for_entries(Events& events, int number) {
  for (int i = 0; i < 2000 && number > 0; ++i) {
    const auto heard = events.wait(std::chrono::milliseconds(1));
    if (!heard) return;
    for (const Event& event : *heard) {
      if (std::holds_alternative<FdbChanged>(event)) --number;
    }
  }
}

// Killed after some of its changes. Whoever comes next finds a bridge that is half done, and free.
TEST(RealFaults, KilledInTheMiddle) {
  expect_fine([]() -> std::string {
    const GuestBridge bridge{.ports = 100, .addresses_each = 50};
    auto kernel = open_kernel();
    if (std::string failure = bridge.build(**kernel); !failure.empty()) return failure;
    const BridgeState fresh = *observe(**kernel, "br0");
    const Plan whole = make_plan(fresh, bridge.desired());
    int partly = 0;
    for (int round = 0; round < 6; ++round) {
      auto events = (*kernel)->subscribe();
      const pid_t child = fork();
      if (child == 0) {
        (void)reach(**open_kernel(), bridge.desired());
        _exit(0);
      }
      wait_for_entries(**events, 1 + 500 * round);
      kill(child, SIGKILL);
      waitpid(child, nullptr, 0);
      const BridgeState found = *observe(**kernel, "br0");
      const std::size_t left = make_plan(found, bridge.desired()).operations.size();
      if (left != 0 && left != whole.operations.size()) ++partly;
      if (std::string failure = reach(**kernel, bridge.desired()); !failure.empty()) return failure;
      if (std::string wrong = expect_reached(**kernel, bridge.desired()); !wrong.empty())
        return wrong;
      std::vector<Change> back;
      for (const Operation& each : whole.operations) {
        for (Change& change : changes_of(inverse(each), fresh)) back.push_back(change);
      }
      if (const Outcome done = (*kernel)->execute_all(back); !done) return to_string(done.error());
    }
    return partly > 0 ? "" : "it was never killed in the middle";
  });
}

// As Linux 5.10 does in a user namespace.
class RefusesDeletions final : public DelegatingKernel {
 public:
  using DelegatingKernel::DelegatingKernel;
  std::vector<Failure> execute(std::span<const Change> changes) override {
    std::vector<Failure> failures;
    for (std::size_t i = 0; i < changes.size(); ++i) {
      if (std::holds_alternative<DeleteFdb>(changes[i])) {
        failures.push_back({i, refused("delete an entry", EPERM, {})});
      } else {
        for (Failure& failure : DelegatingKernel::execute(changes.subspan(i, 1)))
          failures.push_back({i, std::move(failure.error)});
      }
    }
    return failures;
  }
};

// Entries of each kind that must go, from a guest's port that is up and from one that is down.
// The kernel takes note of a carrier when it has the time.
std::string wait_until_forwarding(Kernel& kernel, std::initializer_list<const char*> ports) {
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(30);
  for (const char* name : ports) {
    for (;;) {
      const Result<Link> link = kernel.link(name);
      if (!link) return to_string(link.error());
      if (link->port && link->port->state == PortStpState::Forwarding) break;
      if (std::chrono::steady_clock::now() > deadline) return fmt::format("{} blocks", name);
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
  }
  return "";
}

TEST(RealFaults, DeletionsThatAreForbidden) {
  expect_fine([]() -> std::string {
    const GuestBridge bridge{.ports = 4, .addresses_each = 2};
    auto real = open_kernel();
    if (!real) return real.error().message;
    RefusesDeletions kernel(**real);
    if (std::string failure = bridge.build(kernel); !failure.empty()) return failure;
    if (std::string failure = reach(kernel, bridge.desired()); !failure.empty()) return failure;
    for (const char* name : {"br0", "eth0", "wire", "vnet1", "guest1"}) {
      if (Outcome up = kernel.change(SetLink{.index = kernel.link(name)->index, .up = true}); !up)
        return to_string(up.error());
    }
    // One at least has to forward for a way around.
    if (std::string failure = wait_until_forwarding(kernel, {"eth0", "vnet1"}); !failure.empty())
      return failure;
    for (const char* name : {"vnet1", "vnet2"}) {
      for (const FdbKind kind : {FdbKind::Static, FdbKind::ExternLearn, FdbKind::Local}) {
        const MacAddress stray({2, 0, 0, 0, 0, static_cast<std::uint8_t>(kind)});
        const FdbEntry entry{.port = kernel.link(name)->index, .mac = stray, .kind = kind};
        if (Outcome done = kernel.change(add_entry(entry)); !done) return to_string(done.error());
        const std::string what = fmt::format("the {} entry of {}", to_string(kind), name);
        if (expect_reached(kernel, bridge.desired()).empty()) return what + " is not seen";
        if (std::string failure = reach(kernel, bridge.desired()); !failure.empty())
          return fmt::format("{}: {}", what, failure);
      }
    }
    return expect_reached(kernel, bridge.desired());
  });
}

TEST(RealFaults, TwoAtOnce) {
  expect_fine([]() -> std::string {
    const GuestBridge bridge{.ports = 60, .addresses_each = 20};
    if (std::string failure = bridge.build(**open_kernel()); !failure.empty()) return failure;
    std::array<pid_t, 4> children{};
    for (pid_t& child : children) {
      child = fork();
      if (child != 0) continue;
      // Whoever comes second finds that its plan is out of date, and makes a new one.
      std::string failure = "never tried";
      for (int attempt = 0; attempt < 5 && !failure.empty(); ++attempt)
        failure = reach(**open_kernel(), bridge.desired());
      _exit(failure.empty() ? 0 : 1);
    }
    for (const pid_t child : children) {
      int status = 0;
      waitpid(child, &status, 0);
      if (status != 0) return "one of them failed";
    }
    return expect_reached(**open_kernel(), bridge.desired());
  });
}

TEST(RealFaults, OnlyOneHasTheLock) {
  expect_fine([]() -> std::string {
    auto first = open_kernel();
    auto second = open_kernel();
    auto lock = (*first)->lock_bridge(LinkIndex{5});
    if (!lock) return to_string(lock.error());
    if (!(*second)->lock_bridge(LinkIndex{6})) return "another bridge is taken as well";
    const auto denied = (*second)->lock_bridge(LinkIndex{5});
    if (denied || denied.error().error != EADDRINUSE) return "it was given twice";
    lock->reset();
    return (*second)->lock_bridge(LinkIndex{5}) ? "" : "it does not come back";
  });
}

// Ports come, go, change their names and their bridge while one apply follows the other. Whatever
// happens is said in a sentence, and in the end the bridge can be put right.
TEST(RealFaults, PortsThatNeverKeepStill) {
  expect_fine([]() -> std::string {
    const GuestBridge bridge{.ports = 30, .addresses_each = 5};
    auto kernel = open_kernel();
    if (std::string failure = bridge.build(**kernel); !failure.empty()) return failure;
    const pid_t child = fork();
    if (child == 0) {
      auto own = open_kernel();
      for (unsigned i = 0;; ++i) {
        const Result<Link> port = (*own)->link(GuestBridge::port_name(static_cast<int>(i % 30)));
        const Result<Link> master = (*own)->link("br0");
        if (!port || !master) continue;
        (void)(*own)->change(SetLink{.index = port->index, .master = LinkIndex::None});
        (void)(*own)->change(SetLink{.index = port->index, .name = "away"});
        (void)(*own)->change(SetLink{.index = port->index, .name = port->name});
        (void)(*own)->change(SetLink{.index = port->index, .master = master->index});
      }
    }
    std::string wrong;
    int failures = 0;
    for (int i = 0; i < 30; ++i) {
      const std::string failure = reach(**kernel, bridge.desired());
      if (!failure.empty()) ++failures;
      if (failure.find("not understood") != std::string::npos) wrong = failure;
    }
    kill(child, SIGKILL);
    waitpid(child, nullptr, 0);
    if (!wrong.empty()) return wrong;
    if (failures == 0) return "nothing ever came in between";
    const std::vector<Link> links = *(*kernel)->links();
    for (const Link& link : links) {
      if (link.name == "away") return {};  // killed in the middle as well
    }
    for (int i = 0; i < 30; ++i) {
      (void)(*kernel)->change(SetLink{.index = (*kernel)->link(GuestBridge::port_name(i))->index,
                                      .master = (*kernel)->link("br0")->index});
    }
    if (std::string failure = reach(**kernel, bridge.desired()); !failure.empty()) return failure;
    return expect_reached(**kernel, bridge.desired());
  });
}

// Everything that a kernel does stays in the namespace that it was opened in.
TEST(RealFaults, ItsNamespaceIsNotTheCallers) {
  expect_fine([]() -> std::string {
    auto home = open_kernel();
    if (unshare(CLONE_NEWNET) != 0) return "cannot leave";
    auto here = open_kernel();
    auto events = (*home)->subscribe();
    if (!events) return to_string(events.error());
    if (!(*here)->change(AddBridge{"here"})) return "no bridge here";
    if (!(*events)->wait(std::chrono::milliseconds(0))->empty()) return "hears what happens here";
    if (!(*home)->change(AddBridge{"home"})) return "no bridge at home";
    if ((*events)->wait(std::chrono::milliseconds(500))->empty()) return "hears nothing";
    if ((*here)->link("home")) return "the bridge was made here";
    const Outcome tap = (*home)->change(AddTap{"tap7"});
    if (tap && (*here)->link("tap7")) return "the tap was made here";
    return {};
  });
}

TEST(RealFaults, ANamespaceByItsPath) {
  expect_fine([]() -> std::string {
    const std::string own = fmt::format("/proc/{}/ns/net", getpid());
    const int file = open(own.c_str(), O_RDONLY | O_CLOEXEC);
    if (!(*open_kernel())->change(AddBridge{"home"})) return "no bridge";
    if (unshare(CLONE_NEWNET) != 0) return "cannot leave";
    auto home = open_kernel(fmt::format("/proc/self/fd/{}", file));
    if (!home) return home.error().message;
    if (!(*home)->link("home")) return "not there";
    const auto none = open_kernel("no-such");
    if (none || none.error().code != ErrorCode::NotFound) return "a name that does not exist";
    const auto odd = open_kernel("/dev/null");
    return !odd && odd.error().system_error == EINVAL ? "" : "a file that is no namespace";
  });
}

}  // namespace
}  // namespace virnet::conformance
