// parser/xml/locate.h - From a byte offset and a name to a span of the document. Used only for
// diagnostics, so that reading a good document costs nothing for them.
#pragma once

#include <virnet/diagnostic.h>

#include <cstddef>
#include <string_view>

namespace virnet::internal {

struct ByteRange {
  std::size_t offset = 0;
  std::size_t length = 0;
};

// `tag` is the offset of a '<' of a start tag in well-formed text.
[[nodiscard]] ByteRange find_element_name(std::string_view document, std::size_t tag);
// An attribute by its name as written, or by its local name; the name of the element if there is
// none.
[[nodiscard]] ByteRange find_attribute_name(std::string_view document, std::size_t tag,
                                            std::string_view name);
[[nodiscard]] ByteRange find_attribute_value(std::string_view document, std::size_t tag,
                                             std::string_view name);
// What follows the start tag up to the next markup without surrounding white space; the element's
// name if it has none.
[[nodiscard]] ByteRange find_text(std::string_view document, std::size_t tag);

// Text from `first` up to the next markup without the blanks at its end.
[[nodiscard]] ByteRange find_run(std::string_view document, std::size_t first);

// Turns byte offsets into lines and columns. Asked in rising order it reads the document once.
class Positions {
 public:
  explicit Positions(std::string_view document) : document_(document) {}
  [[nodiscard]] Span span(ByteRange bytes);

 private:
  void go_to(std::size_t offset);
  std::string_view document_;
  std::size_t offset_ = 0;
  std::size_t line_ = 1;
  std::size_t column_ = 1;
};

}  // namespace virnet::internal
