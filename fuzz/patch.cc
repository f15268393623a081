// Two texts with a NUL between them: their difference, applied to the first, makes the second.
#include <algorithm>
#include <string>
#include <string_view>

#include "cli/render/text_diff.h"
#include "fuzz/oracle.h"

namespace virnet::fuzz {
namespace {

// The first line, with its line feed, taken away from `text`.
std::string_view take_line(std::string_view& text) {
  const std::size_t size = std::min(text.find('\n'), text.size() - 1) + 1;
  const std::string_view line = text.substr(0, size);
  text.remove_prefix(size);
  return line;
}

std::size_t take_number(std::string_view& text) {
  std::size_t number = 0;
  while (!text.empty() && text.front() >= '0' && text.front() <= '9') {
    number = 10 * number + static_cast<std::size_t>(text.front() - '0');
    text.remove_prefix(1);
  }
  return number;
}

constexpr std::string_view kNoFeed = "\\ No newline at end of file\n";

// What patch(1) does, and nothing that it would have to guess.
std::string patched(std::string_view before, std::string_view diff) {
  std::string after;
  std::size_t at = 0;  // lines of `before` that are done
  const auto keep = [&](std::string_view line) { after += line; };
  require(take_line(diff).starts_with("--- ") && take_line(diff).starts_with("+++ "), "no headers");
  while (!diff.empty()) {
    std::string_view head = take_line(diff);
    require(head.starts_with("@@ -"), "no hunk: {}", head);
    head.remove_prefix(4);
    const std::size_t start = take_number(head);
    head.remove_prefix(1);
    const std::size_t first = start - (take_number(head) > 0 ? 1 : 0);
    for (; at < first; ++at) keep(take_line(before));
    while (!diff.empty() && !diff.starts_with("@@")) {
      const char mark = diff.front();
      std::string_view line = take_line(diff).substr(1);
      if (diff.starts_with(kNoFeed)) {
        diff.remove_prefix(kNoFeed.size());
        line.remove_suffix(1);
      }
      if (mark != '+') {
        require(!before.empty() && take_line(before) == line, "the line differs: {}", line);
        ++at;
      }
      if (mark != '-') keep(line);
    }
  }
  keep(before);
  return after;
}

}  // namespace
}  // namespace virnet::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace virnet;
  using namespace virnet::fuzz;
  constexpr std::size_t kMost = 4096;  // the time of a difference is that of both texts
  if (size > kMost) return 0;
  const std::string_view all(reinterpret_cast<const char*>(data), size);
  const std::string_view before = all.substr(0, all.find('\0'));
  const std::string_view after = all.substr(std::min(before.size() + 1, all.size()));
  const std::string diff = cli::unified_diff("x.xml", before, after);
  require(diff.empty() == (before == after), "a difference of the same, or none of others");
  if (diff.empty()) return 0;
  const std::string made = patched(before, diff);
  require(made == after, "{}\nmakes {}\ninstead of {}", diff, made, after);
  return 0;
}
