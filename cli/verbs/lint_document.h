// cli/verbs/lint_document.h - One document against each release that is asked about, and its fixes.
#pragma once

#include <virnet/diagnostic.h>
#include <virnet/host_conflicts.h>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "cli/verbs/lint_settings.h"

namespace virnet::cli {

struct LintedText {
  Diagnostics diagnostics = {};  // in source order, without those that are ignored
  std::vector<HostResource> resources = {};
};

// What is found in one release but not in all says so: "... (libvirt 9.0)".
[[nodiscard]] LintedText lint_text(std::string_view text, const LintSettings& settings);

// What is said of a document that is too large to be read: LIMIT-BYTES.
[[nodiscard]] Diagnostic too_large();

struct FixedText {
  std::string text = {};
  std::size_t applied = 0;
  LintedText left = {};  // what is found in the fixed text
};
// Makes the fixes of what lint_text() found, and those of what that brings to light.
[[nodiscard]] FixedText fix_text(std::string text, LintedText found, const LintSettings& settings);

}  // namespace virnet::cli
