#include "parser/read/read_context.h"

#include <utility>

#include "parser/lint/markup_lint.h"
#include "parser/read/findings.h"

namespace virnet::internal {

void ReadContext::begin(const Dialect& dialect, Arena& arena) {
  dialect_ = dialect;
  arena_ = &arena;
  scratch = {};
  open_.clear();
  invalid_.clear();
  attribute_ = {};
}

void ReadContext::close() {
  const OpenElement& last = element();
  if (last.type->closed) last.type->closed(*this, last.object);
  open_.pop_back();
}

bool ReadContext::store_text(std::string_view value, bool has_content) {
  const std::size_t failed = invalid_.size();
  element().type->text(*this, element().object, value, has_content);
  return invalid_.size() == failed;
}

void ReadContext::fail(Rule rule, std::string message, std::string hint, std::string fix) {
  const OpenElement& at = element();
  AnchorKind kind = at.type->text ? AnchorKind::Text : AnchorKind::Element;
  if (!attribute_.empty()) kind = AnchorKind::AttributeValue;
  findings_.add({.rule = rule,
                 .severity = Severity::Error,
                 .anchor = {at.tag, kind, std::string(attribute_)},
                 .message = std::move(message),
                 .hint = std::move(hint),
                 .part = at.type->part,
                 .fix = std::move(fix)});
  invalid_.add(at.type->part, at.outer, at.inner);
}

void ReadContext::withdraw(Part part) {
  findings_.withdraw(part);
  invalid_.withdraw(part);
}

// ---- values that count later, or never ----

LateValue ReadContext::keep(const AttributeRow& row, std::string_view value) {
  return {&row, element().type, element().tag, arena_->text(attribute_), arena_->text(value)};
}

void ReadContext::store_late(const LateValue& late, const Store& store, void* object) {
  open(
      {.type = late.type, .object = object, .outer = kNoIndex, .inner = kNoIndex, .tag = late.tag});
  attribute_ = late.name.view();
  store(*this, *late.row, object, late.value.view());
  attribute_ = {};
  open_.pop_back();
}

void ReadContext::ignore_late(const LateValue& late, std::string_view why) {
  lint_.warn_unused_attribute(late.tag, late.name.view(), late.row->name, why);
}

}  // namespace virnet::internal
