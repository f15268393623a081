#include "conformance/harness/repeat.h"

#include <fmt/format.h>

#include <map>
#include <tuple>

namespace virnet::conformance {
namespace {

using Key = std::tuple<std::string, std::string, std::string>;
Key key_of(const StatementResult& result) { return {result.id, result.mode, result.proves}; }

void note_run(ConformReport& report, unsigned run, std::uint64_t seed, const Selection& selection) {
  if (selection.repeat == 1 && selection.seed == 0) return;
  for (StatementResult& result : report.statements) {
    if (result.verdict != Verdict::Fail) continue;
    result.evidence =
        fmt::format("in run {} of {} (seed {}): {}", run, selection.repeat, seed, result.evidence);
  }
}

void merge(ConformReport& all, ConformReport&& next) {
  std::map<Key, StatementResult*> known;
  for (StatementResult& result : all.statements) known.emplace(key_of(result), &result);
  std::vector<StatementResult> fresh;
  for (StatementResult& result : next.statements) {
    const auto place = known.find(key_of(result));
    if (place == known.end()) {
      fresh.push_back(std::move(result));
    } else if (result.verdict == Verdict::Fail && place->second->verdict != Verdict::Fail) {
      *place->second = std::move(result);
    }
  }
  std::move(fresh.begin(), fresh.end(), std::back_inserter(all.statements));
  all.frames += next.frames;
  all.controls += next.controls;
}

}  // namespace

Report repeated(const Selection& selection, const std::function<Report(Shuffle&)>& run) {
  Report all;
  for (unsigned i = 0; i < std::max(selection.repeat, 1U); ++i) {
    // Without a seed the first run is in order and the others are not.
    const std::uint64_t seed = selection.seed + i;
    Shuffle shuffle(seed);
    Report next = run(shuffle);
    if (!next) return next;
    note_run(*next, i + 1, seed, selection);
    if (i == 0) {
      all = std::move(next);
    } else {
      merge(*all, std::move(*next));
    }
  }
  return all;
}

}  // namespace virnet::conformance
