// A testbed in a namespace, and what statements see in it.
#include "conformance/harness/prove.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>

#include "conformance/harness/catalogue/document.h"
#include "conformance/harness/testbed/namespace.h"
#include "model/values/stable_sort.h"

namespace virnet::conformance {
namespace {

// Keeps the frames of a statement that failed.
void keep_frames(const Task& task, const Testbed& testbed, StatementResult& result) {
  const bool failed = result.verdict == Verdict::Fail;
  if (task.keep_folder.empty() || !failed || testbed.recording().size() == 0) return;
  std::string path =
      fmt::format("{}/{}-{}.pcapng", task.keep_folder, result.id, to_string(task.input.mode));
  // Of several runs the first failure is kept, which is also the one that is reported.
  if (!std::filesystem::exists(path)) {
    const auto written = testbed.recording().write(
        path, fmt::format("{} {}: {}", result.id, result.proves, result.evidence));
    if (!written) {
      result.evidence += fmt::format("; {}", written.error().message);
      return;
    }
  }
  result.kept = std::move(path);
}

StatementResult skipped(const Task& task, const Statement& statement, std::string reason) {
  return {.id = std::string(statement.id),
          .proves = std::string(statement.text(task.input.mode)),
          .verdict = Verdict::Skip,
          .evidence = std::move(reason)};
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

// Of an earlier testbed in a namespace that stays nothing goes by itself.
void remove_earlier_testbeds(bridge::Kernel& kernel) {
  const auto links = kernel.links();
  if (!links) return;
  for (const bridge::Link& link : *links) {
    if (!link.kind.empty()) (void)kernel.change(bridge::DeleteLink{link.index});
  }
}

void prove_each(const Task& task, Runner& runner, const Testbed& testbed, const ConformHooks& hooks,
                std::vector<StatementResult>& results) {
  for (const Statement* statement : task.statements) {
    const std::string elsewhere = runner.why_elsewhere(*statement);
    if (elsewhere.empty()) {
      results.push_back(runner.run(*statement, task.order));
      keep_frames(task, testbed, results.back());
      if (hooks.proved) hooks.proved(results.back());
    } else if (stands_for_its_id(task, runner, *statement)) {
      results.push_back(skipped(task, *statement, elsewhere));
    }
  }
}

// All of them as one.
StatementResult recheck_all(const Task& task, Runner& runner) {
  StatementResult all = skipped(task, *task.parent, runner.why_skipped(*task.parent));
  if (!all.evidence.empty()) return all;
  all.verdict = Verdict::Pass;
  std::size_t count = 0;
  for (const Statement* statement : task.statements) {
    if (!runner.why_elsewhere(*statement).empty()) continue;
    const StatementResult one = runner.run(*statement, task.order);
    count += one.verdict == Verdict::Pass ? 1 : 0;
    if (one.verdict != Verdict::Fail) continue;
    all.verdict = Verdict::Fail;
    all.evidence += fmt::format("{}{}: {}", all.evidence.empty() ? "" : "; ", one.id, one.evidence);
  }
  if (all.verdict == Verdict::Pass) all.evidence = fmt::format("{} statements hold here", count);
  return all;
}

Report prove_here(const Task& task, const ConformHooks& hooks) {
  auto kernel = bridge::open_kernel();
  if (!kernel) return std::unexpected(std::move(kernel.error()));
  if (task.topology.card) remove_earlier_testbeds(**kernel);
  bridge::Result<std::unique_ptr<Testbed>> testbed =
      Testbed::build(**kernel, task.input, task.topology, hooks);
  if (!testbed) return std::unexpected(to_error(testbed.error()));
  FrameExchange exchange(**testbed);
  ConformReport report{.network = task.input.network,
                       .bridge = task.input.bridge,
                       .mode = task.input.mode,
                       .kernel = kernel_release()};
  if (!(*testbed)->facts().filter_uplink)
    report.notes.push_back((*testbed)->facts().no_filter_uplink);
  if (task.of_document) report.statements = document_statements(**testbed);
  if (bridge::Outcome warm = exchange.warm_up(); !warm)
    return std::unexpected(to_error(warm.error()));
  Runner runner(**testbed, exchange);
  if (task.parent != nullptr) {
    report.statements.push_back(recheck_all(task, runner));
    if (hooks.proved) hooks.proved(report.statements.back());
  } else {
    prove_each(task, runner, **testbed, hooks, report.statements);
  }
  report.frames = exchange.frames();
  report.controls = exchange.controls();
  return report;
}

// What this topology was to show cannot be shown.
Report without_topology(const Task& task, const std::string& reason) {
  ConformReport report{.kernel = kernel_release()};
  if (task.parent != nullptr) report.statements.push_back(skipped(task, *task.parent, reason));
  for (const Statement* statement : task.statements) {
    if (task.parent == nullptr) report.statements.push_back(skipped(task, *statement, reason));
  }
  return report;
}

}  // namespace

Report prove(const Task& task, const ConformHooks& hooks) {
  const Topology& where = task.topology;
  if (where.card && getpid() != 1) {
    return without_topology(task,
                            "there is no network card with a receive filter and a wire at hand; "
                            "a kernel that is booted with --kernel has one");
  }
  if (where.guests == Topology::Guests::Tap && access("/dev/net/tun", R_OK | W_OK) != 0) {
    return without_topology(task, fmt::format("taps need /dev/net/tun: {}", std::strerror(errno)));
  }
  const Place place = where.card           ? Place::Machine
                      : where.unprivileged ? Place::Unprivileged
                                           : Place::Own;
  const auto answer = in_namespace([&] { return to_message(prove_here(task, hooks)); }, place);
  if (!answer && where.unprivileged) return without_topology(task, answer.error().message);
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
