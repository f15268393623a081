// Proving a document.
#include <fnmatch.h>
#include <virnet/conform.h>

#include <algorithm>

#include "conformance/harness/prove.h"
#include "conformance/harness/repeat.h"

namespace virnet {

std::string_view to_string(Verdict verdict) {
  switch (verdict) {
    case Verdict::Pass: return "pass";
    case Verdict::Fail: return "fail";
    case Verdict::Skip: return "skip";
  }
  return "fail";
}

std::size_t ConformReport::count(Verdict verdict) const {
  const auto matching = [&](const StatementResult& each) { return each.verdict == verdict; };
  return static_cast<std::size_t>(std::count_if(statements.begin(), statements.end(), matching));
}

bool Selection::takes(const std::string& id) const {
  const auto matches = [&](const std::string& glob) {
    return fnmatch(glob.c_str(), id.c_str(), 0) == 0;
  };
  return (only.empty() || std::any_of(only.begin(), only.end(), matches)) &&
         std::none_of(skip.begin(), skip.end(), matches);
}

std::expected<ConformReport, Error> conform(const ConformInput& input, const ConformHooks& hooks,
                                            const Selection& selection) {
  const std::vector<conformance::Statement> catalogue = conformance::catalogue();
  return conformance::repeated(selection, [&](conformance::Shuffle& shuffle) {
    conformance::Task task{
        .input = input, .keep_folder = selection.keep_folder, .of_document = true};
    for (const conformance::Statement& statement : catalogue) {
      const bool of_document = statement.claim_any.empty() && !statement.text(input.mode).empty() &&
                               statement.topology == conformance::Topology{};
      if (of_document && !statement.own_testbed && selection.takes(std::string(statement.id)))
        task.statements.push_back(&statement);
    }
    shuffle(task.statements);
    conformance::Report report = conformance::prove(task, hooks);
    if (!report) return report;
    std::erase_if(report->statements,
                  [&](const StatementResult& result) { return !selection.takes(result.id); });
    conformance::sort_by_catalogue(report->statements, catalogue);
    return report;
  });
}

}  // namespace virnet
