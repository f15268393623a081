#include "parser/xml/locate.h"

#include <algorithm>

#include "model/values/digits.h"
#include "parser/xml/char_set.h"

namespace virnet::internal {
namespace {

constexpr CharSet kNameEnd(" \t\r\n/>=");

// Walks over the attributes of a start tag.
class TagScan {
 public:
  TagScan(std::string_view document, std::size_t tag) : document_(document) {
    name_.offset = at_ = std::min(tag + 1, document.size());
    name_.length = skip_name();
  }
  [[nodiscard]] ByteRange element_name() const { return name_; }

  bool next(ByteRange& name, ByteRange& value) {
    skip_blanks();
    name.offset = at_;
    name.length = skip_name();
    if (name.length == 0) return false;
    skip_blanks();
    if (!take('=')) return false;
    skip_blanks();
    if (at_ >= document_.size()) return false;
    const char quote = document_[at_++];
    value.offset = at_;
    at_ = std::min(document_.find(quote, at_), document_.size());
    value.length = at_ - value.offset;
    ++at_;
    return true;
  }
  [[nodiscard]] std::size_t after_tag() {
    ByteRange name;
    ByteRange value;
    while (next(name, value)) {
    }
    return std::min(document_.find('>', at_), document_.size());
  }

 private:
  std::size_t skip_name() {
    const std::size_t first = at_;
    while (at_ < document_.size() && !kNameEnd.has(document_[at_])) ++at_;
    return at_ - first;
  }
  void skip_blanks() {
    while (at_ < document_.size() && is_blank(document_[at_])) ++at_;
  }
  bool take(char c) {
    if (at_ >= document_.size() || document_[at_] != c) return false;
    ++at_;
    return true;
  }

  std::string_view document_;
  std::size_t at_ = 0;
  ByteRange name_;
};

std::string_view local_part(std::string_view written) {
  return written.substr(written.find(':') + 1);
}

struct Attribute {
  ByteRange name;
  ByteRange value;
};

Attribute find_attribute(std::string_view document, std::size_t tag, std::string_view wanted) {
  TagScan scan(document, tag);
  Attribute found{scan.element_name(), scan.element_name()};
  bool is_local = false;
  Attribute attribute;
  while (scan.next(attribute.name, attribute.value)) {
    const auto name = document.substr(attribute.name.offset, attribute.name.length);
    if (name == wanted) return attribute;
    if (is_local || local_part(name) != wanted) continue;
    found = attribute;
    is_local = true;
  }
  return found;
}

}  // namespace

ByteRange find_element_name(std::string_view document, std::size_t tag) {
  return TagScan(document, tag).element_name();
}

ByteRange find_attribute_name(std::string_view document, std::size_t tag, std::string_view name) {
  return find_attribute(document, tag, name).name;
}

ByteRange find_attribute_value(std::string_view document, std::size_t tag, std::string_view name) {
  return find_attribute(document, tag, name).value;
}

ByteRange find_text(std::string_view document, std::size_t tag) {
  TagScan scan(document, tag);
  std::size_t first = scan.after_tag() + 1;
  if (first > document.size() || document[first - 2] == '/') return scan.element_name();
  std::size_t last = std::min(document.find('<', first), document.size());
  while (first < last && is_blank(document[first])) ++first;
  while (last > first && is_blank(document[last - 1])) --last;
  return first == last ? scan.element_name() : ByteRange{first, last - first};
}

ByteRange find_run(std::string_view document, std::size_t first) {
  std::string_view run = document.substr(first, document.find('<', first) - first);
  // The end of a CDATA section, nowhere else are these characters well-formed.
  run = run.substr(0, run.find("]]>"));
  while (!run.empty() && is_blank(run.back())) run.remove_suffix(1);
  return {first, run.size()};
}

void Positions::go_to(std::size_t offset) {
  offset = std::min(offset, document_.size());
  if (offset < offset_) {
    offset_ = 0;
    line_ = column_ = 1;
  }
  while (true) {
    const std::size_t feed = document_.substr(0, offset).find('\n', offset_);
    if (feed == std::string_view::npos) break;
    ++line_;
    column_ = 1;
    offset_ = feed + 1;
  }
  for (; offset_ < offset; ++offset_)
    if ((document_[offset_] & 0xC0) != 0x80) ++column_;
}

Span Positions::span(ByteRange bytes) {
  Span span{.offset = bytes.offset, .length = bytes.length};
  go_to(bytes.offset);
  span.line = line_;
  span.column = column_;
  go_to(bytes.offset + bytes.length);
  span.end_line = line_;
  span.end_column = column_;
  return span;
}

}  // namespace virnet::internal
