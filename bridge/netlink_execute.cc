// The writing half of NetlinkKernel: batches of requests and their acknowledgements.
#include <fcntl.h>
#include <fmt/format.h>
#include <linux/if.h>
#include <linux/if_tun.h>
#include <linux/netlink.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "bridge/encode.h"
#include "bridge/netlink_kernel.h"

namespace virnet::bridge {
namespace {

// A hundred messages in one call gain nearly all that there is to gain, and their acknowledgements
// fit into the smallest receive buffer in use.
constexpr std::size_t kBatchMessages = 100;
constexpr std::size_t kBatchBytes = 48 * 1024;

std::string remedy_for(int error) {
  switch (error) {
    case EPERM: return "run as root, or in a user namespace of your own";
    case ENODEV: return "the link is gone or was never there; read the links again";
    case EXFULL: return "a bridge has room for 1023 ports";
    default: return {};
  }
}

}  // namespace

KernelError refused(std::string action, int error, std::string reason) {
  return {.code = KernelError::Code::Refused,
          .error = error,
          .action = std::move(action),
          .reason = std::move(reason),
          .remedy = remedy_for(error)};
}

void NetlinkKernel::exchange(std::span<const Change> changes, std::size_t from, Bytes batch,
                             std::vector<Outcome>& outcomes,
                             std::span<const std::uint32_t> sequences) {
  if (sequences.empty()) return;
  auto fail_rest = [&](const KernelError& error, const std::vector<bool>& answered) {
    for (std::size_t i = 0; i < sequences.size(); ++i) {
      if (answered[i]) continue;
      KernelError each = error;
      each.action = describe(changes[from + i]);
      outcomes[from + i] = std::unexpected(std::move(each));
    }
  };
  std::vector<bool> answered(sequences.size(), false);
  if (Outcome sent = socket_.send(batch); !sent) return fail_rest(sent.error(), answered);
  for (std::size_t missing = sequences.size(); missing > 0;) {
    Result<Bytes> datagram = socket_.receive();
    if (!datagram) return fail_rest(datagram.error(), answered);
    MessageReader reader(*datagram);
    for (Decoded<std::optional<Message>> next = reader.next(); next && *next;
         next = reader.next()) {
      const Message& message = **next;
      const auto place = std::find(sequences.begin(), sequences.end(), message.sequence);
      if (message.type != NLMSG_ERROR || place == sequences.end()) continue;
      const auto i = static_cast<std::size_t>(place - sequences.begin());
      Decoded<Answer> answer = decode_answer(message);
      if (answer && answer->error != 0) {
        outcomes[from + i] =
            std::unexpected(refused(describe(changes[from + i]), answer->error, answer->reason));
      }
      if (!answered[i]) --missing;
      answered[i] = true;
    }
  }
}

std::vector<Outcome> NetlinkKernel::execute(std::span<const Change> changes) {
  std::vector<Outcome> outcomes(changes.size());
  std::vector<std::byte> batch;
  std::vector<std::uint32_t> sequences;
  std::size_t from = 0;
  auto flush = [&](std::size_t next) {
    exchange(changes, from, batch, outcomes, sequences);
    batch.clear();
    sequences.clear();
    from = next;
  };
  for (std::size_t i = 0; i < changes.size(); ++i) {
    if (const auto* tap = std::get_if<AddTap>(&changes[i])) {
      flush(i + 1);
      outcomes[i] = create_tap(*tap);
      continue;
    }
    const std::optional<std::vector<std::byte>> message = encode(changes[i], ++sequence_);
    if (!message) {
      flush(i + 1);
      outcomes[i] = std::unexpected(refused(describe(changes[i]), EMSGSIZE, "a name is too long"));
      continue;
    }
    batch.insert(batch.end(), message->begin(), message->end());
    sequences.push_back(sequence_);
    if (sequences.size() == kBatchMessages || batch.size() >= kBatchBytes) flush(i + 1);
  }
  flush(changes.size());
  return outcomes;
}

Outcome create_tap(const AddTap& tap) {
  auto fail = [&](int error, std::string reason) {
    return std::unexpected(refused(describe(tap), error, std::move(reason)));
  };
  ifreq request{};
  if (tap.name.size() >= sizeof(request.ifr_name)) return fail(ERANGE, {});
  const int fd = open("/dev/net/tun", O_RDWR | O_CLOEXEC);
  if (fd < 0) return fail(errno, "/dev/net/tun");
  std::memcpy(request.ifr_name, tap.name.data(), tap.name.size());
  request.ifr_flags = IFF_TAP | IFF_NO_PI;
  int error = 0;
  if (ioctl(fd, TUNSETIFF, &request) < 0 || ioctl(fd, TUNSETPERSIST, 1) < 0) error = errno;
  close(fd);
  if (error != 0) return fail(error, {});
  return {};
}

}  // namespace virnet::bridge
