// parser/text_tree.h - The content of an element whose text counts, kept as libxml2 would keep it.
//
// Built while <name>, <hostname>, <metadata> and their like are read; everything else of a document
// is never held. Nodes live in an arena.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "parser/blanks.h"
#include "parser/qname.h"

namespace virnet::internal {

struct TreeAttribute {
  std::string_view prefix;
  std::string_view local;
  std::string_view uri;
  std::string_view value;
};

struct TreeNode {
  // Adjacent Text nodes are one piece of text.
  enum class Kind : std::uint8_t { Element, Text, Cdata, Comment, Instruction };
  Kind kind = Kind::Element;
  TextParent space = {};  // elements
  // Elements: the resolved name. Instructions: the target in `local`.
  std::string_view prefix = {};
  std::string_view local = {};
  std::string_view uri = {};
  std::string_view text = {};  // all but elements; of an instruction with the blank before it
  List<NamespaceDeclaration> declarations = {};
  List<TreeAttribute> attributes = {};
  TreeNode* parent = nullptr;
  TreeNode* first = nullptr;
  TreeNode* last = nullptr;
  TreeNode* next = nullptr;
};

class TextTree final : private TextSink {
 public:
  // Starts with the element itself; `arena` outlives the tree.
  void start(Arena& arena, Release release, SpaceMode mode);
  [[nodiscard]] bool active() const { return current_ != nullptr; }
  [[nodiscard]] TreeNode* root() { return root_; }
  // The element that is open.
  [[nodiscard]] TreeNode* current() { return current_; }

  // Opens a child of current().
  TreeNode& open();
  // Closes current(). Returns true if that was the root.
  bool close();
  void add(TreeNode::Kind kind, std::string_view target, std::string_view text);
  // Literal character data between two pieces of markup, with its line ends as written.
  void add_run(std::string_view run, RunEnd end);
  // What a character reference or predefined entity stands for.
  void add_reference(std::string_view text) { append(TreeNode::Kind::Text, text); }

  // Text and CDATA below the root, in order; in `storage` if it is of several pieces.
  [[nodiscard]] std::string_view string_value(std::string& storage) const;

 private:
  void text(std::string_view piece) override;
  TreeNode& append(TreeNode::Kind kind, std::string_view text);

  Arena* arena_ = nullptr;
  Release release_ = kNewestRelease;
  TreeNode* root_ = nullptr;
  TreeNode* current_ = nullptr;
};

}  // namespace virnet::internal
