#include "parser/read/text_reader.h"

#include "model/values/digits.h"
#include "parser/lint/markup_lint.h"

namespace virnet::internal {

void TextReader::begin(const Dialect& dialect) {
  dialect_ = dialect;
  content_.reset();
  metadata_.reset();
  run_start_ = kNoRun;
  in_cdata_ = false;
}

void TextReader::start(const OpenElement& element, const StartTag& tag, unsigned depth) {
  const bool is_metadata = element.type->part == Part::Metadata;
  if (is_metadata) metadata_.start(dialect_, resolve("metadata", tag.attributes, depth));
  content_.start(dialect_, element.space, is_metadata ? &metadata_ : nullptr);
  tag_ = element.tag;
}

void TextReader::start_element(const StartTag& tag, unsigned depth) {
  flush_run(tag.at, RunEnd::OtherMarkup);
  namespaces_.check_names(tag);
  if (Metadata* metadata = content_.metadata()) {
    const MetadataElement& element = resolve(tag.name, tag.attributes, depth);
    if (content_.at_root()) lint_.lint_metadata_child(element.name, *metadata, tag.at);
    metadata->open(element);
  }
  content_.open();
  for (const auto& [attribute, value] : tag.attributes)
    if (attribute == "xml:space") content_.read_space(value);
}

bool TextReader::end_element(std::size_t at) {
  flush_run(at, RunEnd::EndTag);
  return content_.close();
}

void TextReader::characters(std::string_view text, std::size_t at) {
  if (in_cdata_) {
    cdata_.append(text);
  } else if (source_.text()[at] == '&') {
    flush_run(at, RunEnd::Reference);
    content_.add_reference(text);
  } else if (run_start_ == kNoRun) {
    run_start_ = at;
  }
}

void TextReader::flush_run(std::size_t at, RunEnd end) {
  if (run_start_ == kNoRun) return;
  content_.add_run(source_.text().substr(run_start_, at - run_start_), end);
  run_start_ = kNoRun;
}

void TextReader::comment(std::string_view text, std::size_t at) {
  flush_run(at, RunEnd::OtherMarkup);
  content_.add_comment(text);
}

void TextReader::instruction(std::string_view target, std::string_view text, std::size_t at) {
  flush_run(at, RunEnd::OtherMarkup);
  // One blank takes the place of all of those after the target, even if nothing else follows.
  const std::string_view document = source_.text();
  const std::size_t after = at + 2 + target.size();
  const bool separated = after < document.size() && is_blank(document[after]);
  content_.add_instruction(target, std::string(separated ? " " : "").append(text));
}

void TextReader::start_cdata(std::size_t at) {
  flush_run(at, RunEnd::OtherMarkup);
  in_cdata_ = true;
  cdata_.clear();
}

void TextReader::end_cdata() {
  if (!in_cdata_) return;
  in_cdata_ = false;
  if (limits_.admit_cdata(cdata_, tag_)) content_.add_cdata(cdata_);
}

// Until the next one.
const MetadataElement& TextReader::resolve(std::string_view name, Attributes attributes,
                                           unsigned depth) {
  metadata_element_.name = namespaces_.resolve_element(name);
  metadata_element_.declarations.clear();
  for (const NamespaceStack::Entry& entry : namespaces_.scope().of_depth(depth))
    metadata_element_.declarations.push_back(entry.declaration);
  metadata_element_.attributes.clear();
  for (const auto& [attribute, value] : attributes)
    if (!namespaces_.is_declaration(attribute))
      metadata_element_.attributes.push_back({namespaces_.resolve_attribute(attribute), value});
  return metadata_element_;
}

}  // namespace virnet::internal
