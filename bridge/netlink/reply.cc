#include "bridge/netlink/reply.h"

#include <fmt/format.h>
#include <linux/netlink.h>

#include "bridge/netlink/netlink_kernel.h"

namespace virnet::bridge {

KernelError Reply::not_understood(const DecodeError& error) const {
  return {.code = KernelError::Code::BadReply,
          .error = 0,
          .action = action_,
          .reason = fmt::format("{} at byte {}", error.reason, error.offset),
          .remedy = {}};
}

Result<bool> Reply::take(Bytes datagram, const Visit& visit) {
  MessageReader reader(datagram);
  for (;;) {
    Decoded<std::optional<Message>> next = reader.next();
    if (!next) return std::unexpected(not_understood(next.error()));
    if (!*next) return false;
    const Message& message = **next;
    if (message.sequence != sequence_) continue;
    interrupted_ |= (message.flags & NLM_F_DUMP_INTR) != 0;
    if (message.type == NLMSG_ERROR) {
      Decoded<Answer> answer = decode_answer(message);
      if (!answer) return std::unexpected(not_understood(answer.error()));
      if (answer->error == 0) return true;
      return std::unexpected(refused(action_, answer->error, answer->reason));
    }
    if (message.type == NLMSG_DONE) {
      const int status = load<std::int32_t>(message.payload).value_or(0);
      if (status < 0) return std::unexpected(refused(action_, errno_of(status), {}));
      return true;
    }
    if (Decoded<void> visited = visit(message); !visited)
      return std::unexpected(not_understood(visited.error()));
  }
}

}  // namespace virnet::bridge
