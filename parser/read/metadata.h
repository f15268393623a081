// parser/read/metadata.h - <metadata> as libvirt keeps and prints it (observed on 7.0 to 12.8).
//
// What is kept of it is written down while it is read, a few bytes for each piece, and printed only
// once the document has turned out to be good: indented, the printed form can be many times as
// long.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "model/values/dialect.h"
#include "model/values/meter.h"
#include "parser/xml/qname.h"

namespace virnet::internal {

// Of one without elements nothing is kept.
inline constexpr Since kEmptyMetadataDropped = kBy11_3;

// A string of bytes in blocks that stay where they are.
class Notes {
 public:
  void clear();
  // Uninitialised room for so many bytes in a row.
  char* take(std::size_t size);

  struct Block {
    std::unique_ptr<char[], MeteredFree> bytes;
    std::size_t capacity;
    std::size_t size = 0;  // of what was taken
  };
  [[nodiscard]] const std::vector<Block>& blocks() const { return blocks_; }

 private:
  std::vector<Block> blocks_;
};

// An element of the copy, or an attribute of it.
struct MetadataAttribute {
  ResolvedName name;
  std::string_view value;
};
struct MetadataElement {
  ResolvedName name;
  std::vector<NamespaceDeclaration> declarations = {};  // whose texts stay
  std::vector<MetadataAttribute> attributes = {};
};

class Metadata {
 public:
  void reset();
  // The element <metadata> itself.
  void start(const Dialect& dialect, const MetadataElement& root);

  // Its content, in order.
  void open(const MetadataElement& element);
  void close();
  void text(std::string_view characters);
  void cdata(std::string_view characters);
  void comment(std::string_view characters);
  void instruction(std::string_view target, std::string_view rest);

  // Whether it has an element, and text that is dropped.
  [[nodiscard]] bool has_element() const { return has_element_; }
  [[nodiscard]] bool has_text() const { return has_text_; }
  // Whether a child of <metadata> with this namespace would be kept: the first of each.
  [[nodiscard]] bool would_keep(std::string_view uri) const {
    return !uri.empty() && !spaces_.contains(uri);
  }

  // Indented for its place in the document, without a final line feed. Empty if there is none, or
  // the release drops it.
  [[nodiscard]] std::string print() const;

 private:
  class Printer;
  struct UriHash {
    std::size_t operator()(std::string_view uri) const {
      return uri.size() > kShortUri ? std::hash<const char*>()(uri.data()) : hash_of(uri);
    }
  };
  struct SameUri {
    bool operator()(std::string_view a, std::string_view b) const { return is_same_uri(a, b); }
  };

  [[nodiscard]] bool is_kept() const { return depth_ > 1 && dropped_from_ == 0; }
  void note(unsigned kind, std::string_view content);
  void note_element(const MetadataElement& element);
  void declare(const MetadataElement& element);
  void need(const ResolvedName& name);

  Dialect dialect_ = kNewestDialect;
  bool is_there_ = false;
  bool has_element_ = false;
  bool has_text_ = false;
  std::size_t depth_ = 0;         // of what is open; 1 is <metadata> itself
  std::size_t dropped_from_ = 0;  // the depth of the element that is not kept; 0: none
  Notes notes_;
  std::vector<char*> open_;  // what is noted of the open elements
  NamespaceStack declared_;  // by the open elements
  NamespaceStack hoisted_;   // what the copy uses and does not declare; <metadata> does
  MeteredSet<std::string_view, UriHash, SameUri> spaces_;  // of the children that are kept
};

}  // namespace virnet::internal
