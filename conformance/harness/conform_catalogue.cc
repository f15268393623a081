// Proving the catalogue on the kernel of this process.
#include <fmt/format.h>
#include <fnmatch.h>
#include <linux/rtnetlink.h>
#include <virnet/conform_catalogue.h>

#include <algorithm>

#include "conformance/harness/prove.h"
#include "conformance/harness/repeat.h"

namespace virnet {
namespace {

using conformance::Need;
using conformance::Report;
using conformance::Shuffle;
using conformance::Statement;
using conformance::Task;

constexpr BridgeMode kModes[] = {BridgeMode::Kernel, BridgeMode::Libvirt};

// About both modes at once.
bool says_the_same(const Statement& statement) {
  return !statement.claim_any.empty() ||
         statement.claim_kernel_mode == statement.claim_libvirt_mode;
}

std::string mode_of(const Statement& statement, BridgeMode mode) {
  return says_the_same(statement) ? "any" : std::string(to_string(mode));
}

bool deletes_entries(const Statement& statement) {
  return std::ranges::any_of(statement.steps, [](const conformance::Step& step) {
    const auto* request = std::get_if<conformance::RequestStep>(&step);
    return std::holds_alternative<conformance::DeleteStep>(step) ||
           (request != nullptr && request->type == RTM_DELNEIGH);
  });
}

// Those that a statement says hold in its topology as well.
std::vector<const Statement*> chosen_for_recheck(const Statement& by,
                                                 const std::vector<Statement>& catalogue,
                                                 BridgeMode mode) {
  std::vector<const Statement*> chosen;
  for (const Statement& each : catalogue) {
    const bool named = std::ranges::any_of(by.recheck, [&](std::string_view glob) {
      return fnmatch(std::string(glob).c_str(), std::string(each.id).c_str(), 0) == 0;
    });
    const bool simple = !each.own_testbed && !each.once && each.need != Need::Stp &&
                        each.topology == conformance::Topology{} && each.recheck.empty();
    if (named && simple && !each.text(mode).empty() && !deletes_entries(each))
      chosen.push_back(&each);
  }
  return chosen;
}

// A testbed for each mode and topology, and for each statement that wants one of its own.
std::vector<Task> tasks_of(const std::vector<Statement>& catalogue, const Selection& selection,
                           Shuffle& shuffle) {
  conformance::Order order = conformance::kFirstOrder;
  shuffle(order);
  std::vector<Task> tasks;
  for (const BridgeMode mode : kModes) {
    std::vector<Task> shared;
    std::vector<Task> own;
    for (const Statement& statement : catalogue) {
      if (statement.text(mode).empty() || !selection.takes(std::string(statement.id))) continue;
      const bool alone =
          statement.own_testbed || statement.need == Need::Stp || !statement.recheck.empty();
      const auto place = std::ranges::find(shared, statement.topology, &Task::topology);
      if (!alone && place != shared.end()) {
        place->statements.push_back(&statement);
        continue;
      }
      Task task{.order = order,
                .keep_folder = selection.keep_folder,
                .siblings = catalogue,
                .topology = statement.topology};
      task.input.mode = mode;
      task.input.stp = statement.need == Need::Stp;
      task.statements = {&statement};
      if (!statement.recheck.empty()) {
        task.parent = &statement;
        task.statements = chosen_for_recheck(statement, catalogue, mode);
      }
      (alone ? own : shared).push_back(std::move(task));
    }
    for (Task& task : shared) shuffle(task.statements);
    std::move(shared.begin(), shared.end(), std::back_inserter(tasks));
    std::move(own.begin(), own.end(), std::back_inserter(tasks));
  }
  return tasks;
}

// The results of both modes of a statement that is about both become one.
void add_result(std::vector<StatementResult>& all, StatementResult&& result, BridgeMode mode) {
  const auto same = std::find_if(all.begin(), all.end(), [&](const StatementResult& each) {
    return each.id == result.id && each.mode == result.mode && each.proves == result.proves;
  });
  if (result.mode == "any" && result.verdict == Verdict::Fail)
    result.evidence = fmt::format("{} mode: {}", to_string(mode), result.evidence);
  if (same == all.end()) {
    all.push_back(std::move(result));
  } else if (result.verdict == Verdict::Fail && same->verdict == Verdict::Fail) {
    same->evidence += "; " + result.evidence;
  } else if (result.verdict == Verdict::Fail || same->verdict == Verdict::Skip) {
    *same = std::move(result);
  }
}

Report prove_once(const std::vector<Statement>& catalogue, const Selection& selection,
                  const ConformHooks& hooks, Shuffle& shuffle) {
  ConformReport all;
  all.bridge.clear();
  for (const Task& task : tasks_of(catalogue, selection, shuffle)) {
    Report report = conformance::prove(task, hooks);
    if (!report) return report;
    all.kernel = report->kernel;
    if (!report->notes.empty()) all.notes = std::move(report->notes);
    all.frames += report->frames;
    all.controls += report->controls;
    for (StatementResult& result : report->statements) {
      const auto row = std::find_if(
          task.statements.begin(), task.statements.end(), [&](const Statement* statement) {
            return statement->id == result.id && statement->text(task.input.mode) == result.proves;
          });
      result.mode = mode_of(task.parent == nullptr ? **row : *task.parent, task.input.mode);
      add_result(all.statements, std::move(result), task.input.mode);
    }
  }
  conformance::sort_by_catalogue(all.statements, catalogue);
  return all;
}

std::string kernels_of(const Statement& statement) {
  switch (statement.need) {
    case Need::VlanFiltering: return "with VLAN filtering";
    case Need::FilterUplink: return "with VLAN filtering and VLAN devices";
    case Need::NoVlanFiltering: return "without VLAN filtering";
    case Need::BulkBit: return "with NLM_F_BULK";
    case Need::NoBulkBit: return "without NLM_F_BULK";
    case Need::BulkDeletion: return "with bulk deletion";
    case Need::VlanDevices: return "with VLAN devices";
    default: return to_string(statement.kernels);
  }
}

}  // namespace

std::vector<CatalogueLine> list_catalogue(const Selection& selection) {
  std::vector<CatalogueLine> lines;
  for (const Statement& statement : conformance::catalogue()) {
    if (!selection.takes(std::string(statement.id))) continue;
    for (const BridgeMode mode : kModes) {
      const std::string_view text = statement.text(mode);
      if (text.empty() || (says_the_same(statement) && mode != kModes[0])) continue;
      lines.push_back({.id = std::string(statement.id),
                       .mode = mode_of(statement, mode),
                       .proves = std::string(text),
                       .kernels = kernels_of(statement)});
    }
  }
  return lines;
}

std::expected<ConformReport, Error> conform_catalogue(const Selection& selection,
                                                      const ConformHooks& hooks) {
  const std::vector<Statement> catalogue = conformance::catalogue();
  return conformance::repeated(selection, [&](Shuffle& shuffle) {
    return prove_once(catalogue, selection, hooks, shuffle);
  });
}

}  // namespace virnet
