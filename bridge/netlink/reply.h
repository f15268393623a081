// bridge/netlink/reply.h - The kernel's answer to one request, datagram by datagram.
#pragma once

#include <virnet/kernel.h>

#include <cstdint>
#include <functional>
#include <string>

#include "bridge/netlink/codec.h"

namespace virnet::bridge {

class Reply {
 public:
  // What is done with each message that is neither the end nor an acknowledgement.
  using Visit = std::function<Decoded<void>(const Message&)>;

  // To the request with this number. `action` is for errors.
  Reply(std::uint32_t sequence, std::string action)
      : sequence_(sequence), action_(std::move(action)) {}

  // Takes the messages of a datagram that belong to the answer. True: that was all of it. An error
  // of code Refused is the kernel's own, and the end of the answer as well.
  [[nodiscard]] Result<bool> take(Bytes datagram, const Visit& visit);
  // The kernel says that what it lists changed meanwhile (NLM_F_DUMP_INTR).
  [[nodiscard]] bool interrupted() const { return interrupted_; }

 private:
  [[nodiscard]] KernelError not_understood(const DecodeError& error) const;

  std::uint32_t sequence_;
  std::string action_;
  bool interrupted_ = false;
};

}  // namespace virnet::bridge
