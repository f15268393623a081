#include "parser/suggest.h"

#include <algorithm>
#include <vector>

namespace virnet::internal {
namespace {

constexpr std::size_t kFarthest = 2;
constexpr std::size_t kLongest = 64;

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

// Insertions, deletions, replacements and swaps of neighbours.
std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> before(b.size() + 1), last(b.size() + 1), row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) last[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const bool same = lower(a[i - 1]) == lower(b[j - 1]);
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (same ? 0 : 1)});
      if (i > 1 && j > 1 && lower(a[i - 1]) == lower(b[j - 2]) &&
          lower(a[i - 2]) == lower(b[j - 1]))
        row[j] = std::min(row[j], before[j - 2] + 1);
    }
    std::swap(before, last);
    std::swap(last, row);
  }
  return last[b.size()];
}

}  // namespace

Suggestion nearest(std::string_view text, std::span<const std::string_view> candidates) {
  if (text.empty() || text.size() > kLongest) return {};
  Suggestion best;
  std::size_t best_distance = std::min(kFarthest, (text.size() + 1) / 3) + 1;
  for (const std::string_view candidate : candidates) {
    if (candidate.empty() || candidate == text) continue;
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
