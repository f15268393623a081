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

#include "bridge/netlink/encode.h"
#include "bridge/netlink/netlink_kernel.h"

namespace virnet::bridge {
namespace {

// What goes into one call: more gains nothing, and the default send buffer has room for it.
constexpr std::size_t kBatchBytes = std::size_t{48} << 10;

}  // namespace

// Messages for changes [from, from + count), with successive sequence numbers. Only the last one is
// acknowledged: the kernel answers to every one that fails, in order, and executes them all before
// the last.
struct NetlinkKernel::Batch {
  std::size_t from = 0;
  std::size_t count = 0;
  std::uint32_t first_sequence = 0;
  std::size_t last = 0;  // where the last message begins
  std::vector<std::byte> bytes = {};

  // False if the change does not fit into a message.
  [[nodiscard]] bool add(const Change& change, std::uint32_t sequence) {
    const std::size_t begin = bytes.size();
    if (!encode(change, sequence, bytes)) return false;
    if (count == 0) {
      first_sequence = sequence;
    } else {
      nlmsghdr header{};
      std::memcpy(&header, bytes.data() + last, sizeof(header));
      header.nlmsg_flags &= static_cast<std::uint16_t>(~NLM_F_ACK);
      std::memcpy(bytes.data() + last, &header, sizeof(header));
    }
    last = begin;
    ++count;
    return true;
  }
  void start_over(std::size_t next) {
    from = next;
    count = 0;
    bytes.clear();
  }
};

void NetlinkKernel::exchange(std::span<const Change> changes, Batch& batch,
                             std::vector<Failure>& failures) {
  if (batch.count == 0) return;
  const std::size_t before = failures.size();
  std::vector<bool> failed(batch.count);
  auto fail = [&](std::size_t place, KernelError error) {
    if (failed[place]) return;
    failed[place] = true;
    const std::size_t i = batch.from + place;
    error.action = describe(changes[i]);
    failures.push_back({i, std::move(error)});
  };
  // What is not known to have failed may or may not have happened.
  auto give_up = [&](const KernelError& error) {
    for (std::size_t place = 0; place < batch.count; ++place) fail(place, error);
    std::ranges::sort(std::span(failures).subspan(before), {}, &Failure::change);
  };
  // Whether the last change is answered.
  auto take = [&](Bytes datagram) {
    MessageReader reader(datagram);
    for (;;) {
      const Decoded<std::optional<Message>> next = reader.next();
      if (!next || !*next) return false;
      const Message& message = **next;
      const std::size_t place = message.sequence - batch.first_sequence;
      if (message.type != NLMSG_ERROR || place >= batch.count) continue;
      const Decoded<Answer> answer = decode_answer(message);
      if (answer && answer->error != 0) fail(place, refused({}, answer->error, answer->reason));
      if (place + 1 == batch.count) return true;
    }
  };
  if (Outcome sent = socket_.send(batch.bytes); !sent) return give_up(sent.error());
  for (;;) {
    Result<Bytes> datagram = socket_.receive();
    if (!datagram) {
      give_up(datagram.error());
      return drain();
    }
    if (take(*datagram)) return;
  }
}

std::vector<Failure> NetlinkKernel::execute(std::span<const Change> changes) {
  std::vector<Failure> failures;
  Batch batch;
  auto flush = [&](std::size_t next) {
    exchange(changes, batch, failures);
    batch.start_over(next);
  };
  for (std::size_t i = 0; i < changes.size(); ++i) {
    if (const auto* tap = std::get_if<AddTap>(&changes[i])) {
      flush(i + 1);
      Outcome made = home_.within([&] { return create_tap(*tap); });
      if (!made) failures.push_back({i, std::move(made.error())});
      continue;
    }
    if (!batch.add(changes[i], ++sequence_)) {
      flush(i + 1);
      failures.push_back({i, refused(describe(changes[i]), EMSGSIZE, "a name is too long")});
      continue;
    }
    if (batch.bytes.size() >= kBatchBytes) flush(i + 1);
  }
  flush(changes.size());
  return failures;
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
