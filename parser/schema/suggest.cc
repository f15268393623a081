#include "parser/schema/suggest.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include "model/values/digits.h"
#include "parser/schema/forms.h"

namespace virnet::internal {
namespace {

constexpr std::size_t kFarthest = 2;
constexpr std::size_t kLongest = 64;

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

// Insertions, deletions, replacements and swaps of neighbours; of names of at most kLongest bytes.
std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::uint8_t rows[3][kLongest + 1];
  std::uint8_t *before = rows[0], *last = rows[1], *row = rows[2];
  for (std::size_t j = 0; j <= b.size(); ++j) last[j] = static_cast<std::uint8_t>(j);
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = static_cast<std::uint8_t>(i);
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const bool same = lower(a[i - 1]) == lower(b[j - 1]);
      int least = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (same ? 0 : 1)});
      if (i > 1 && j > 1 && lower(a[i - 1]) == lower(b[j - 2]) &&
          lower(a[i - 2]) == lower(b[j - 1]))
        least = std::min(least, before[j - 2] + 1);
      row[j] = static_cast<std::uint8_t>(least);
    }
    std::swap(before, last);
    std::swap(last, row);
  }
  return last[b.size()];
}

bool is_one_of(std::string_view value, std::span<const std::string_view> words) {
  const std::string_view bare = without_blanks_around(value);
  return std::ranges::any_of(
      words, [&](std::string_view word) { return equals_ignoring_case(bare, word); });
}

Suggestion first_of(std::span<const std::string_view> words,
                    std::span<const std::string_view> candidates) {
  const auto found = std::ranges::find_first_of(candidates, words);
  return found == candidates.end() ? Suggestion{} : Suggestion{*found, true};
}

constexpr std::array<std::string_view, 2> kYesNames = {"yes", "on"};
constexpr std::array<std::string_view, 2> kNoNames = {"no", "off"};

}  // namespace

bool means_yes(std::string_view value) {
  constexpr std::string_view kWords[] = {"yes", "on", "true", "1", "enable", "enabled"};
  return is_one_of(value, kWords);
}

bool means_no(std::string_view value) {
  constexpr std::string_view kWords[] = {"no", "off", "false", "0", "disable", "disabled"};
  return is_one_of(value, kWords);
}

// What stands for the value by another word.
static Suggestion other_word(std::string_view text, std::span<const std::string_view> candidates) {
  // What the manuals call a network without <forward>.
  constexpr std::string_view kIsolated[] = {"none"};
  if (means_yes(text)) return first_of(kYesNames, candidates);
  if (means_no(text)) return first_of(kNoNames, candidates);
  if (equals_ignoring_case(text, "isolated")) return first_of(kIsolated, candidates);
  return {};
}

Suggestion nearest(std::string_view text, std::span<const std::string_view> candidates) {
  if (text.empty() || text.size() > kLongest) return {};
  if (const Suggestion word = other_word(text, candidates); !word.name.empty()) return word;
  Suggestion best;
  std::size_t best_distance = std::min(kFarthest, (text.size() + 1) / 3) + 1;
  for (const std::string_view candidate : candidates) {
    if (candidate.empty() || candidate.size() > kLongest || candidate == text) continue;
    // Each surplus character is an edit.
    if (candidate.size() > text.size() + best_distance) continue;
    if (text.size() > candidate.size() + best_distance) continue;
    const std::size_t distance = edit_distance(text, candidate);
    if (distance == best_distance) best.only = false;
    if (distance < best_distance) {
      best = {candidate, true};
      best_distance = distance;
    }
  }
  return best;
}

std::string did_you_mean(const Suggestion& suggestion) {
  if (suggestion.name.empty()) return {};
  return std::string("did you mean '").append(suggestion.name).append("'?");
}

std::string did_you_mean(std::string_view text, std::span<const std::string_view> candidates) {
  return did_you_mean(nearest(text, candidates));
}

}  // namespace virnet::internal
