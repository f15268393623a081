// model/rules/between.h - A release between two verified ones that do not agree on a document.
#pragma once

#include <virnet/diagnostic.h>

#include <string_view>

#include "model/values/dialect.h"

namespace virnet::internal {

// What one of the two makes of the document.
struct DialectFindings {
  Dialect dialect;
  Diagnostics diagnostics;
};

// What both find stays. RELEASE-UNKNOWN replaces an error that only one of them finds, unless the
// other refuses the document at the same place. What only one of them warns of is kept if both
// accept the document. In source order.
[[nodiscard]] Diagnostics reconcile(DialectFindings older, DialectFindings newer);

// Both accept the document, and print it differently.
void add_other_form(Diagnostics& diagnostics, const Dialects& dialects, std::string_view older,
                    std::string_view newer);

}  // namespace virnet::internal
