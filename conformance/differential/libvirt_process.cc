#include "conformance/differential/libvirt_process.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdint>
#include <cstring>
#include <utility>
#include <vector>

namespace virnet::differential {
namespace {

bool send_all(int fd, const char* at, std::size_t size) {
  while (size > 0) {
    const ssize_t n = ::send(fd, at, size, MSG_NOSIGNAL);
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) return false;
    at += n;
    size -= static_cast<std::size_t>(n);
  }
  return true;
}

bool receive_all(int fd, char* at, std::size_t size) {
  while (size > 0) {
    const ssize_t n = ::read(fd, at, size);
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) return false;
    at += n;
    size -= static_cast<std::size_t>(n);
  }
  return true;
}

// A maintenance release will do.
bool is_version_of(std::string_view version, Release release) {
  std::uint32_t number = 0;
  for (const char digit : version) number = 10 * number + static_cast<std::uint32_t>(digit - '0');
  return number / 1000 == release.number() / 1000;
}

std::vector<std::string> arguments_for(const LibvirtTree& tree) {
  std::string folders;
  for (const auto& folder : tree.libraries)
    folders.append(folders.empty() ? "" : ":").append(folder.string());
  return {tree.linker, "--library-path", folders, "--preload", tree.driver, VIRNET_LIBVIRT_WORKER};
}

// Spawns with stdin and stdout on one socket and stderr nowhere.
int spawn(pid_t& pid, const LibvirtTree& tree, int socket) {
  std::vector<std::string> arguments = arguments_for(tree);
  // Converters of encodings belong to the C library that loads them.
  std::string converters = "GCONV_PATH=" + (tree.libraries.front() / "gconv").string();
  std::vector<char*> argv;
  for (std::string& argument : arguments) argv.push_back(argument.data());
  argv.push_back(nullptr);
  std::array<char*, 2> environment = {converters.data(), nullptr};

  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, socket, STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&actions, socket, STDOUT_FILENO);
  posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
  const int error = posix_spawn(&pid, argv[0], &actions, nullptr, argv.data(), environment.data());
  posix_spawn_file_actions_destroy(&actions);
  return error;
}

}  // namespace

std::expected<LibvirtProcess, NoLibvirt> LibvirtProcess::start(Release release) {
  auto tree = find_libvirt(release);
  if (!tree) return std::unexpected(NoLibvirt{std::move(tree.error()), true});
  LibvirtProcess process(release, *std::move(tree));
  if (auto launched = process.launch(); !launched)
    return std::unexpected(std::move(launched.error()));
  return process;
}

LibvirtProcess::LibvirtProcess(LibvirtProcess&& other) noexcept
    : release_(other.release_),
      tree_(std::move(other.tree_)),
      pid_(std::exchange(other.pid_, -1)),
      socket_(std::exchange(other.socket_, -1)) {}

LibvirtProcess::~LibvirtProcess() { stop(); }

std::expected<void, NoLibvirt> LibvirtProcess::launch() {
  const auto fails = [](std::string why) { return std::unexpected(NoLibvirt{std::move(why)}); };
  std::array<int, 2> ends{};
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0)
    return fails(fmt::format("no socket: {}", std::strerror(errno)));
  const int error = spawn(pid_, tree_, ends[1]);
  ::close(ends[1]);
  socket_ = ends[0];
  if (error != 0)
    return fails(fmt::format("cannot start {}: {}", tree_.linker.string(), std::strerror(error)));

  char kind = 0;
  std::string version;
  if (!read_answer(kind, version) || kind != 'V')
    return fails(fmt::format("the libvirt below {} does not start", tree_.root.string()));
  if (!is_version_of(version, release_))
    return std::unexpected(NoLibvirt{
        fmt::format("the libvirt below {0} has version {1}, not {2}; scripts/fetch-libvirt {2} "
                    "fetches that",
                    tree_.root.string(), version, to_string(release_)),
        true});
  return {};
}

void LibvirtProcess::stop() {
  if (socket_ >= 0) ::close(socket_);
  socket_ = -1;
  if (pid_ > 0) ::waitpid(pid_, nullptr, 0);
  pid_ = -1;
}

bool LibvirtProcess::read_answer(char& kind, std::string& text) {
  std::uint32_t length = 0;
  if (!receive_all(socket_, reinterpret_cast<char*>(&length), sizeof length) || length == 0)
    return false;
  text.resize(length - 1);
  return receive_all(socket_, &kind, 1) && receive_all(socket_, text.data(), text.size());
}

std::expected<Answer, std::string> LibvirtProcess::ask(std::string_view document,
                                                       DocumentKind kind) {
  if (pid_ < 0)
    if (auto launched = launch(); !launched)
      return std::unexpected(std::move(launched.error().why));
  const char letter = kind == DocumentKind::Port ? 'P' : 'N';
  const auto length = static_cast<std::uint32_t>(document.size() + 1);
  char verdict = 0;
  Answer answer;
  const bool answered = send_all(socket_, reinterpret_cast<const char*>(&length), sizeof length) &&
                        send_all(socket_, &letter, 1) &&
                        send_all(socket_, document.data(), document.size()) &&
                        read_answer(verdict, answer.text);
  if (!answered) {
    stop();
    return std::unexpected(fmt::format("libvirt {} ended on this document", to_string(release_)));
  }
  answer.accepted = verdict == 'A';
  return answer;
}

}  // namespace virnet::differential
