// Any command line, as far as its verbs look at it before they run: it is taken, answered with a
// text, or refused with a word and exit status 2; the same each time.
#include <fmt/format.h>

#include <string>
#include <vector>

#include "cli/verbs/commands.h"
#include "fuzz/input.h"
#include "fuzz/oracle.h"

namespace virnet::fuzz {
namespace {

// What becomes of a command line, in words.
std::string outcome(const std::vector<const char*>& arguments) {
  CLI::App app;
  cli::Run run;
  cli::describe_program(app, run, arguments.size() > 1 ? arguments[1] : "");
  try {
    app.parse(static_cast<int>(arguments.size()), arguments.data());
  } catch (const CLI::Success& asked) {
    std::ostringstream text;
    require(app.exit(asked, text) == 0 && !text.str().empty(), "an empty answer");
    return text.str();
  } catch (const CLI::ParseError& error) {
    const std::string message = error.what();
    require(!message.empty(), "refused without a word");
    require(error.get_exit_code() != 0, "refused as if it were fine: {}", message);
    return message;
  }
  require(static_cast<bool>(run), "taken, and there is nothing to run");
  return "taken";
}

}  // namespace
}  // namespace virnet::fuzz

// The input is the arguments, each followed by a line feed.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  constexpr std::size_t kMostArguments = 32;
  constexpr std::size_t kMostText = 4096;
  using namespace virnet::fuzz;
  if (size > kMostText) return 0;
  std::string text(reinterpret_cast<const char*>(data), size);
  std::vector<const char*> arguments = {"virnet"};
  for (std::size_t at = 0; at < text.size() && arguments.size() < kMostArguments;) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    if (end < text.size()) text[end] = '\0';
    arguments.push_back(text.c_str() + at);
    at = end + 1;
  }
  const std::string first = outcome(arguments);
  const std::string second = outcome(arguments);
  require(second == first, "the second time it is said otherwise:\n{}\nthen:\n{}", first, second);
  return 0;
}
