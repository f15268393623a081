#include "parser/lint/suppress.h"

#include <algorithm>
#include <utility>

#include "model/values/digits.h"

namespace virnet::internal {
namespace {

constexpr std::string_view kOpening = "<!--";
constexpr std::string_view kMark = "virnet: ignore";

bool is_separator(char c) { return is_blank(c) || c == ','; }

// kRules.size() if there is none of this code.
std::uint16_t index_of(std::string_view code) {
  const auto found = std::ranges::find(kRules, code, &RuleHead::code);
  return static_cast<std::uint16_t>(found - kRules.begin());
}

}  // namespace

void Regions::add(std::size_t first, std::size_t last) {
  while (!pieces_.empty() && pieces_.back().first >= first) pieces_.pop_back();
  pieces_.push_back({first, last});
}

bool Regions::contain(std::size_t offset) const {
  const auto after = std::ranges::upper_bound(pieces_, offset, {}, &Piece::first);
  return after != pieces_.begin() && offset < std::prev(after)->last;
}

void Suppressions::reset() {
  any_ = false;
  depth_ = 0;
  count_ = line_ = last_comment_ = 0;
  pending_.clear();
  open_.clear();
  lines_.clear();
  elements_.clear();
}

std::size_t Suppressions::comment(std::string_view document, std::size_t at,
                                  std::vector<Word>& words) {
  std::size_t i = at + kOpening.size();
  const std::size_t end = std::min(document.find("-->", i), document.size());
  i += leading_blanks(document.substr(i, end - i));
  if (!document.substr(i, end - i).starts_with(kMark)) return kNone;
  i += kMark.size();
  if (i < end && !is_separator(document[i])) return kNone;
  if (++count_ > kMaxComments) return kNone;

  std::vector<std::uint16_t> rules;
  while (i < end) {
    if (is_separator(document[i])) {
      ++i;
      continue;
    }
    const std::size_t first = i;
    while (i < end && !is_separator(document[i])) ++i;
    const std::uint16_t rule = index_of(document.substr(first, i - first));
    const bool known = rule < kRules.size();
    words.push_back({{first, i - first}, known});
    if (known) rules.push_back(rule);
  }
  if (words.empty()) words.push_back({{at, kOpening.size()}, false});
  any_ |= !rules.empty();

  if (!begins_line(document, at)) {
    for (const std::uint16_t rule : rules) lines_[rule].add(line_, at);
    return line_;
  }
  pending_.insert(pending_.end(), rules.begin(), rules.end());
  return kNone;
}

// Whether only blanks stand before `at` on its line. Looks no further back than to the last
// comment.
bool Suppressions::begins_line(std::string_view document, std::size_t at) {
  const std::size_t from = std::exchange(last_comment_, at);
  const std::size_t feed = document.substr(from, at - from).rfind('\n');
  if (feed != std::string_view::npos)
    line_ = from + feed + 1;
  else if (from > 0)
    return false;
  return is_blank(document.substr(line_, at - line_));
}

void Suppressions::open(std::size_t at) {
  open_.push_back({at, depth_, std::move(pending_)});
  pending_.clear();
}

void Suppressions::close(std::size_t at) {
  pending_.clear();
  if (open_.empty() || open_.back().depth != depth_) return;
  for (const std::uint16_t rule : open_.back().rules)
    elements_[rule].add(open_.back().first, at + 1);
  open_.pop_back();
}

void Suppressions::finish(std::size_t at) {
  while (!open_.empty()) {
    depth_ = open_.back().depth + 1;
    end_element(at);
  }
}

bool Suppressions::silences(Rule rule, std::size_t offset) const {
  const auto in = [&](const std::map<std::uint16_t, Regions>& regions) {
    const auto found = regions.find(rule.index);
    return found != regions.end() && found->second.contain(offset);
  };
  const auto is_open = [&](const Open& open) {
    return offset >= open.first && std::ranges::find(open.rules, rule.index) != open.rules.end();
  };
  return any_ && (in(lines_) || in(elements_) || std::ranges::any_of(open_, is_open));
}

}  // namespace virnet::internal
