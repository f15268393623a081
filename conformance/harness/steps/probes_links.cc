// Probes that make and destroy links by the hundred, or whole namespaces.
#include <fcntl.h>
#include <fmt/format.h>
#include <linux/rtnetlink.h>
#include <sched.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>

#include "conformance/harness/steps/probes.h"
#include "conformance/harness/steps/request.h"
#include "conformance/harness/testbed/netlink.h"

namespace virnet::conformance {
namespace {

using namespace std::chrono_literals;
using bridge::LinkIndex;

constexpr int kMaxPorts = 1023;  // of a bridge: its ports are numbered in ten bits, from 1 on

// A process in a network namespace of its own, which waits for its end.
class Neighbour {
 public:
  Neighbour() {
    std::array<int, 2> ends{};
    if (pipe2(ends.data(), O_CLOEXEC) != 0) return;
    process_ = fork();
    if (process_ == 0) {
      prctl(PR_SET_PDEATHSIG, SIGKILL);
      const char there = unshare(CLONE_NEWNET) == 0 ? 'y' : 'n';
      (void)!write(ends[1], &there, 1);
      for (;;) pause();
    }
    close(ends[1]);
    char there = 'n';
    is_there_ = read(ends[0], &there, 1) == 1 && there == 'y';
    close(ends[0]);
  }
  ~Neighbour() { end(); }
  Neighbour(const Neighbour&) = delete;
  Neighbour& operator=(const Neighbour&) = delete;

  [[nodiscard]] bool is_there() const { return is_there_; }
  [[nodiscard]] pid_t process() const { return process_; }
  void end() {
    if (process_ <= 0) return;
    kill(process_, SIGKILL);
    while (waitpid(process_, nullptr, 0) < 0 && errno == EINTR) {
    }
    process_ = -1;
  }

 private:
  pid_t process_ = -1;
  bool is_there_ = false;
};

int move_link(LinkIndex link, pid_t to_namespace_of) {
  auto netlink = Netlink::open();
  if (!netlink) return netlink.error().error;
  const std::uint32_t sequence = netlink->next_sequence();
  const auto reply = netlink->ask(
      encode_request(
          RTM_NEWLINK, NLM_F_ACK, sequence, LinkHead{.link = static_cast<std::int32_t>(link)},
          {u32(IFLA_NET_NS_PID, static_cast<std::uint32_t>(to_namespace_of))}, NumbersOnly()),
      sequence);
  return reply ? reply->error : reply.error().error;
}

}  // namespace

Probed destroy_far_namespace(Testbed& testbed) {
  Neighbour neighbour;
  if (!neighbour.is_there()) return std::unexpected("no second namespace can be made");
  if (const int error = move_link(testbed.far_end(Who::D), neighbour.process()); error != 0)
    return std::unexpected("moving the far end answers " + bridge::errno_name(error));
  const bridge::Result<bridge::Link> before = testbed.kernel().link(testbed.link(Who::D));
  if (!before || before->master != testbed.link(Who::BR)) return std::unexpected("D is no port");
  auto events = testbed.kernel().subscribe();
  if (!events) return std::unexpected(to_string(events.error()));
  neighbour.end();
  const auto deadline = std::chrono::steady_clock::now() + 15s;
  while (std::chrono::steady_clock::now() < deadline) {
    const bridge::Result<bridge::Link> link = testbed.kernel().link(testbed.link(Who::D));
    if (!link && link.error().error == ENODEV) return "the port is gone";
    if (auto heard = (*events)->wait(100ms); !heard)
      return std::unexpected(to_string(heard.error()));
  }
  return std::unexpected("the port is still there after 15 s");
}

Probed fill_with_ports(Testbed& testbed) {
  // Both ends of a pair become ports, and stay down.
  constexpr int kPairs = (kMaxPorts - 4) / 2 + 1;
  std::vector<bridge::Change> pairs;
  for (int i = 0; i < kPairs; ++i)
    pairs.emplace_back(bridge::AddVeth{fmt::format("fill{}", i), fmt::format("fill{}-far", i)});
  if (const bridge::Outcome made = testbed.kernel().execute_all(pairs); !made)
    return std::unexpected(to_string(made.error()));
  const auto links = testbed.kernel().links();
  if (!links) return std::unexpected(to_string(links.error()));
  std::vector<bridge::Change> joins;
  for (const bridge::Link& link : *links) {
    if (link.name.starts_with("fill"))
      joins.emplace_back(bridge::SetLink{.index = link.index, .master = testbed.link(Who::BR)});
  }
  const std::vector<bridge::Failure> refusals = testbed.kernel().execute(joins);
  for (const bridge::Failure& refusal : refusals) {
    if (refusal.error.error != EXFULL) return std::unexpected(to_string(refusal.error));
  }
  const std::size_t ports = 4 + joins.size() - refusals.size();
  const std::string seen = fmt::format("{} ports, then EXFULL", ports);
  if (ports == kMaxPorts && !refusals.empty()) return seen;
  return std::unexpected(fmt::format("{} ports, {} times EXFULL", ports, refusals.size()));
}

}  // namespace virnet::conformance
