// Text that counts: the content of <name> and its like, and of <metadata>.
#include "model/digits.h"
#include "parser/metadata.h"
#include "parser/names.h"
#include "parser/reader.h"

namespace virnet::internal {

void Reader::characters(std::string_view text, std::size_t at, std::string_view document) {
  if (stopped_) return;
  if (strict_.active()) strict_.characters(text, at, document);
  if (!tree_.active()) {
    if (skipped_ > 0 || frames_.empty() || !options_.warnings || frames_.back().text_reported)
      return;
    if (is_blank(text)) return;
    frames_.back().text_reported = true;
    const Place place{at + leading_blanks(text), Aspect::Run};
    warn("LINT-TEXT"_rule, place,
         std::string("text in ")
             .append(bracketed(name_of(*frames_.back().type)))
             .append(", where libvirt ignores it"));
    lose(LossKind::Unknown, place, "text");
    return;
  }
  if (in_cdata_) {
    cdata_.append(text);
  } else if (document[at] == '&') {
    flush_run(at, RunEnd::Reference, document);
    tree_.add_reference(text);
  } else if (run_start_ == kNoRun) {
    run_start_ = at;
  }
}

void Reader::flush_run(std::size_t at, RunEnd end, std::string_view document) {
  if (run_start_ == kNoRun) return;
  tree_.add_run(document.substr(run_start_, at - run_start_), end);
  run_start_ = kNoRun;
}

void Reader::comment(std::string_view text, std::size_t at, std::string_view document) {
  if (stopped_) return;
  if (text.size() > options_.limits.max_text) {
    report("XML-SIZE-001"_rule, at, 1, "a comment that is too large");
    return stop();
  }
  if (options_.warnings) read_suppression(at, document);
  const bool kept = tree_.active() && tree_.current() != tree_.root();
  if (!kept) lose(LossKind::Comment, {at, Aspect::Exact, {}, text.size() + 7}, "comment");
  if (!tree_.active()) return;
  flush_run(at, RunEnd::OtherMarkup, document);
  tree_.add(TreeNode::Kind::Comment, {}, text);
}

void Reader::instruction(std::string_view target, std::string_view text, std::size_t at,
                         std::string_view document) {
  if (stopped_) return;
  check_name(target, at);
  if (target.contains(':')) recoverable_ = true;
  if (text.size() > options_.limits.max_text || target.size() > options_.limits.max_name) {
    report("XML-SIZE-001"_rule, at, 1, "a processing instruction that is too large");
    return stop();
  }
  const bool kept = tree_.active() && tree_.current() != tree_.root();
  if (!kept)
    lose(LossKind::ProcessingInstruction, {at, Aspect::Exact, {}, target.size() + 2},
         "processing instruction");
  if (!tree_.active()) return;
  flush_run(at, RunEnd::OtherMarkup, document);
  // One blank stands for all of those after the target, even if nothing else follows.
  const std::size_t after = at + 2 + target.size();
  const bool separated = after < document.size() && is_blank(document[after]);
  tree_.add(TreeNode::Kind::Instruction, target, std::string(separated ? " " : "").append(text));
}

void Reader::start_cdata(std::size_t at, std::string_view document) {
  if (stopped_ || !tree_.active()) return;
  flush_run(at, RunEnd::OtherMarkup, document);
  in_cdata_ = true;
  cdata_.clear();
}

void Reader::end_cdata() {
  if (stopped_ || !in_cdata_) return;
  in_cdata_ = false;
  if (cdata_.size() > options_.limits.max_text) {
    report("XML-SIZE-001"_rule, frames_.back().tag, 1, "a CDATA section that is too large");
    return stop();
  }
  tree_.add(TreeNode::Kind::Cdata, {}, cdata_);
}

void Reader::tree_start(const StartTag& tag) {
  check_unread_names(tag);
  const bool top = tree_.current() == tree_.root();
  TreeNode& node = tree_.open();
  fill_tree_node(node, tag.name, tag.attributes);
  if (top && options_.warnings && frames_.back().type->part == Part::Metadata)
    lint_metadata_child(node, tag.at);
}

void Reader::fill_tree_node(TreeNode& node, std::string_view name, Attributes attributes) {
  const auto copy = [&](std::string_view text) { return tree_nodes_.text(text).view(); };
  bool refused = false;
  const ResolvedName resolved = scope_.resolve_element(name, release_, recoverable_, refused);
  node.prefix = copy(resolved.prefix);
  node.local = copy(resolved.local);
  node.uri = resolved.uri;
  for (const NamespaceDeclaration& declaration : scope_.of_depth(depth_))
    tree_nodes_.add(node.declarations, declaration);
  for (const auto& [attribute, value] : attributes) {
    if (is_namespace_attribute(attribute, release_)) continue;
    const ResolvedName as = scope_.resolve_attribute(attribute, release_, recoverable_, refused);
    tree_nodes_.add(node.attributes, copy(as.prefix), copy(as.local), as.uri, copy(value));
    if (node.parent && attribute == "xml:space") read_space(value, node.space.mode);
  }
}

void Reader::finish_text() {
  const Frame& frame = frames_.back();
  if (frame.type->part == Part::Metadata) {
    if (options_.warnings) lint_metadata();
    const std::string printed = print_metadata(*tree_.root(), release_, tree_nodes_);
    if (!printed.empty()) static_cast<NetworkSpec*>(frame.object)->metadata = arena_->text(printed);
    return;
  }
  std::string storage;
  const std::string_view value = tree_.string_value(storage);
  if (strict_.active()) strict_.string_value(value);
  const std::size_t failed = poisoned_.size();
  frame.type->text(*this, frame.object, value, tree_.root()->first != nullptr);
  if (frame.type->lint && options_.warnings && poisoned_.size() == failed) lint_content(value);
}

}  // namespace virnet::internal
