#include "parser/schema/fields.h"

namespace virnet::internal {

bool fail_value(ReadContext& in, const AttributeRow& row, std::string_view value,
                const Suggestion& meant) {
  std::string message = quoted(row.name);
  message.append(" is ").append(quoted(value)).append(", expected ").append(row.expected);
  Rule rule = *row.malformed;
  if (value.empty() && row.empty && row.empty->holds_in(in.dialect())) rule = *row.empty;
  if (row.negative && row.negative->holds_in(in.dialect()) && value.contains('-'))
    rule = *row.negative;
  in.fail(rule, std::move(message), did_you_mean(meant), std::string(meant.only ? meant.name : ""));
  return false;
}

}  // namespace virnet::internal
