// include/virnet/fix.h - Mending a document by the fixes of its diagnostics.
//
//   virnet::ParseResult found = virnet::parse(text);
//   virnet::FixResult mended = virnet::apply_fixes(text, found.diagnostics);
//   fmt::print("{} fixed\n{}", mended.applied, mended.text);
//
// A fix is offered only where there is one sure answer: a misspelt name that is near to one known
// name, or a spelling that means the same as the usual one. Everything else of the document, white
// space and comments included, stays as it is. A mended document may show problems that were hidden
// before, so that a second round can find more.
#pragma once

#include <virnet/diagnostic.h>
#include <virnet/parse.h>

#include <cstddef>
#include <string>
#include <string_view>

namespace virnet {

struct FixResult {
  std::string text;         // the mended document
  std::size_t applied = 0;  // fixes made
};

// Makes every fix of `diagnostics`, which parse() found in `document` with the same options. Left
// out are fixes that overlap with an earlier one, that do not meet the text that they were made
// for, and those after which a document would be refused that was not refused before.
[[nodiscard]] FixResult apply_fixes(std::string_view document, const Diagnostics& diagnostics,
                                    const ParseOptions& options = {});

}  // namespace virnet
