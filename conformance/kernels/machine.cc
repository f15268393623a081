#include "conformance/kernels/machine.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
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

std::string text_of(const fs::path& path) {
  std::ostringstream text;
  text << std::ifstream(path, std::ios::binary).rdbuf();
  return text.str();
}

bool is_there(const std::string& program) {
  const char* path = std::getenv("PATH");
  std::istringstream folders(path == nullptr ? "" : path);
  for (std::string folder; std::getline(folders, folder, ':');) {
    if (access((folder + "/" + program).c_str(), X_OK) == 0) return true;
  }
  return false;
}

bool has_kvm() { return access("/dev/kvm", R_OK | W_OK) == 0; }

// In QEMU's options a comma ends a value, two stand for one.
std::string option_value(const std::string& text) {
  std::string escaped;
  for (const char each : text) escaped.append(each == ',' ? 2 : 1, each);
  return escaped;
}

std::vector<std::string> command_line(const Boot& boot, const std::string& folder) {
  // QEMU 7.2 translates cmpxchg16b wrongly for a machine with one processor, and Linux 6.12 then
  // crashes in its allocator.
  const std::string processor = has_kvm() ? "host" : "max,-cx16";
  std::vector<std::string> line = {
      kEmulator, "-accel", has_kvm() ? "kvm" : "tcg", "-cpu", processor, "-m", "512", "-smp", "1",
      "-nographic", "-nodefaults", "-no-reboot",
      // The port's bytes come out of QEMU's standard output. With "stdio" they would not while
      // nobody writes to its standard input.
      "-device", "virtio-serial-pci", "-chardev", "file,id=port,path=/dev/fd/1", "-device",
      "virtserialport,chardev=port,name=virnet", "-chardev",
      fmt::format("file,id=console,path={}", option_value(folder + "/console")), "-serial",
      "chardev:console",
      // What one network card sends the other one receives.
      "-netdev", "hubport,id=near,hubid=1", "-device",
      "virtio-net-pci,netdev=near,mac=52:54:00:c0:00:01", "-netdev", "hubport,id=far,hubid=1",
      "-device", "virtio-net-pci,netdev=far,mac=52:54:00:c0:00:02", "-kernel", boot.image,
      "-initrd", folder + "/initramfs", "-append",
      "console=ttyS0 loglevel=4 panic=-1 oops=panic rdinit=/init " + boot.arguments};
  return line;
}

[[noreturn]] void become(const std::vector<std::string>& line, int port, int complaint) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  const int nothing = open("/dev/null", O_RDONLY);
  dup2(nothing, STDIN_FILENO);
  dup2(port, STDOUT_FILENO);
  dup2(complaint, STDERR_FILENO);
  std::vector<char*> arguments;
  arguments.reserve(line.size() + 1);
  for (const std::string& each : line) arguments.push_back(const_cast<char*>(each.c_str()));
  arguments.push_back(nullptr);
  execvp(arguments.front(), arguments.data());
  _exit(127);
}

}  // namespace

Machine::Machine(Machine&& other) noexcept { *this = std::move(other); }

Machine& Machine::operator=(Machine&& other) noexcept {
  std::swap(folder_, other.folder_);
  std::swap(process_, other.process_);
  std::swap(port_, other.port_);
  return *this;
}

Machine::~Machine() {
  if (process_ > 0) {
    kill(process_, SIGKILL);
    while (waitpid(process_, nullptr, 0) < 0 && errno == EINTR) {
    }
  }
  if (port_ >= 0) close(port_);
  std::error_code none;
  if (!folder_.empty()) fs::remove_all(folder_, none);
}

std::expected<Machine, std::string> Machine::start(const Boot& boot) {
  if (!is_there(kEmulator)) {
    return std::unexpected(fmt::format(
        "booting a kernel needs {}, which is not installed (Debian: apt install qemu-system-x86)",
        kEmulator));
  }
  Machine machine;
  std::string folder = temporary_folder() + "/virnet-machine-XXXXXX";
  if (mkdtemp(folder.data()) == nullptr)
    return std::unexpected(fmt::format("cannot make {}: {}", folder, std::strerror(errno)));
  machine.folder_ = folder;
  std::ofstream file(folder + "/initramfs", std::ios::binary);
  file << boot.initramfs;
  file.close();
  if (!file) return std::unexpected(fmt::format("cannot write {}/initramfs", folder));

  std::array<int, 2> ends{};
  if (pipe2(ends.data(), O_CLOEXEC) != 0)
    return std::unexpected(fmt::format("cannot make a pipe: {}", std::strerror(errno)));
  machine.port_ = ends[0];
  const int complaint =
      open((folder + "/complaint").c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, S_IRUSR | S_IWUSR);
  const std::vector<std::string> line = command_line(boot, folder);
  machine.process_ = fork();
  if (machine.process_ == 0) become(line, ends[1], complaint);
  const int error = errno;
  close(ends[1]);
  close(complaint);
  if (machine.process_ < 0)
    return std::unexpected(fmt::format("cannot start {}: {}", kEmulator, std::strerror(error)));
  return machine;
}

std::expected<std::string, std::string> Machine::read(std::chrono::seconds patience) {
  std::array<char, 65536> piece{};
  pollfd waiting{.fd = port_, .events = POLLIN, .revents = 0};
  const auto most = static_cast<int>(std::chrono::milliseconds(patience).count());
  int ready = 0;
  do {
    ready = poll(&waiting, 1, most);
  } while (ready < 0 && errno == EINTR);
  if (ready == 0)
    return std::unexpected(fmt::format("it has said nothing for {} s", patience.count()));
  const ssize_t size = ::read(port_, piece.data(), piece.size());
  return std::string(piece.data(), size > 0 ? static_cast<std::size_t>(size) : 0);
}

std::string Machine::console() const { return text_of(fs::path(folder_) / "console"); }

std::string Machine::complaint() const {
  std::istringstream lines(text_of(fs::path(folder_) / "complaint"));
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
  std::error_code failed;
  fs::copy_file(fs::path(folder_) / "console", path, fs::copy_options::overwrite_existing, failed);
  return failed ? std::string() : path;
}

}  // namespace virnet::conformance
