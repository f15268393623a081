// The answer to one request in many datagrams, in any order of messages: it ends where it says so,
// and what was refused, cut short or for somebody else is no part of it.
#include <linux/rtnetlink.h>

#include <algorithm>
#include <optional>
#include <vector>

#include "bridge/netlink/decode.h"
#include "bridge/netlink/reply.h"
#include "fuzz/input.h"
#include "fuzz/oracle.h"

namespace virnet::fuzz {
namespace {

using namespace virnet::bridge;

constexpr std::uint32_t kSequence = 1;

// What a reply must make of its datagrams, written down the plain way.
struct Expected {
  std::vector<std::size_t> payloads;  // sizes
  bool interrupted = false;
  enum class End { Open, Complete, Refused, Unreadable } end = End::Open;

  void take(Bytes datagram) {
    while (end == End::Open && !datagram.empty()) {
      const auto head = load<nlmsghdr>(datagram);
      if (!head || head->nlmsg_len < sizeof(nlmsghdr) || head->nlmsg_len > datagram.size()) {
        end = End::Unreadable;
        return;
      }
      if (head->nlmsg_seq == kSequence)
        take(*head, datagram.first(head->nlmsg_len).subspan(sizeof(nlmsghdr)));
      const std::size_t aligned = (std::size_t{head->nlmsg_len} + 3) / 4 * 4;
      datagram = datagram.subspan(std::min(aligned, datagram.size()));
    }
  }
  void take(const nlmsghdr& head, Bytes payload) {
    interrupted |= (head.nlmsg_flags & NLM_F_DUMP_INTR) != 0;
    if (head.nlmsg_type == NLMSG_ERROR) {
      const auto error = load<std::int32_t>(payload);
      // Longer ones may still be unreadable further inside.
      end = payload.size() < sizeof(nlmsgerr) ? End::Unreadable
            : *error == 0                     ? End::Complete
                                              : End::Refused;
    } else if (head.nlmsg_type == NLMSG_DONE) {
      end = load<std::int32_t>(payload).value_or(0) < 0 ? End::Refused : End::Complete;
    } else {
      payloads.push_back(payload.size());
    }
  }
};

Expected::End end_of(const Result<bool>& taken) {
  if (taken) return *taken ? Expected::End::Complete : Expected::End::Open;
  return taken.error().code == KernelError::Code::Refused ? Expected::End::Refused
                                                          : Expected::End::Unreadable;
}

}  // namespace
}  // namespace virnet::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace virnet::fuzz;
  using namespace virnet::bridge;
  if (size > kMostBytes) return 0;
  Decisions decisions({reinterpret_cast<const char*>(data), size});
  Reply reply(kSequence, "read");
  Expected expected;
  std::vector<std::size_t> payloads;
  while (!decisions.empty() && expected.end == Expected::End::Open) {
    const std::string_view piece = decisions.take(decisions.number<std::uint16_t>());
    const Bytes datagram = std::as_bytes(std::span(piece));
    expected.take(datagram);
    const Result<bool> taken = reply.take(datagram, [&](const Message& message) -> Decoded<void> {
      payloads.push_back(message.payload.size());
      return {};
    });
    if (!taken) require(!to_string(taken.error()).empty(), "an error without a word");
    const Expected::End end = end_of(taken);
    const bool unreadable_inside =
        end == Expected::End::Unreadable && expected.end != Expected::End::Open;
    require(end == expected.end || unreadable_inside, "the answer ends otherwise: {} for {}",
            static_cast<int>(end), static_cast<int>(expected.end));
    require(payloads == expected.payloads, "{} messages instead of {}", payloads.size(),
            expected.payloads.size());
    require(reply.interrupted() == expected.interrupted, "interrupted: {}", reply.interrupted());
  }
  return 0;
}
