// NetlinkKernel: locking a bridge against changes by another virnet.
#include <fmt/format.h>

#include <cerrno>

#include "bridge/netlink/lock_file.h"
#include "bridge/netlink/netlink_kernel.h"

namespace virnet::bridge {
namespace {

class FileLock final : public BridgeLock {
 public:
  explicit FileLock(LockFile file) : file_(std::move(file)) {}

 private:
  LockFile file_;
};

// A socket whose address in the namespace is the bridge's: the kernel gives an address to one
// socket only, and takes it back when the process is gone.
class SocketLock final : public BridgeLock {
 public:
  SocketLock(Socket socket, std::string remark)
      : socket_(std::move(socket)), remark_(std::move(remark)) {}
  [[nodiscard]] std::string remark() const override { return remark_; }

 private:
  Socket socket_;
  std::string remark_;
};

}  // namespace

Result<std::unique_ptr<BridgeLock>> NetlinkKernel::lock_bridge(LinkIndex bridge) {
  Result<LockFile> file = LockFile::take(
      kLockFolder, fmt::format("bridge-{}-{}", home_.number(), static_cast<std::int32_t>(bridge)));
  if (file) return std::make_unique<FileLock>(std::move(*file));
  if (file.error().error == EADDRINUSE) return std::unexpected(std::move(file.error()));
  return lock_by_socket(bridge, file.error());
}

// The fallback where no lock file can be made: any process in the namespace can take this address.
Result<std::unique_ptr<BridgeLock>> NetlinkKernel::lock_by_socket(LinkIndex bridge,
                                                                  const KernelError& why) {
  // Beyond all process ids, which other programs use.
  constexpr std::uint32_t kFirst = 0x76000000;
  const std::string remark = fmt::format(
      "{}: only processes that do likewise in this network namespace are kept from changing the "
      "bridge meanwhile, and any of them can keep virnet from it",
      to_string(why));
  std::unique_ptr<BridgeLock> lock;
  Outcome opened = home_.within([&]() -> Outcome {
    const auto port = kFirst + (static_cast<std::uint32_t>(bridge) & 0xffffff);
    Result<Socket> socket = Socket::open({.port = port});
    if (!socket) return std::unexpected(std::move(socket.error()));
    lock = std::make_unique<SocketLock>(std::move(*socket), remark);
    return {};
  });
  if (opened) return lock;
  KernelError error = std::move(opened.error());
  if (error.error == EADDRINUSE)
    error.reason =
        fmt::format("another virnet, or anybody else, has taken the right ({})", to_string(why));
  return std::unexpected(std::move(error));
}

}  // namespace virnet::bridge
