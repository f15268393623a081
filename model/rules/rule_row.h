// model/rules/rule_row.h - All that is said about a rule, in the table of its area.
#pragma once

#include <virnet/diagnostic.h>

#include "model/values/dialect.h"

namespace virnet::internal {

// The schema of 9.0 is the oldest that is known; --validate came earlier.
inline constexpr Since kNetworkSchema = Since::not_before({7, 7}, {9, 0});
inline constexpr Since kPortSchema = Since::not_before({7, 8}, {9, 0});

// See RuleInfo. The lengths of the texts are not needed before somebody asks for them.
struct RuleRow {
  const char* code;
  Severity severity = Severity::Error;
  Validity validity = {};
  const char* title;
  const char* explanation;
  const char* evidence;
  const char* bad = "";
  const char* good;
};

}  // namespace virnet::internal
