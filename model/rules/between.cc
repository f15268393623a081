// What is said of a release whose behaviour lies between two verified ones.
#include "model/rules/between.h"

#include <algorithm>
#include <string>
#include <utility>

#include "model/rules/rules.h"
#include "model/rules/validate.h"
#include "model/values/stable_sort.h"

namespace virnet::internal {
namespace {

bool is_error(const Diagnostic& d) { return d.severity == Severity::Error; }

bool is_same(const Diagnostic& a, const Diagnostic& b) {
  return a.code == b.code && a.span == b.span && a.message == b.message;
}

bool is_at(const Diagnostic& d, const Span& place) {
  return place.line != 0 && d.span.offset == place.offset && d.span.length == place.length;
}

// Nothing behind such an error was read.
bool ends_reading(const Diagnostic& d) {
  return is_error(d) && (d.code.starts_with("XML-") || d.code.starts_with("LIMIT-"));
}

std::string which(const Dialect& dialect) {
  return "; which of the two " + to_string(dialect.release) + " does is not known";
}

// What only one of the two finds, with the other.
class Lonely {
 public:
  Lonely(const DialectFindings& finder, const DialectFindings& other)
      : finder_(finder), other_(other) {}

  // Adds what is to be said about it.
  void add(const Diagnostic& d, Diagnostics& to) const {
    if (is_error(d) && refuses_there(d)) {
      // The newer one's reason will do.
      if (finder_.dialect.has_begun) to.push_back(d);
    } else if (is_error(d) && !std::ranges::any_of(other_.diagnostics, ends_reading)) {
      to.push_back(unknown(d));
    } else if (is_error(d) || !(has_error(finder_.diagnostics) || has_error(other_.diagnostics))) {
      to.push_back(d);
      to.back().message += " (libvirt " + to_string(finder_.dialect.like) + ", not " +
                           to_string(other_.dialect.like) + "; of " +
                           to_string(finder_.dialect.release) + " it is not known)";
    }
  }

 private:
  [[nodiscard]] bool refuses_there(const Diagnostic& d) const {
    return std::ranges::any_of(other_.diagnostics, [&](const Diagnostic& one) {
      return is_error(one) && is_at(one, d.span);
    });
  }

  [[nodiscard]] Diagnostic unknown(const Diagnostic& d) const {
    const std::string refuses = to_string(finder_.dialect.like) + " refuses ";
    const std::string accepts = to_string(other_.dialect.like) + " accepts ";
    const std::string both = finder_.dialect.has_begun ? accepts + "this, " + refuses + "it"
                                                       : refuses + "this, " + accepts + "it";
    return {.code = "RELEASE-UNKNOWN"_rule.code(),
            .span = d.span,
            .message = "libvirt " + both + which(finder_.dialect),
            .hint = std::string(d.code) + ": " + d.message};
  }

  const DialectFindings& finder_;
  const DialectFindings& other_;
};

std::string_view first_line(std::string_view text) {
  const std::size_t start = std::min(text.find_first_not_of(" \n"), text.size());
  return text.substr(start, text.find('\n', start) - start);
}

}  // namespace

Diagnostics reconcile(DialectFindings older, DialectFindings newer) {
  Diagnostics all;
  const auto found_by = [](const DialectFindings& findings, const Diagnostic& d) {
    return std::ranges::any_of(findings.diagnostics,
                               [&](const Diagnostic& one) { return is_same(one, d); });
  };
  for (const Diagnostic& d : newer.diagnostics) {
    if (found_by(older, d))
      all.push_back(d);
    else
      Lonely(newer, older).add(d, all);
  }
  for (const Diagnostic& d : older.diagnostics)
    if (!found_by(newer, d)) Lonely(older, newer).add(d, all);
  stable_sort(
      all, [](const Diagnostic& a, const Diagnostic& b) { return a.span.offset < b.span.offset; });
  return all;
}

void add_other_form(Diagnostics& diagnostics, const Dialects& dialects, std::string_view older,
                    std::string_view newer) {
  const auto differ = std::ranges::mismatch(older, newer);
  const auto line_of = [](std::string_view text, std::string_view::iterator at) {
    const auto offset = static_cast<std::size_t>(at - text.begin());
    const std::size_t before = text.substr(0, offset).rfind('\n');
    return quoted(first_line(text.substr(before == std::string_view::npos ? 0 : before + 1)));
  };
  const std::string old_name = to_string(dialects.older.like);
  const std::string new_name = to_string(dialects.newer.like);
  Diagnostic d{.code = "RELEASE-UNKNOWN"_rule.code(),
               .span = {.line = 1, .column = 1, .end_line = 1, .end_column = 1},
               .message = "libvirt " + old_name + " and " + new_name +
                          " read this document differently" + which(dialects.newer),
               .hint = old_name + " prints " + line_of(older, differ.in1) + ", " + new_name + " " +
                       line_of(newer, differ.in2)};
  diagnostics.insert(diagnostics.begin(), std::move(d));
}

}  // namespace virnet::internal
