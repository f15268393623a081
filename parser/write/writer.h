// parser/write/writer.h - Which objects of the schema table the writer prints.
#pragma once

#include "parser/schema/schema.h"
#include "parser/write/output.h"

namespace virnet::internal {

// Questions about elements of a document in one dialect. `parent` is the object of the element
// around `object`, or null.
class Printing {
 public:
  explicit Printing(const Dialect& dialect) : out_(scratch_, dialect, kEnough) {}

  // Whether the element is printed, whatever becomes of those around it.
  [[nodiscard]] bool is_printed(const ChildRow& row, const void* object, const void* parent);
  // The same, and there is something in it: it is not printed only because libvirt prints it empty.
  [[nodiscard]] bool has_content(const ChildRow& row, const void* object, const void* parent);
  // Whether all that it has is printed after its end.
  [[nodiscard]] bool is_orphaned(const ChildRow& row, const void* object, const void* parent);
  [[nodiscard]] bool is_printed(const AttributeRow& row, const void* object, const void* parent);

 private:
  static constexpr std::size_t kEnough = 64;  // bytes of a text

  std::string scratch_;
  Output out_;
};

}  // namespace virnet::internal
