// What the reader says about names and values that libvirt takes.
#include "model/values/digits.h"
#include "parser/read/reader.h"
#include "parser/schema/schema_names.h"

namespace virnet::internal {

// ---- attributes ----

void Reader::unknown_attribute(std::string_view name, bool known_elsewhen, Attributes attributes) {
  const ElementType& type = *frames_.back().type;
  if (type.part == Part::Metadata) return;  // kept and printed
  const Place place = attribute_place(name);
  lose(LossKind::Unknown, place, "attribute " + quoted(name));
  if (!findings_.has_room()) return findings_.skip();
  if (known_elsewhen) {
    warn("LINT-NEWER"_rule, place,
         std::string("attribute ")
             .append(quoted(name))
             .append(" of ")
             .append(bracketed(name_of(type)))
             .append(" is newer than libvirt ")
             .append(to_string(dialect_.release))
             .append(", which ignores it"));
    return;
  }
  const Meant meant = meant_by_attribute(name, type, document_->root());
  bool is_there = false;
  for (const Attribute& attribute : attributes) is_there |= attribute.name == meant.fix;
  warn("LINT-ATTRIBUTE"_rule, place,
       std::string("unknown attribute ")
           .append(quoted(name))
           .append(" of ")
           .append(bracketed(name_of(type)))
           .append(", libvirt ignores it"),
       meant.hint, std::string(is_there ? "" : meant.fix));
}

void Reader::surplus_attribute(std::string_view name, std::string_view counted) {
  warn("LINT-REPEATED"_rule, attribute_place(name),
       std::string("libvirt reads only the first ")
           .append(quoted(counted))
           .append(" and ignores ")
           .append(quoted(name))
           .append(" here"));
}

void Reader::empty_attribute(std::string_view name) {
  warn("LINT-EMPTY"_rule, attribute_place(name),
       quoted(name).append(" is empty, libvirt takes it for absent"));
}

void Reader::prefixed_attribute(std::string_view name, std::string_view meant) {
  warn("LINT-PREFIX"_rule, attribute_place(name),
       std::string("libvirt takes ").append(quoted(name)).append(" for ").append(quoted(meant)));
}

void Reader::lonely_attribute(std::string_view name, std::string_view other) {
  warn("LINT-UNUSED"_rule, attribute_place(name),
       std::string("libvirt ignores ")
           .append(quoted(name))
           .append(" of ")
           .append(bracketed(name_of(*frames_.back().type)))
           .append(" without ")
           .append(quoted(other)));
}

Place Reader::attribute_place(std::string_view name) const {
  return {frames_.back().tag, Aspect::AttributeName, std::string(name)};
}

// ---- values ----

void Reader::lint_attribute(const AttributeRow& row, std::string_view name,
                            std::string_view value) {
  ValueLint lint(dialect_, row.name, &row.numbers, remarks_);
  row.lint(lint, value);
  if (!remarks_.empty())
    say_remarks({frames_.back().tag, Aspect::AttributeValue, std::string(name)}, {});
}

void Reader::lint_content(std::string_view value) {
  const Frame& frame = frames_.back();
  ValueLint lint(dialect_, name_of(*frame.type), nullptr, remarks_);
  frame.type->lint(lint, value);
  if (!remarks_.empty()) say_remarks({frame.tag, Aspect::Text}, value);
}

void Reader::say_remarks(const Place& place, std::string_view before) {
  for (Remark& remark : remarks_)
    warn(remark.rule, place, std::move(remark.message), std::move(remark.hint),
         std::move(remark.fix), std::string(before));
  remarks_.clear();
}

// ---- metadata ----

void Reader::lint_metadata() {
  const Place place{frames_.back().tag, Aspect::Element};
  if (!metadata_.has_element() && dialect_.has(kEmptyMetadataDropped))
    warn("LINT-METADATA"_rule, place, "libvirt drops a <metadata> without elements");
  else if (metadata_.has_text())
    warn("LINT-METADATA"_rule, place, "libvirt drops text from <metadata>");
}

void Reader::lint_metadata_child(const ResolvedName& name, std::size_t at) {
  if (name.uri.empty())
    warn("LINT-METADATA"_rule, {at, Aspect::Element},
         bracketed(name.local).append(" is in no namespace, libvirt drops it from <metadata>"));
  else if (!metadata_.would_keep(name.uri))
    warn("LINT-METADATA"_rule, {at, Aspect::Element},
         std::string("libvirt keeps only the first element of the namespace ")
             .append(quoted(name.uri))
             .append(" in <metadata> and drops ")
             .append(quoted(name.local)));
}

// ---- comments ----

void Reader::read_suppression(std::size_t at, std::string_view document) {
  std::vector<Suppressions::Word> words;
  const std::size_t line = suppressions_.comment(document, at, words);
  for (const Suppressions::Word& word : words) {
    if (word.known) continue;
    const std::string_view code = document.substr(word.place.offset, word.place.length);
    warn("LINT-IGNORE"_rule, {word.place.offset, Aspect::Exact, {}, word.place.length},
         code == "<!--" ? "the comment names no rule that it should silence"
                        : quoted(code).append(" is no rule that could be silenced"));
  }
  if (line != Suppressions::kNone) findings_.silence(suppressions_, line, document);
}

}  // namespace virnet::internal
