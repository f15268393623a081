#include "conformance/netns/prove.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "conformance/netns/document.h"
#include "conformance/netns/namespace.h"
#include "model/stable_sort.h"

namespace virnet::conformance {
namespace {

// Keeps the frames of a statement that failed.
void keep_frames(const Task& task, const Lab& lab, StatementResult& result) {
  const bool failed = result.verdict == Verdict::Fail;
  if (task.keep_folder.empty() || !failed || lab.recording().size() == 0) return;
  std::string path =
      fmt::format("{}/{}-{}.pcapng", task.keep_folder, result.id, to_string(task.input.mode));
  // Of several runs the first failure is kept, which is also the one that is reported.
  if (!std::filesystem::exists(path)) {
    const auto written = lab.recording().write(
        path, fmt::format("{} {}: {}", result.id, result.proves, result.evidence));
    if (!written) {
      result.evidence += fmt::format("; {}", written.error());
      return;
    }
  }
  result.kept = std::move(path);
}

// Whether a statement that is about other kernels is to be seen in the report.
bool stands_for_its_id(const Task& task, const Runner& runner, const Statement& statement) {
  const Statement* first = nullptr;
  for (const Statement& sibling : task.siblings) {
    if (sibling.id != statement.id || sibling.text(task.input.mode).empty()) continue;
    if (runner.why_elsewhere(sibling).empty()) return false;
    if (first == nullptr) first = &sibling;
  }
  return first == &statement;
}

Report prove_here(const Task& task, const ConformHooks& hooks) {
  bridge::Result<std::unique_ptr<bridge::Kernel>> kernel = bridge::open_kernel();
  if (!kernel) return std::unexpected(to_string(kernel.error()));
  bridge::Result<std::unique_ptr<Lab>> lab = Lab::build(**kernel, task.input, hooks);
  if (!lab) return std::unexpected(to_string(lab.error()));
  Wire wire(**lab);
  ConformReport report{.network = task.input.network,
                       .bridge = task.input.bridge,
                       .mode = task.input.mode,
                       .kernel = kernel_release()};
  if (!(*lab)->facts().filter_uplink) report.notes.push_back((*lab)->facts().no_filter_uplink);
  if (task.of_document) report.statements = document_statements(**lab);
  if (bridge::Outcome warm = wire.warm_up(); !warm) return std::unexpected(to_string(warm.error()));
  Runner runner(**lab, wire);
  for (const Statement* statement : task.statements) {
    const std::string elsewhere = runner.why_elsewhere(*statement);
    if (elsewhere.empty()) {
      report.statements.push_back(runner.run(*statement, task.order));
      keep_frames(task, **lab, report.statements.back());
    } else if (stands_for_its_id(task, runner, *statement)) {
      report.statements.push_back({.id = std::string(statement->id),
                                   .proves = std::string(statement->text(task.input.mode)),
                                   .verdict = Verdict::Skip,
                                   .evidence = elsewhere});
    }
  }
  report.frames = wire.frames();
  report.controls = wire.controls();
  return report;
}

}  // namespace

Report prove(const Task& task, const ConformHooks& hooks) {
  const auto answer = in_namespace([&] { return to_message(prove_here(task, hooks)); });
  if (!answer) return std::unexpected(answer.error());
  return from_message(*answer);
}

void sort_by_catalogue(std::vector<StatementResult>& results,
                       std::span<const Statement> catalogue) {
  const auto place = [&](const StatementResult& result) {
    const auto row = std::find_if(catalogue.begin(), catalogue.end(),
                                  [&](const Statement& each) { return each.id == result.id; });
    return row == catalogue.end() ? -1 : row - catalogue.begin();
  };
  internal::stable_sort(results, [&](const auto& a, const auto& b) { return place(a) < place(b); });
}

}  // namespace virnet::conformance
