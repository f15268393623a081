#include "cli/support/output.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>

#include "cli/support/printable.h"

namespace virnet::cli {
namespace {

// The first error of standard output, reported at the end.
int write_error = 0;
bool progress_shown = false;

}  // namespace

void hold_standard_streams() {
  for (const int fd : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
    // The lowest free number is the one that is missing.
    if (fcntl(fd, F_GETFD) < 0 && open("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY) < 0)
      return;
  }
}

void print_out(std::string_view text) {
  if (text.empty()) return;
  show_progress({});
  while (write_error == 0 && !text.empty()) {
    const ssize_t put = ::write(STDOUT_FILENO, text.data(), text.size());
    if (put > 0) text.remove_prefix(static_cast<std::size_t>(put));
    if (put < 0 && errno != EINTR) write_error = errno;
  }
}

void say(std::string_view text) {
  if (text.empty()) return;
  show_progress({});
  std::fwrite(text.data(), 1, text.size(), stderr);
}

void log_error(std::string_view sentence) { say(fmt::format("virnet: {}\n", printable(sentence))); }

void show_progress(std::string_view line) {
  if (isatty(STDERR_FILENO) == 1 && (progress_shown || !line.empty()))
    fmt::print(stderr, "\r{}\033[K", line);
  progress_shown = !line.empty();
}

ExitCode finish_output(ExitCode code) {
  if (write_error == 0 || write_error == EPIPE) return code;
  log_error(fmt::format("cannot write to standard output: {}", std::strerror(write_error)));
  return ExitCode::Trouble;
}

}  // namespace virnet::cli
