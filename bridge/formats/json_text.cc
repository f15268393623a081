#include "bridge/formats/json_text.h"

#include "model/values/printable.h"

namespace virnet::bridge {
namespace {

std::string dumped(const OrderedJson& value) {
  return internal::visible_json(value.dump(2, ' ', false, OrderedJson::error_handler_t::replace));
}

}  // namespace

void JsonText::new_line() {
  text_ += '\n';
  text_.append(2 * depth_, ' ');
}

void JsonText::begin_value() {
  if (after_key_) {
    after_key_ = false;
    return;
  }
  if (!first_) text_ += ',';
  if (depth_ > 0) new_line();
  first_ = false;
}

void JsonText::key(std::string_view name) {
  begin_value();
  text_ += dumped(name) + ": ";
  after_key_ = true;
}

void JsonText::value(const OrderedJson& value) {
  begin_value();
  for (const char c : dumped(value)) {
    if (c == '\n')
      new_line();
    else
      text_ += c;
  }
}

void JsonText::open(char bracket) {
  begin_value();
  text_ += bracket;
  ++depth_;
  first_ = true;
}

void JsonText::close(char bracket) {
  --depth_;
  if (!first_) new_line();
  text_ += bracket;
  first_ = false;
}

}  // namespace virnet::bridge
