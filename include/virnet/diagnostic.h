// include/virnet/diagnostic.h - What is wrong with a document, and where.
//
//   for (const virnet::Diagnostic& d : result.diagnostics)
//     fmt::print("{}:{}: {} [{}]\n", d.span.line, d.span.column, d.message, d.code);
//
// A Diagnostic is a plain value; it owns its texts except `code`, which points into the static
// table of rules. Safe to copy and to share between threads.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace virnet {

enum class Severity : std::uint8_t {
  Error,    // libvirt refuses the document (or virnet does, on purpose: `deviation`)
  Warning,  // libvirt takes the document but ignores, changes or misreads this part
  Note,     // legal, but surprising
};

// "error", "warning", "note".
[[nodiscard]] std::string_view to_string(Severity severity);

// A piece of the document. `offset` and `length` count bytes of the document as UTF-8 from 0 (a
// document in another encoding is converted first); lines and columns count from 1, columns in
// characters. `end_line`, `end_column` are one past the last character. All zero when there is no
// position.
struct Span {
  std::size_t offset = 0;
  std::size_t length = 0;
  std::size_t line = 0;
  std::size_t column = 0;
  std::size_t end_line = 0;
  std::size_t end_column = 0;

  friend bool operator==(const Span&, const Span&) = default;
};

// One replacement of a piece of the document.
struct Edit {
  Span span = {};
  std::string before = {};  // what stands there
  std::string after = {};   // what is to stand there

  friend bool operator==(const Edit&, const Edit&) = default;
};

struct Diagnostic {
  std::string_view code = {};  // stable id of the rule, "NET-BRIDGE-002"; see <virnet/rules.h>
  Severity severity = Severity::Error;
  Span span = {};
  std::string message =
      {};                 // what is wrong, the offending name in single quotes, what was expected
  std::string hint = {};  // what to do: "did you mean 'macTableManager'?"; empty when there is none
  bool deviation = false;  // libvirt would accept this; virnet refuses on purpose (docs/compat.md)
  // What mends it, where there is one sure answer; to be made together, see <virnet/fix.h>.
  std::vector<Edit> fix = {};

  friend bool operator==(const Diagnostic&, const Diagnostic&) = default;
};

using Diagnostics = std::vector<Diagnostic>;

// True if any of them is an error.
[[nodiscard]] bool has_error(const Diagnostics& diagnostics);

}  // namespace virnet
