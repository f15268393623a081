#include "bridge/netlink/network_namespace.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sched.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <string>
#include <thread>
#include <utility>

#include "bridge/netlink/netlink_kernel.h"

namespace virnet::bridge {
namespace {

constexpr const char* kOwn = "/proc/thread-self/ns/net";

KernelError cannot_enter(std::string_view name, int error) {
  KernelError failure = refused(fmt::format("enter network namespace '{}'", name), error, {});
  failure.code = KernelError::Code::Socket;
  if (error == ENOENT) failure.remedy = "`ip netns list` shows those that have names";
  if (error == EINVAL) failure.remedy = "it is not a network namespace";
  return failure;
}

}  // namespace

NetworkNamespace NetworkNamespace::current() {
  return NetworkNamespace(open(kOwn, O_RDONLY | O_CLOEXEC));
}

Result<NetworkNamespace> NetworkNamespace::named(std::string_view name) {
  if (name.empty()) return std::unexpected(cannot_enter(name, ENOENT));
  const bool is_path = name.find('/') != std::string_view::npos;
  const std::string path = is_path ? std::string(name) : fmt::format("/run/netns/{}", name);
  const int file = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return std::unexpected(cannot_enter(name, errno));
  NetworkNamespace found(file);
  // Says at once what would fail later.
  if (Outcome entered = found.within([]() -> Outcome { return {}; }); !entered)
    return std::unexpected(cannot_enter(name, entered.error().error));
  return found;
}

bool NetworkNamespace::is_current() const {
  struct stat own{};
  struct stat ours{};
  if (file_ < 0 || stat(kOwn, &own) != 0 || fstat(file_, &ours) != 0) return true;
  return own.st_dev == ours.st_dev && own.st_ino == ours.st_ino;
}

std::uint64_t NetworkNamespace::number() const {
  struct stat ours{};
  return file_ >= 0 && fstat(file_, &ours) == 0 ? ours.st_ino : 0;
}

Outcome NetworkNamespace::within(const std::function<Outcome()>& work) const {
  if (is_current()) return work();
  Outcome outcome;
  std::thread inside([&] {
    if (setns(file_, CLONE_NEWNET) == 0) {
      outcome = work();
    } else {
      outcome = std::unexpected(cannot_enter("that the kernel was opened in", errno));
    }
  });
  inside.join();
  return outcome;
}

NetworkNamespace::NetworkNamespace(NetworkNamespace&& other) noexcept
    : file_(std::exchange(other.file_, -1)) {}

NetworkNamespace& NetworkNamespace::operator=(NetworkNamespace&& other) noexcept {
  std::swap(file_, other.file_);
  return *this;
}

NetworkNamespace::~NetworkNamespace() {
  if (file_ >= 0) close(file_);
}

}  // namespace virnet::bridge
