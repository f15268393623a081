#include "conformance/kernels/machine.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <utility>
#include <vector>

namespace virnet::conformance {
namespace {

namespace fs = std::filesystem;

constexpr const char* kEmulator = "qemu-system-x86_64";

std::string temporary_folder() {
  std::error_code none;
  const fs::path base = fs::temp_directory_path(none);
  return (base.empty() ? fs::path("/tmp") : base).string();
}

// The whole content, wherever others have read or written.
std::string text_of(int file) {
  std::string text;
  std::array<char, 65536> piece{};
  for (;;) {
    const ssize_t size = pread(file, piece.data(), piece.size(), static_cast<off_t>(text.size()));
    if (size <= 0) return text;
    text.append(piece.data(), static_cast<std::size_t>(size));
  }
}

// A file in memory with this content; below 0 if that is not possible.
int memory_file(const char* name, std::string_view content = {}) {
  const int file = memfd_create(name, MFD_CLOEXEC);
  while (file >= 0 && !content.empty()) {
    const ssize_t size = write(file, content.data(), content.size());
    if (size < 0 && errno == EINTR) continue;
    if (size <= 0) {
      close(file);
      return -1;
    }
    content.remove_prefix(static_cast<std::size_t>(size));
  }
  return file;
}

void close_if_open(int file) {
  if (file >= 0) close(file);
}

bool is_there(const std::string& program) {
  const char* path = std::getenv("PATH");
  std::istringstream folders(path == nullptr ? "" : path);
  for (std::string folder; std::getline(folders, folder, ':');) {
    if (access((folder + "/" + program).c_str(), X_OK) == 0) return true;
  }
  return false;
}

// The numbers under which QEMU finds its files.
constexpr int kInitramfs = 3;
constexpr int kConsole = 4;

struct Files {
  int initramfs = -1;
  int port = -1;
  int console = -1;
  int complaint = -1;
};

// What poll() says of a file to read from; 0 if nothing happens within this time.
short wait_for(int file, std::chrono::seconds patience) {
  pollfd waiting{.fd = file, .events = POLLIN, .revents = 0};
  const auto most = static_cast<int>(std::chrono::milliseconds(patience).count());
  int ready = 0;
  do {
    ready = poll(&waiting, 1, most);
  } while (ready < 0 && errno == EINTR);
  return ready == 0 ? short{0} : waiting.revents;
}

[[noreturn]] void become(const std::vector<std::string>& line, const Files& files) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  // Out of the way of the numbers that they will have.
  constexpr int kFree = 10;
  const int initramfs = fcntl(files.initramfs, F_DUPFD, kFree);
  const int console = fcntl(files.console, F_DUPFD, kFree);
  dup2(open("/dev/null", O_RDONLY | O_CLOEXEC), STDIN_FILENO);
  dup2(files.port, STDOUT_FILENO);
  dup2(files.complaint, STDERR_FILENO);
  dup2(initramfs, kInitramfs);
  dup2(console, kConsole);
  std::vector<char*> arguments;
  arguments.reserve(line.size() + 1);
  for (const std::string& each : line) arguments.push_back(const_cast<char*>(each.c_str()));
  arguments.push_back(nullptr);
  execvp(arguments.front(), arguments.data());
  _exit(127);
}

}  // namespace

bool has_kvm(const Boot& boot) { return access(boot.kvm.c_str(), R_OK | W_OK) == 0; }

std::vector<std::string> command_line(const Boot& boot) {
  std::vector<std::string> line = {kEmulator};
  // One that cannot be had after all, as inside of some other machine, gives way to the next.
  if (has_kvm(boot)) line.insert(line.end(), {"-accel", "kvm"});
  line.insert(
      line.end(),
      {"-accel", "tcg",
       // QEMU 7.2 translates cmpxchg16b wrongly for a machine with one processor, and Linux 6.12
       // then crashes in its allocator.
       "-cpu", "max,-cx16", "-m", std::to_string(boot.megabytes), "-smp",
       std::to_string(boot.processors), "-nographic", "-nodefaults", "-no-reboot",
       // The port's bytes come out of QEMU's standard output. With "stdio" they would not while
       // nobody writes to its standard input.
       "-device", "virtio-serial-pci", "-chardev", "file,id=port,path=/dev/fd/1", "-device",
       "virtserialport,chardev=port,name=virnet", "-chardev",
       fmt::format("file,id=console,path=/dev/fd/{}", kConsole), "-serial", "chardev:console",
       // What one network card sends the other one receives.
       "-netdev", "hubport,id=near,hubid=1", "-device",
       "virtio-net-pci,netdev=near,mac=52:54:00:c0:00:01", "-netdev", "hubport,id=far,hubid=1",
       "-device", "virtio-net-pci,netdev=far,mac=52:54:00:c0:00:02", "-kernel", boot.image,
       "-initrd", fmt::format("/dev/fd/{}", kInitramfs), "-append",
       "console=ttyS0 loglevel=4 panic=-1 oops=panic rdinit=/init " + boot.arguments});
  return line;
}

Machine::Machine(Machine&& other) noexcept { *this = std::move(other); }

Machine& Machine::operator=(Machine&& other) noexcept {
  std::swap(process_, other.process_);
  std::swap(port_, other.port_);
  std::swap(console_, other.console_);
  std::swap(complaint_, other.complaint_);
  return *this;
}

Machine::~Machine() {
  if (process_ > 0) {
    kill(process_, SIGKILL);
    while (waitpid(process_, nullptr, 0) < 0 && errno == EINTR) {
    }
  }
  for (const int file : {port_, console_, complaint_}) close_if_open(file);
}

std::expected<Machine, Error> Machine::start(const Boot& boot) {
  if (!is_there(kEmulator)) {
    return std::unexpected(
        Error{.code = ErrorCode::NotFound,
              .message = fmt::format("booting a kernel needs {}, which is not installed (Debian: "
                                     "apt install qemu-system-x86)",
                                     kEmulator)});
  }
  Machine machine;
  std::array<int, 2> ends = {-1, -1};
  const Files files{.initramfs = memory_file("initramfs", boot.initramfs),
                    .port = pipe2(ends.data(), O_CLOEXEC) == 0 ? ends[1] : -1,
                    .console = memory_file("console"),
                    .complaint = memory_file("complaint")};
  machine.port_ = ends[0];
  machine.console_ = files.console;
  machine.complaint_ = files.complaint;
  const bool ready =
      files.initramfs >= 0 && files.port >= 0 && files.console >= 0 && files.complaint >= 0;
  if (ready) machine.process_ = fork();
  if (machine.process_ == 0) become(command_line(boot), files);
  const int error = errno;
  close_if_open(files.initramfs);
  close_if_open(files.port);
  if (machine.process_ < 0) {
    return std::unexpected(
        Error{.code = ErrorCode::Io,
              .message = fmt::format("cannot start {}: {}", kEmulator, std::strerror(error)),
              .system_error = error});
  }
  return machine;
}

bool Machine::speaks_within(std::chrono::seconds patience) const {
  return (wait_for(port_, patience) & POLLIN) != 0;
}

std::expected<std::string, Error> Machine::read(std::chrono::seconds patience) {
  std::array<char, 65536> piece{};
  if (wait_for(port_, patience) == 0) {
    return std::unexpected(
        Error{.code = ErrorCode::Io,
              .message = fmt::format("it has said nothing for {} s", patience.count())});
  }
  const ssize_t size = ::read(port_, piece.data(), piece.size());
  return std::string(piece.data(), size > 0 ? static_cast<std::size_t>(size) : 0);
}

std::string Machine::console() const { return text_of(console_); }

std::string Machine::complaint() const {
  std::istringstream lines(text_of(complaint_));
  std::string serious;
  for (std::string line; std::getline(lines, line);) {
    // That its wire leads nowhere else, for one.
    if (line.find(": warning: ") == std::string::npos) serious += line + "\n";
  }
  return serious;
}

std::string Machine::keep_console(const std::string& name) const {
  std::string path = fmt::format("{}/virnet-{}-XXXXXX.log", temporary_folder(), name);
  const int file = mkstemps(path.data(), 4);
  if (file < 0) return {};
  close(file);
  std::ofstream log(path, std::ios::binary);
  log << console();
  log.close();
  return log ? path : std::string();
}

}  // namespace virnet::conformance
