#include "parser/text_tree.h"

namespace virnet::internal {
namespace {

void collect(const TreeNode& node, std::string& out) {
  if (node.kind == TreeNode::Kind::Text || node.kind == TreeNode::Kind::Cdata)
    out.append(node.text);
  for (const TreeNode* child = node.first; child; child = child->next) collect(*child, out);
}

}  // namespace

void TextTree::start(Arena& arena, Release release, SpaceMode mode) {
  arena_ = &arena;
  release_ = release;
  root_ = new (arena.allocate(sizeof(TreeNode), alignof(TreeNode))) TreeNode;
  root_->space.mode = mode;
  current_ = root_;
}

TreeNode& TextTree::append(TreeNode::Kind kind, std::string_view text) {
  auto* node = new (arena_->allocate(sizeof(TreeNode), alignof(TreeNode))) TreeNode;
  node->kind = kind;
  node->text = arena_->text(text).view();
  node->parent = current_;
  (current_->last ? current_->last->next : current_->first) = node;
  current_->last = node;
  TextParent& space = current_->space;
  if (!space.has_child) space.first_child_is_text = kind == TreeNode::Kind::Text;
  space.last_child_is_text = kind == TreeNode::Kind::Text;
  space.has_child = true;
  return *node;
}

TreeNode& TextTree::open() {
  TreeNode& node = append(TreeNode::Kind::Element, {});
  node.space.mode = child_mode(current_->space.mode);
  current_ = &node;
  return node;
}

bool TextTree::close() {
  const bool was_root = current_ == root_;
  current_ = current_->parent;
  return was_root;
}

void TextTree::add(TreeNode::Kind kind, std::string_view target, std::string_view text) {
  append(kind, text).local = arena_->text(target).view();
}

void TextTree::add_run(std::string_view run, RunEnd end) {
  keep_text(run, end, release_, current_->space, *this);
}

void TextTree::text(std::string_view piece) { append(TreeNode::Kind::Text, piece); }

std::string_view TextTree::string_value(std::string& storage) const {
  const TreeNode* only = root_->first;
  if (!only) return {};
  if (only == root_->last && only->kind == TreeNode::Kind::Text) return only->text;
  storage.clear();
  collect(*root_, storage);
  return storage;
}

}  // namespace virnet::internal
