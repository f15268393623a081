// parser/lint/value_lint.h - What lint says about a value that libvirt takes: it is read as
// something else than it looks like, or does not come back. For the `lint` column of the schema
// table.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "parser/schema/number.h"
#include "parser/schema/schema.h"

namespace virnet::internal {

struct Remark {
  Rule rule;
  std::string message;
  std::string hint = {};
  std::string fix = {};  // what to write in place of the value; empty if there is no sure answer
};

class ValueLint {
 public:
  ValueLint(const Dialect& dialect, std::string_view name, const NumberKinds* numbers,
            std::vector<Remark>& remarks)
      : dialect_(dialect), name_(name), numbers_(numbers), remarks_(remarks) {}

  [[nodiscard]] const Dialect& dialect() const { return dialect_; }
  // The number that the release reads.
  [[nodiscard]] std::optional<std::uint64_t> number(std::string_view value) const {
    return parse_number(value, numbers_->in(dialect_), dialect_);
  }

  // "'NAME' is 'VALUE', WHAT".
  void say(Rule rule, std::string_view value, std::string_view what, std::string fix = {},
           std::string hint = {});
  [[nodiscard]] bool silent() const { return remarks_.empty(); }

 private:
  Dialect dialect_;
  std::string_view name_;  // of the attribute or element
  const NumberKinds* numbers_;
  std::vector<Remark>& remarks_;
};

// ---- words ----

void lint_stp(ValueLint& lint, std::string_view value);
// `yes` in any case is yes, all else no.
void lint_ci_yes(ValueLint& lint, std::string_view value);
void lint_trunk(ValueLint& lint, std::string_view value);
// Checked, then dropped.
void lint_dropped(ValueLint& lint, std::string_view value);

// ---- numbers ----

void lint_number(ValueLint& lint, std::string_view value);
// Octal, hexadecimal or decimal, by the release.
void lint_base(ValueLint& lint, std::string_view value);
void lint_pci_number(ValueLint& lint, std::string_view value);
void lint_mtu(ValueLint& lint, std::string_view value);
void lint_delay(ValueLint& lint, std::string_view value);
// 0 counts as absent.
void lint_nonzero(ValueLint& lint, std::string_view value);

// ---- addresses ----

void lint_address(ValueLint& lint, std::string_view value);
void lint_mac(ValueLint& lint, std::string_view value);
void lint_uuid(ValueLint& lint, std::string_view value);

// ---- text ----

// Any text: what does not survive printing and reading.
void lint_text(ValueLint& lint, std::string_view value);
// A name, around which blanks are hardly meant.
void lint_name(ValueLint& lint, std::string_view value);
void lint_device(ValueLint& lint, std::string_view value);
// Printed without escaping.
void lint_raw(ValueLint& lint, std::string_view value);
void lint_raw_mac(ValueLint& lint, std::string_view value);
void lint_raw_name(ValueLint& lint, std::string_view value);
// Of an element, where line feeds and tabs are safe.
void lint_content(ValueLint& lint, std::string_view value);
void lint_content_name(ValueLint& lint, std::string_view value);

}  // namespace virnet::internal
