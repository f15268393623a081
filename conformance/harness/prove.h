// conformance/harness/prove.h - A testbed, the statements that are to hold in it, and what came of
// them.
#pragma once

#include <virnet/conform.h>

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "conformance/harness/report_message.h"
#include "conformance/harness/steps/runner.h"

namespace virnet::conformance {

struct Task {
  ConformInput input = {};
  std::vector<const Statement*> statements = {};
  std::optional<Order> order = {};  // of the guests; all if there is none
  std::string keep_folder = {};
  // A statement about other kernels or bridges is left out, or, if it is given here and no
  // statement of the same id takes its place, skipped with the reason.
  std::span<const Statement> siblings = {};
  Topology topology = {};
  // The statement that says that these hold in this topology; the report is about it alone.
  const Statement* parent = nullptr;
  bool of_document = false;  // with the statements about the document's settings
};

// Builds the testbed in a namespace of its own and runs the statements in their order.
[[nodiscard]] Report prove(const Task& task, const ConformHooks& hooks);

// Results in the order of the catalogue, whatever the order was in which they were proved; those
// about a document come first.
void sort_by_catalogue(std::vector<StatementResult>& results, std::span<const Statement> catalogue);

}  // namespace virnet::conformance
