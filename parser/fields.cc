#include "parser/fields.h"

namespace virnet::internal {

bool fail_value(ReadContext& in, const AttributeRow& row, std::string_view value,
                std::string hint) {
  std::string message(row.name);
  message.append(" is '").append(value).append("', expected ").append(row.expected);
  Rule rule = *row.malformed;
  if (value.empty() && row.empty && row.empty->holds_in(in.release())) rule = *row.empty;
  if (row.negative && row.negative->holds_in(in.release()) && value.contains('-'))
    rule = *row.negative;
  in.fail(rule, std::move(message), std::move(hint));
  return false;
}

}  // namespace virnet::internal
