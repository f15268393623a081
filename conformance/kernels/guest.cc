#include "conformance/kernels/guest.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/mount.h>
#include <sys/reboot.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/sysmacros.h>
#include <sys/wait.h>
#include <unistd.h>
#include <virnet/conform_catalogue.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <thread>
#include <vector>

#include "conformance/harness/report_message.h"
#include "conformance/harness/testbed/testbed.h"
#include "conformance/kernels/guest_protocol.h"

namespace virnet::conformance {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

std::string text_of(const fs::path& path) {
  std::ostringstream text;
  text << std::ifstream(path, std::ios::binary).rdbuf();
  return text.str();
}

void mount_what_is_needed() {
  for (const char* folder : {"/proc", "/sys", "/dev", "/tmp"}) mkdir(folder, 0755);
  (void)mount("proc", "/proc", "proc", 0, nullptr);
  (void)mount("sysfs", "/sys", "sysfs", 0, nullptr);
  (void)mount("devtmpfs", "/dev", "devtmpfs", 0, nullptr);
  (void)symlink("/proc/self/fd", "/dev/fd");
  (void)symlink("/proc/self/fd/0", "/dev/stdin");
}

// In order, and once more for those that needed a later one; what is built into one kernel is no
// module of it.
void load_modules() {
  for (int round = 0; round < 2; ++round) {
    std::istringstream order(text_of(fs::path("/") / kModuleOrder));
    for (std::string name; std::getline(order, name);) {
      const std::string module = text_of(fs::path("/") / kModuleFolder / (name + ".ko"));
      (void)syscall(SYS_init_module, module.data(), module.size(), "");
    }
  }
  mkdir("/dev/net", 0755);
  (void)mknod("/dev/net/tun", S_IFCHR | 0666, makedev(10, 200));
  (void)chmod("/dev/net/tun", 0666);
}

// The driver finds the port in its own time.
int open_port() {
  const auto deadline = std::chrono::steady_clock::now() + 60s;
  for (;;) {
    const int port = open("/dev/vport0p1", O_WRONLY | O_CLOEXEC);
    if (port >= 0 || std::chrono::steady_clock::now() > deadline) return port;
    std::this_thread::sleep_for(20ms);
  }
}

void tell(int port, const Answer& answer) {
  const std::string bytes = to_bytes(answer);
  std::string_view left = bytes;
  while (!left.empty()) {
    const ssize_t size = write(port, left.data(), left.size());
    if (size < 0 && errno == EINTR) continue;
    if (size <= 0) return;
    left.remove_prefix(static_cast<std::size_t>(size));
  }
}

Report prove_what_is_asked(int port) {
  const auto selection = from_request(text_of(fs::path("/") / kRequestFile));
  if (!selection) return std::unexpected(selection.error());
  ConformHooks hooks;
  hooks.proved = [port](const StatementResult& result) { tell(port, {"proved", result.id}); };
  if (!selection->keep_folder.empty()) fs::create_directories(selection->keep_folder);
  Report report = conform_catalogue(*selection, hooks);
  if (!report) return report;
  for (const StatementResult& result : report->statements) {
    if (result.kept.empty()) continue;
    const std::string name = fs::path(result.kept).filename().string();
    tell(port, {"file", name + '\0' + text_of(result.kept)});
  }
  return report;
}

std::vector<std::string> words_of_command() {
  std::vector<std::string> words;
  std::istringstream text(text_of(fs::path("/") / kCommandFile));
  for (std::string word; std::getline(text, word, '\0');) words.push_back(word);
  return words;
}

[[noreturn]] void become(std::vector<std::string> words, int output) {
  dup2(open("/dev/null", O_RDONLY | O_CLOEXEC), STDIN_FILENO);
  dup2(output, STDOUT_FILENO);
  dup2(output, STDERR_FILENO);
  std::string path = "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
  std::string home = "HOME=/root";
  const std::array<char*, 3> environment = {path.data(), home.data(), nullptr};
  std::vector<char*> arguments;
  arguments.reserve(words.size() + 1);
  for (std::string& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  execve(arguments.front(), arguments.data(), environment.data());
  _exit(127);
}

// The exit status as a shell has it. All that the command has started must have ended, too, or have
// let go of the output.
int run_command(int port, const std::vector<std::string>& words) {
  std::array<int, 2> ends = {-1, -1};
  if (pipe2(ends.data(), O_CLOEXEC) != 0) return 127;
  const pid_t process = fork();
  if (process == 0) become(words, ends[1]);
  close(ends[1]);
  std::array<char, 4096> piece{};
  for (;;) {
    const ssize_t size = read(ends[0], piece.data(), piece.size());
    if (size < 0 && errno == EINTR) continue;
    if (size <= 0) break;
    tell(port, {"output", std::string(piece.data(), static_cast<std::size_t>(size))});
  }
  close(ends[0]);
  int status = 0;
  // Whoever has lost its parent is the first process's child as well.
  for (pid_t ended = 0; ended != process;) {
    ended = wait(&status);
    if (ended < 0 && errno == ECHILD) return 127;
  }
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

}  // namespace

bool is_guest_process(int argc, char** argv) {
  if (getpid() != 1 || argc < 2 || argv[argc - 1] != kGuestArgument) return false;
  std::error_code none;
  return fs::exists(fs::path("/") / kMarkFile, none);
}

int run_as_guest() {
  mount_what_is_needed();
  load_modules();
  const int port = open_port();
  if (port < 0) return 1;
  tell(port, {"kernel", kernel_release()});
  if (const std::vector<std::string> words = words_of_command(); !words.empty())
    tell(port, {"ended", std::to_string(run_command(port, words))});
  else
    tell(port, {"report", to_message(prove_what_is_asked(port))});
  sync();
  reboot(RB_POWER_OFF);
  return 1;
}

}  // namespace virnet::conformance
