// The program: finds the verb and runs it.
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <malloc.h>
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <cstdlib>
#include <exception>
#include <memory>
#include <new>
#include <sstream>

#include "cli/support/output.h"
#include "cli/verbs/commands.h"
#include "conformance/kernels/guest.h"
#include "parser/schema/suggest.h"

namespace virnet::cli {
namespace {

// CLI11 would say that a subcommand is required, which is no help.
std::string wrong_verb(const CLI::App& app, int argc, char** argv) {
  const std::string_view given = argc > 1 ? argv[1] : "";
  std::vector<std::string_view> verbs;
  for (const CLI::App* verb : app.get_subcommands(nullptr)) verbs.push_back(verb->get_name());
  if (given.starts_with('-') || std::ranges::find(verbs, given) != verbs.end()) return {};
  if (given.empty()) return fmt::format("a verb is missing: {}", fmt::join(verbs, ", "));
  const std::string hint = internal::did_you_mean(given, verbs);
  return fmt::format("unknown verb '{}'{}{}; known are {}", given, hint.empty() ? "" : ", ", hint,
                     fmt::join(verbs, ", "));
}

// Makes the pages that every verb needs at once: each costs a fault otherwise, 17 to 20 us on a
// virtual machine. The start of the block stays free to be handed out.
void take_first_memory() {
  constexpr std::size_t kFirst = std::size_t{48} << 10;  // bytes
  const std::unique_ptr<char, decltype(&std::free)> block(static_cast<char*>(std::malloc(kFirst)),
                                                          std::free);
  if (!block) return;
  void* begin = block.get();
  std::size_t left = kFirst;
  const auto page = static_cast<std::size_t>(getpagesize());
  if (std::align(page, page, begin, left)) madvise(begin, left / page * page, MADV_POPULATE_WRITE);
}

ExitCode run_program(int argc, char** argv) {
  CLI::App app;
  Run run;
  describe_program(app, run, argc > 1 ? argv[1] : "");
  if (const std::string why = wrong_verb(app, argc, argv); !why.empty()) {
    say(fmt::format("virnet: {}; see virnet --help\n", why));
    return ExitCode::Trouble;
  }
  try {
    app.parse(argc, argv);
  } catch (const CLI::Success& done) {
    // Help and version.
    std::ostringstream text;
    app.exit(done, text);
    print_out(text.str());
    return ExitCode::Fine;
  } catch (const CLI::ParseError& error) {
    say(fmt::format("virnet: {}; see virnet --help\n", error.what()));
    return ExitCode::Trouble;
  }
  return run();
}

}  // namespace
}  // namespace virnet::cli

int main(int argc, char** argv) {
  using namespace virnet::cli;
  // Of many documents each gets the memory of the one before, where glibc would give it back.
  constexpr int kKept = 64 << 20;  // bytes
  mallopt(M_TRIM_THRESHOLD, kKept);
  take_first_memory();
  // Booted by virnet conform --kernel.
  if (virnet::conformance::is_guest_of_lab(argc, argv)) return virnet::conformance::run_as_guest();
  hold_standard_streams();
  // A reader that has gone away is seen when writing fails.
  std::signal(SIGPIPE, SIG_IGN);
  ExitCode code = ExitCode::Trouble;
  try {
    code = run_program(argc, argv);
  } catch (const std::bad_alloc&) {
    say("virnet: out of memory\n");
  } catch (const std::exception& unexpected) {
    say(fmt::format("virnet: {}\n", unexpected.what()));
  }
  return static_cast<int>(finish_output(code));
}
