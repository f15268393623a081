// parser/read/text_content.h - The content of an element whose text counts, kept as libxml2 would
// keep it.
//
// Filled while <name>, <hostname>, <metadata> and their like are read; nothing else of a document
// is held. Of <metadata> the markup counts as well.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "parser/read/metadata.h"
#include "parser/xml/grow_only_array.h"
#include "parser/xml/whitespace.h"

namespace virnet::internal {

class TextContent final : private TextSink {
 public:
  // Starts with the element itself. `metadata`: where its markup goes, null if only text counts.
  void start(const Dialect& dialect, SpaceMode mode, Metadata* metadata);
  void reset() { open_.clear(); }
  [[nodiscard]] bool active() const { return !open_.empty(); }
  // Whether the element itself is the one that is open.
  [[nodiscard]] bool at_root() const { return open_.size() == 1; }
  // Null where markup does not count.
  [[nodiscard]] Metadata* metadata() const { return metadata_; }

  // Opens a child, and changes how it keeps blanks.
  void open();
  void read_space(std::string_view value) { internal::read_space(value, open_.back().mode); }
  // Closes what is open. Returns true if that was the element itself.
  bool close();
  void add_cdata(std::string_view text);
  void add_comment(std::string_view text);
  void add_instruction(std::string_view target, std::string_view text);
  // Literal character data between two pieces of markup, with its line ends as written.
  void add_run(std::string_view run, RunEnd end);
  // The character of a reference or predefined entity.
  void add_reference(std::string_view characters);

  // Text and CDATA, in order, and whether there was anything at all; of the element that has just
  // been closed.
  [[nodiscard]] std::string_view value() const { return {value_.begin(), value_.size()}; }
  [[nodiscard]] bool has_content() const { return has_content_; }

 private:
  void text(std::string_view piece) override;
  // The element that is open gets a child.
  void note_child(bool is_text);

  Dialect dialect_ = kNewestDialect;
  Metadata* metadata_ = nullptr;
  std::vector<TextParent> open_;
  GrowOnlyArray<char> value_;
  bool has_content_ = false;
};

}  // namespace virnet::internal
