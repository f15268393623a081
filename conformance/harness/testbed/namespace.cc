// A child process in a namespace of its own, and its answer through a pipe.
#include "conformance/harness/testbed/namespace.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <optional>
#include <sstream>

namespace virnet::conformance {
namespace {

using Failure = std::optional<Error>;

// The limit of namespaces (sysctl user.max_*_namespaces) is ENOSPC.
ErrorCode code_of(int error) {
  switch (error) {
    case EPERM:
    case EACCES:
    case ENOSPC: return ErrorCode::NoPrivilege;
    case EINVAL:
    case ENOSYS: return ErrorCode::Unsupported;
    default: return ErrorCode::Kernel;
  }
}

Error because(std::string_view what, int error) {
  return {.code = code_of(error),
          .message = fmt::format("{}: {}", what, std::strerror(error)),
          .system_error = error};
}

Error io_failure(std::string_view what, int error) {
  Error failure = because(what, error);
  failure.code = ErrorCode::Io;
  return failure;
}

// Becomes root of a user namespace of its own, which may make network namespaces.
Failure enter_user_namespace() {
  const uid_t user = geteuid();
  const gid_t group = getegid();
  if (unshare(CLONE_NEWUSER | CLONE_NEWNET) != 0) {
    Error failure = because("cannot make a network namespace", errno);
    if (failure.code == ErrorCode::NoPrivilege) {
      failure.message +=
          "; run as root, or allow user namespaces (sysctl user.max_user_namespaces, "
          "kernel.unprivileged_userns_clone, kernel.apparmor_restrict_unprivileged_userns)";
    }
    return failure;
  }
  // A program that changed its user is not dumpable, and may then not write its own maps.
  prctl(PR_SET_DUMPABLE, 1);
  (void)write_file("/proc/self/setgroups", "deny");
  int error = write_file("/proc/self/uid_map", fmt::format("0 {} 1", user));
  if (error == 0) error = write_file("/proc/self/gid_map", fmt::format("0 {} 1", group));
  if (error != 0) return because("cannot become root of a user namespace", error);
  return std::nullopt;
}

Failure enter_as_nobody() {
  constexpr uid_t kNobody = 65534;
  if (geteuid() == 0 &&
      (setresgid(kNobody, kNobody, kNobody) != 0 || setresuid(kNobody, kNobody, kNobody) != 0)) {
    return because("cannot become a user without privilege", errno);
  }
  return enter_user_namespace();
}

Failure enter(Place place, pid_t parent) {
  switch (place) {
    case Place::Unprivileged: return enter_as_nobody();
    case Place::Machine:
      if (parent == 1) return std::nullopt;
      return Error{.code = ErrorCode::Unsupported,
                   .message = "this is no machine that was started for the lab"};
    case Place::Own: break;
  }
  if (geteuid() == 0 && unshare(CLONE_NEWNET) == 0) return std::nullopt;
  return enter_user_namespace();
}

// Frames sent on one processor are handled on it and stay in order.
void stay_on_one_processor() {
  cpu_set_t processors;
  CPU_ZERO(&processors);
  const int here = sched_getcpu();
  if (here < 0) return;
  CPU_SET(static_cast<std::size_t>(here), &processors);
  (void)sched_setaffinity(0, sizeof(processors), &processors);
}

void die_with(pid_t parent) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() != parent) _exit(1);
}

bool write_all(int pipe, std::string_view text) {
  while (!text.empty()) {
    const ssize_t size = write(pipe, text.data(), text.size());
    if (size < 0 && errno == EINTR) continue;
    if (size <= 0) return false;
    text.remove_prefix(static_cast<std::size_t>(size));
  }
  return true;
}

std::string read_all(int pipe) {
  std::string text;
  std::array<char, 4096> piece{};
  for (;;) {
    const ssize_t size = read(pipe, piece.data(), piece.size());
    if (size < 0 && errno == EINTR) continue;
    if (size <= 0) return text;
    text.append(piece.data(), static_cast<std::size_t>(size));
  }
}

constexpr char kResult = 'R';
constexpr char kFailure = 'F';
constexpr char kEnd = '.';  // the last byte, which shows that the answer is complete

// A failure on its way through the pipe: the code, errno and the message.
std::string to_bytes(const Error& error) {
  return fmt::format("{} {} {}", static_cast<int>(error.code), error.system_error, error.message);
}

Error error_of(const std::string& bytes) {
  std::istringstream text(bytes);
  int code = 0;
  Error error;
  text >> code >> error.system_error;
  text.get();
  std::getline(text, error.message, '\0');
  error.code = static_cast<ErrorCode>(code);
  return error;
}

[[noreturn]] void child(int pipe, pid_t parent, Place place,
                        const std::function<std::string()>& work) {
  die_with(parent);
  std::string answer;
  if (Failure failure = enter(place, parent)) {
    answer = kFailure + to_bytes(*failure);
  } else {
    // New credentials may have cleared it.
    die_with(parent);
    stay_on_one_processor();
    (void)set_sysctl("net/ipv6/conf/all/disable_ipv6", "1");
    (void)set_sysctl("net/ipv6/conf/default/disable_ipv6", "1");
    answer = kResult + work();
  }
  answer += kEnd;
  _exit(write_all(pipe, answer) ? 0 : 1);
}

Error how_it_ended(int status) {
  if (WIFSIGNALED(status)) {
    return {.code = ErrorCode::Io,
            .message = fmt::format("the process in the namespace was killed by signal {} ({})",
                                   WTERMSIG(status), strsignal(WTERMSIG(status)))};
  }
  return {.code = ErrorCode::Io,
          .message = fmt::format("the process in the namespace ended early with status {}",
                                 WEXITSTATUS(status))};
}

}  // namespace

int write_file(const std::string& path, std::string_view text) {
  const int file = open(path.c_str(), O_WRONLY | O_CLOEXEC);
  if (file < 0) return errno;
  const bool done = write(file, text.data(), text.size()) == static_cast<ssize_t>(text.size());
  const int error = done ? 0 : errno;
  close(file);
  return error;
}

bool set_sysctl(const std::string& name, const std::string& value) {
  return write_file("/proc/sys/" + name, value) == 0;
}

std::expected<void, Error> mount_sysfs() {
  static const Failure kNotMounted = []() -> Failure {
    if (unshare(CLONE_NEWNS) != 0 || mount("", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0)
      return because("cannot make a mount namespace", errno);
    if (mount("sysfs", "/sys", "sysfs", 0, nullptr) != 0)
      return because("cannot mount /sys of the namespace", errno);
    return std::nullopt;
  }();
  if (kNotMounted) return std::unexpected(*kNotMounted);
  return {};
}

std::expected<std::string, Error> in_namespace(const std::function<std::string()>& work,
                                               Place place) {
  std::array<int, 2> ends{};
  if (pipe2(ends.data(), O_CLOEXEC) != 0)
    return std::unexpected(io_failure("cannot make a pipe", errno));
  const pid_t self = getpid();
  const pid_t process = fork();
  if (process < 0) {
    const int error = errno;
    close(ends[0]);
    close(ends[1]);
    return std::unexpected(io_failure("cannot start a process", error));
  }
  if (process == 0) {
    close(ends[0]);
    child(ends[1], self, place, work);
  }
  close(ends[1]);
  std::string answer = read_all(ends[0]);
  close(ends[0]);
  int status = 0;
  while (waitpid(process, &status, 0) < 0 && errno == EINTR) {
  }
  if (answer.size() < 2 || answer.back() != kEnd) return std::unexpected(how_it_ended(status));
  answer.pop_back();
  const char tag = answer.front();
  answer.erase(0, 1);
  if (tag == kFailure) return std::unexpected(error_of(answer));
  return answer;
}

}  // namespace virnet::conformance
