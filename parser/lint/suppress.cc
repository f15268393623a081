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
std::size_t index_of(std::string_view code) {
  const auto found = std::ranges::find(kRules, code, &RuleHead::code);
  return static_cast<std::size_t>(found - kRules.begin());
}

template <std::size_t N>
void for_each(const std::bitset<N>& rules, const auto& act) {
  if (rules.none()) return;
  for (std::size_t i = 0; i < N; ++i)
    if (rules[i]) act(static_cast<std::uint16_t>(i));
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
  if (any_) open_from_ = none_open();
  any_ = false;
  depth_ = 0;
  count_ = line_ = last_comment_ = 0;
  forget_pending();
  open_.clear();
  lines_.clear();
  elements_.clear();
}

std::size_t Suppressions::comment(std::string_view document, std::size_t at, const TakeWord& take) {
  std::size_t i = at + kOpening.size();
  const std::size_t end = std::min(document.find("-->", i), document.size());
  i += leading_blanks(document.substr(i, end - i));
  if (!document.substr(i, end - i).starts_with(kMark)) return kNone;
  i += kMark.size();
  if (i < end && !is_separator(document[i])) return kNone;
  if (++count_ > kMaxComments) return kNone;
  while (i < end && is_separator(document[i])) ++i;
  if (i == end) take({{at, kOpening.size()}, false});
  const RuleSet rules = read_words(document, i, end, take);
  any_ |= rules.any();
  if (!begins_line(document, at)) {
    for_each(rules, [&](std::uint16_t rule) { lines_[rule].add(line_, at); });
    return line_;
  }
  pending_ |= rules;
  has_pending_ = pending_.any();
  return kNone;
}

Suppressions::RuleSet Suppressions::read_words(std::string_view document, std::size_t at,
                                               std::size_t end, const TakeWord& take) {
  RuleSet rules;
  while (at < end) {
    const std::size_t first = at;
    while (at < end && !is_separator(document[at])) ++at;
    const std::size_t rule = index_of(document.substr(first, at - first));
    const bool known = rule < rules.size();
    take({{first, at - first}, known});
    if (known) rules.set(rule);
    while (at < end && is_separator(document[at])) ++at;
  }
  return rules;
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

void Suppressions::forget_pending() {
  pending_.reset();
  has_pending_ = false;
}

void Suppressions::open(std::size_t at) {
  for_each(pending_, [&](std::uint16_t rule) {
    if (open_from_[rule] == kNone)
      open_from_[rule] = at;
    else
      pending_.reset(rule);
  });
  if (pending_.any()) open_.push_back({at, depth_, pending_});
  forget_pending();
}

void Suppressions::close(std::size_t at) {
  forget_pending();
  if (open_.empty() || open_.back().depth != depth_) return;
  for_each(open_.back().rules, [&](std::uint16_t rule) {
    open_from_[rule] = kNone;
    elements_[rule].add(open_.back().first, at + 1);
  });
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
  return any_ && (in(lines_) || in(elements_) || offset >= open_from_[rule.index]);
}

}  // namespace virnet::internal
