// Probes of what netlink sockets lose and keep.
#include <fmt/format.h>
#include <linux/neighbour.h>
#include <linux/rtnetlink.h>
#include <sys/socket.h>
#include <sys/time.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstring>

#include "bridge/netlink/encode.h"
#include "conformance/harness/steps/probes.h"
#include "conformance/harness/testbed/netlink.h"

namespace virnet::conformance {
namespace {

using namespace std::chrono_literals;
using bridge::AddFdb;
using bridge::Bytes;

constexpr int kMany = 300;
constexpr bridge::LinkIndex kNoLink{99999};
constexpr std::uint16_t kTornDump = 0x10;  // NLM_F_DUMP_INTR

MacAddress address(int number) {
  return MacAddress({0x02, 0xcc, 0x00, 0x00, static_cast<std::uint8_t>(number >> 8),
                     static_cast<std::uint8_t>(number)});
}

std::vector<bridge::Change> additions(Testbed& testbed, int count) {
  std::vector<bridge::Change> changes;
  for (int i = 0; i < count; ++i)
    changes.emplace_back(AddFdb{.port = testbed.link(Who::A), .mac = address(i)});
  return changes;
}

std::string add_many(Testbed& testbed, int count) {
  const bridge::Outcome done = testbed.kernel().execute_all(additions(testbed, count));
  return done ? std::string() : to_string(done.error());
}

// How many of the addresses above are in the table for untagged frames.
std::ptrdiff_t count_of_many(Testbed& testbed) {
  const auto table = testbed.kernel().fdb(testbed.link(Who::BR));
  if (!table) return -1;
  return std::ranges::count_if(*table, [](const bridge::FdbEntry& entry) {
    return entry.vlan == 0 && entry.mac.octets()[0] == 0x02 && entry.mac.octets()[1] == 0xcc;
  });
}

// What the messages of a stream of datagrams were, until nothing comes for a moment.
struct Stream {
  int entries = 0;
  int acknowledged = 0;
  std::vector<std::pair<std::uint32_t, int>> refused = {};  // sequence and errno value
  int overruns = 0;
  bool done = false;
  bool torn = false;
};

void take(const bridge::Message& message, Stream& stream) {
  stream.torn = stream.torn || (message.flags & kTornDump) != 0;
  if (message.type == RTM_NEWNEIGH) ++stream.entries;
  if (message.type == NLMSG_DONE) stream.done = true;
  if (message.type != NLMSG_ERROR) return;
  const int error = -bridge::load<std::int32_t>(message.payload).value_or(0);
  if (error == 0) {
    ++stream.acknowledged;
  } else {
    stream.refused.emplace_back(message.sequence, error);
  }
}

void take(Bytes datagram, Stream& stream) {
  bridge::MessageReader reader(datagram);
  for (auto next = reader.next(); next && *next; next = reader.next()) take(**next, stream);
}

// What has been answered is there when sending returns.
Stream read_what_is_there(Netlink& netlink) {
  Stream stream;
  for (;;) {
    const auto datagram = netlink.receive(0ms);
    if (!datagram) {
      ++stream.overruns;
      if (datagram.error() != ENOBUFS || stream.overruns > 1) return stream;
      continue;
    }
    if (!*datagram) return stream;
    take(**datagram, stream);
  }
}

std::vector<std::byte> dump_request(std::uint32_t sequence) {
  ndmsg head{};
  head.ndm_family = AF_BRIDGE;
  const nlmsghdr header{.nlmsg_len = sizeof(nlmsghdr) + sizeof(head),
                        .nlmsg_type = RTM_GETNEIGH,
                        .nlmsg_flags = NLM_F_REQUEST | NLM_F_DUMP,
                        .nlmsg_seq = sequence,
                        .nlmsg_pid = 0};
  std::vector<std::byte> bytes(header.nlmsg_len);
  std::memcpy(bytes.data(), &header, sizeof(header));
  std::memcpy(bytes.data() + sizeof(header), &head, sizeof(head));
  return bytes;
}

// Messages without NLM_F_ACK unless wanted, their sequence numbers from 1 on.
std::vector<std::byte> batch_of(const std::vector<bridge::Change>& changes, bool acknowledge) {
  std::vector<std::byte> batch;
  std::uint32_t sequence = 0;
  for (const bridge::Change& change : changes) {
    const std::size_t begin = batch.size();
    if (!bridge::encode(change, ++sequence, batch)) continue;
    auto* header = reinterpret_cast<nlmsghdr*>(batch.data() + begin);
    header->nlmsg_flags = static_cast<std::uint16_t>(
        acknowledge ? header->nlmsg_flags | NLM_F_ACK : header->nlmsg_flags & ~NLM_F_ACK);
  }
  return batch;
}

}  // namespace

Probed lose_events(Testbed& testbed) {
  constexpr int kGroups[] = {RTNLGRP_NEIGH};
  auto netlink = Netlink::open(kGroups);
  if (!netlink) return std::unexpected(to_string(netlink.error()));
  (void)netlink->set(SOL_SOCKET, SO_RCVBUF, 4096);
  if (std::string failure = add_many(testbed, kMany); !failure.empty())
    return std::unexpected(failure);
  const Stream first = read_what_is_there(*netlink);
  if (std::string failure = add_many(testbed, 1); !failure.empty()) return std::unexpected(failure);
  const Stream later = read_what_is_there(*netlink);
  const std::string seen = fmt::format("{} times ENOBUFS, {} of {} events, {} afterwards",
                                       first.overruns, first.entries, kMany, later.entries);
  const bool as_said = first.overruns == 1 && first.entries > 0 && first.entries < kMany &&
                       later.entries > 0 && later.overruns == 0;
  if (!as_said) return std::unexpected(seen);
  return "ENOBUFS once, then the oldest events; later ones arrive";
}

Probed dump_through_least_buffer(Testbed& testbed) {
  if (std::string failure = add_many(testbed, kMany); !failure.empty())
    return std::unexpected(failure);
  auto netlink = Netlink::open();
  if (!netlink) return std::unexpected(to_string(netlink.error()));
  (void)netlink->set(SOL_SOCKET, SO_RCVBUF, 1);
  const std::uint32_t sequence = netlink->next_sequence();
  const auto reply = netlink->ask(dump_request(sequence), sequence);
  if (!reply) return std::unexpected(to_string(reply.error()));
  if (reply->messages.size() >= kMany) return "the dump is complete";
  return std::unexpected(fmt::format("{} entries of more than {}", reply->messages.size(), kMany));
}

Probed lose_answers(Testbed& testbed) {
  constexpr int kCount = 200;
  auto netlink = Netlink::open();
  if (!netlink) return std::unexpected(to_string(netlink.error()));
  (void)netlink->set(SOL_SOCKET, SO_RCVBUF, 1);
  if (const int error = netlink->send(batch_of(additions(testbed, kCount), true)); error != 0)
    return std::unexpected("sending answers " + bridge::errno_name(error));
  const Stream stream = read_what_is_there(*netlink);
  const auto there = count_of_many(testbed);
  const std::string seen = fmt::format("{} of {} additions made, {} answers, {} times ENOBUFS",
                                       there, kCount, stream.acknowledged, stream.overruns);
  if (there == kCount && stream.acknowledged < kCount / 4 && stream.overruns == 1)
    return "all 200 additions made, few answers, ENOBUFS";
  return std::unexpected(seen);
}

Probed send_batch_with_a_bad_one(Testbed& testbed) {
  std::vector<bridge::Change> changes = additions(testbed, 5);
  std::get<AddFdb>(changes[2]).port = kNoLink;
  auto netlink = Netlink::open();
  if (!netlink) return std::unexpected(to_string(netlink.error()));
  (void)netlink->send(batch_of(changes, false));
  const Stream stream = read_what_is_there(*netlink);
  const bool only_third = stream.refused.size() == 1 && stream.acknowledged == 0 &&
                          stream.refused.front() == std::pair(3U, ENODEV);
  const auto there = count_of_many(testbed);
  if (only_third && there == 4) return "ENODEV for the third, the other four made";
  return std::unexpected(fmt::format("{} errors, {} of four made", stream.refused.size(), there));
}

Probed dump_twice_at_once(Testbed& testbed) {
  if (std::string failure = add_many(testbed, 1000); !failure.empty())
    return std::unexpected(failure);
  auto netlink = Netlink::open();
  if (!netlink) return std::unexpected(to_string(netlink.error()));
  (void)netlink->send(dump_request(1));
  (void)netlink->send(dump_request(2));
  Stream stream;
  while (!stream.done) {
    const auto datagram = netlink->receive(3s);
    if (!datagram || !*datagram) break;
    take(**datagram, stream);
  }
  const bool refused = stream.refused.size() == 1 && stream.refused.front() == std::pair(2U, EBUSY);
  if (refused && stream.done && stream.entries >= 1000)
    return "EBUSY for the second, the first is complete";
  return std::unexpected(fmt::format("{} refused, {} entries, {}", stream.refused.size(),
                                     stream.entries, stream.done ? "ended" : "no end"));
}

Probed change_during_a_dump(Testbed& testbed) {
  if (std::string failure = add_many(testbed, 1000); !failure.empty())
    return std::unexpected(failure);
  auto netlink = Netlink::open();
  if (!netlink) return std::unexpected(to_string(netlink.error()));
  (void)netlink->send(dump_request(1));
  Stream stream;
  int datagrams = 0;
  while (!stream.done) {
    const auto datagram = netlink->receive(3s);
    if (!datagram || !*datagram) break;
    take(**datagram, stream);
    ++datagrams;
    (void)testbed.kernel().change(
        AddFdb{.port = testbed.link(Who::B), .mac = address(2000 + datagrams)});
    (void)testbed.kernel().change(
        bridge::SetPort{testbed.link(Who::B), {.broadcast_flood = datagrams % 2 == 0}});
  }
  const std::string seen =
      fmt::format("{} in {} datagrams, {}", stream.done ? "ended" : "no end", datagrams,
                  stream.torn ? "marked as torn" : "not marked as torn");
  if (stream.done && datagrams > 2 && !stream.torn) return "not marked as torn";
  return std::unexpected(seen);
}

Probed send_too_much(Testbed&) {
  auto netlink = Netlink::open();
  if (!netlink) return std::unexpected(to_string(netlink.error()));
  const int large = netlink->send(std::vector<std::byte>(std::size_t{256} * 1024));
  const int less = netlink->send(std::vector<std::byte>(std::size_t{64} * 1024));
  const std::string seen =
      fmt::format("256 KiB: {}, 64 KiB: {}", bridge::errno_name(large), bridge::errno_name(less));
  if (large == EMSGSIZE && less == 0) return "256 KiB: EMSGSIZE, 64 KiB: ok";
  return std::unexpected(seen);
}

Probed send_batch_with_a_short_one(Testbed& testbed) {
  std::vector<std::byte> batch = batch_of(additions(testbed, 3), true);
  const auto first = *bridge::load<nlmsghdr>(batch);
  reinterpret_cast<nlmsghdr*>(batch.data() + first.nlmsg_len)->nlmsg_len = 8;
  auto netlink = Netlink::open();
  if (!netlink) return std::unexpected(to_string(netlink.error()));
  (void)netlink->send(batch);
  const Stream stream = read_what_is_there(*netlink);
  const auto there = count_of_many(testbed);
  if (there == 1 && stream.acknowledged == 1 && stream.refused.empty())
    return "the one before it made and answered, nothing said of the rest";
  return std::unexpected(fmt::format("{} made, {} acknowledged, {} refused", there,
                                     stream.acknowledged, stream.refused.size()));
}

Probed force_a_buffer(Testbed&) {
  auto netlink = Netlink::open();
  if (!netlink) return std::unexpected(to_string(netlink.error()));
  const int error = netlink->set(SOL_SOCKET, SO_RCVBUFFORCE, 1 << 24);
  if (error == EPERM) return "EPERM";
  return std::unexpected("the kernel answered " + (error == 0 ? "ok" : bridge::errno_name(error)));
}

Probed interrupt_a_reading(Testbed&) {
  auto netlink = Netlink::open();
  if (!netlink) return std::unexpected(to_string(netlink.error()));
  struct sigaction nothing{};
  struct sigaction before{};
  nothing.sa_handler = [](int) {};
  nothing.sa_flags = SA_RESTART;
  sigaction(SIGALRM, &nothing, &before);
  const timeval patience{.tv_sec = 10, .tv_usec = 0};
  setsockopt(netlink->descriptor(), SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof(patience));
  // It repeats, in case that the first one comes before the reading has begun.
  const itimerval often{.it_interval = {0, 20000}, .it_value = {0, 20000}};
  setitimer(ITIMER_REAL, &often, nullptr);
  std::byte byte{};
  const ssize_t size = recv(netlink->descriptor(), &byte, 1, 0);
  const int error = errno;
  const itimerval never{};
  setitimer(ITIMER_REAL, &never, nullptr);
  sigaction(SIGALRM, &before, nullptr);
  if (size < 0 && error == EINTR) return "EINTR";
  return std::unexpected("the reading ended with " +
                         (size < 0 ? bridge::errno_name(error) : "data"));
}

}  // namespace virnet::conformance
