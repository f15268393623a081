#include "parser/read/text_content.h"

namespace virnet::internal {

void TextContent::start(const Dialect& dialect, SpaceMode mode, Metadata* metadata) {
  dialect_ = dialect;
  metadata_ = metadata;
  open_.assign(1, {.mode = mode});
  value_.clear();
  has_content_ = false;
}

void TextContent::note_child(bool is_text) {
  TextParent& parent = open_.back();
  if (!parent.has_child) parent.first_child_is_text = is_text;
  parent.last_child_is_text = is_text;
  parent.has_child = has_content_ = true;
}

void TextContent::open() {
  note_child(false);
  open_.push_back({.mode = child_mode(open_.back().mode)});
}

bool TextContent::close() {
  if (metadata_) metadata_->close();
  open_.pop_back();
  return open_.empty();
}

void TextContent::add_cdata(std::string_view text) {
  note_child(false);
  if (metadata_)
    metadata_->cdata(text);
  else
    value_.append(text);
}

void TextContent::add_comment(std::string_view text) {
  note_child(false);
  if (metadata_) metadata_->comment(text);
}

void TextContent::add_instruction(std::string_view target, std::string_view text) {
  note_child(false);
  if (metadata_) metadata_->instruction(target, text);
}

void TextContent::add_run(std::string_view run, RunEnd end) {
  keep_text(run, end, dialect_.xml_library, open_.back(), *this);
}

void TextContent::add_reference(std::string_view characters) { text(characters); }

void TextContent::text(std::string_view piece) {
  note_child(true);
  if (metadata_)
    metadata_->text(piece);
  else
    value_.append(piece);
}

}  // namespace virnet::internal
