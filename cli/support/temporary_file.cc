#include "cli/support/temporary_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <mutex>

namespace virnet::cli {
namespace {

constexpr std::size_t kSlots = 64;
constexpr std::size_t kMaxName = 64;

// What a signal handler may look at: the files that are there now.
struct Slot {
  std::atomic<bool> taken = false;
  std::atomic<bool> exists = false;
  int folder = -1;
  std::array<char, kMaxName> name{};
};
constinit std::array<Slot, kSlots> slots;

void remove_and_die(int signal) {
  for (const Slot& slot : slots)
    if (slot.exists) unlinkat(slot.folder, slot.name.data(), 0);
  // The handler was reset when it was called.
  raise(signal);
}

void watch_signals() {
  for (const int signal : {SIGHUP, SIGINT, SIGTERM}) {
    struct sigaction action{};
    // A signal that is ignored, as under nohup, or handled elsewhere stays so.
    if (sigaction(signal, nullptr, &action) != 0 || action.sa_handler != SIG_DFL) continue;
    action.sa_handler = remove_and_die;
    action.sa_flags = static_cast<int>(SA_RESETHAND) | SA_NODEFER;
    sigaction(signal, &action, nullptr);
  }
  // A file that may not grow any further is an error of write(), and no reason to die.
  std::signal(SIGXFSZ, SIG_IGN);
}

std::size_t take_slot() {
  static std::once_flag once;
  std::call_once(once, watch_signals);
  for (;;)
    for (std::size_t i = 0; i < kSlots; ++i)
      if (!slots[i].taken.exchange(true)) return i;
}

bool write_all(int fd, std::string_view content) {
  while (!content.empty()) {
    const ssize_t put = ::write(fd, content.data(), content.size());
    if (put < 0 && errno != EINTR) return false;
    if (put > 0) content.remove_prefix(static_cast<std::size_t>(put));
  }
  return true;
}

}  // namespace

TemporaryFile::TemporaryFile(int folder, mode_t mode) : folder_(folder), slot_(take_slot()) {
  static std::atomic<unsigned> count = 0;
  // Short, however long the name is that it will take.
  name_ = fmt::format(".virnet-{}-{}.tmp", getpid(), count++);
  Slot& slot = slots[slot_];
  slot.folder = folder;
  name_.copy(slot.name.data(), kMaxName - 1);
  slot.name[name_.size()] = '\0';
  // Before it is there, so that it never is without being known.
  slot.exists = true;
  file_ = FileDescriptor(
      openat(folder, name_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, mode));
  if (!file_.good()) slot.exists = false;
}

TemporaryFile::~TemporaryFile() {
  Slot& slot = slots[slot_];
  if (slot.exists.exchange(false)) {
    const int why = errno;
    unlinkat(folder_, name_.c_str(), 0);
    errno = why;
  }
  slot.taken = false;
}

bool TemporaryFile::fill(std::string_view content) {
  return write_all(file_.get(), content) && fsync(file_.get()) == 0 && file_.finish();
}

bool TemporaryFile::move_to(const std::string& name) {
  if (renameat(folder_, name_.c_str(), folder_, name.c_str()) != 0) return false;
  slots[slot_].exists = false;
  return true;
}

bool TemporaryFile::exchange_with(const std::string& name) const {
  return renameat2(folder_, name_.c_str(), folder_, name.c_str(), RENAME_EXCHANGE) == 0;
}

}  // namespace virnet::cli
