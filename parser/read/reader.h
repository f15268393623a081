// parser/read/reader.h - From Expat's events through the schema table to a NetworkSpec or
// NetworkPortSpec.
#pragma once

#include <virnet/limits.h>
#include <virnet/parse.h>

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/values/meter.h"
#include "parser/lint/suppress.h"
#include "parser/lint/value_lint.h"
#include "parser/read/findings.h"
#include "parser/read/metadata.h"
#include "parser/read/read_context.h"
#include "parser/read/source_map.h"
#include "parser/read/text_content.h"
#include "parser/schema/schema_index.h"
#include "parser/strict/strict.h"
#include "parser/xml/grow_only_array.h"
#include "parser/xml/qname.h"
#include "parser/xml/start_tag.h"

namespace virnet::internal {

// Where a document's content goes: the spec that its kind is read into, and its storage.
struct Target {
  const DocumentType* document;
  void* spec;
  Arena* arena;
};

class Reader final : public ReadContext, private Report {
 public:
  // Prepares for a document; what is kept of it goes to `target`.
  void begin(const ParseOptions& options, const Dialect& dialect, const Target& target);

  // Expat's events. `at` is the offset of the event in the document. Text is what Expat made of it.
  void start_element(const StartTag& tag, std::string_view document);
  void end_element(std::size_t at, std::string_view document);
  void characters(std::string_view text, std::size_t at, std::string_view document);
  // Whether characters() has anything to do: with text at all, and with blank text.
  [[nodiscard]] bool wants_text() const {
    return keeps_text() || strict_.active() || (options_.warnings && skipped_ == 0);
  }
  [[nodiscard]] bool keeps_text() const { return kept_.active(); }
  void comment(std::string_view text, std::size_t at, std::string_view document);
  void instruction(std::string_view target, std::string_view text, std::size_t at,
                   std::string_view document);
  void start_cdata(std::size_t at, std::string_view document);
  void end_cdata();

  // Runs the rules between values, once the root has been read.
  void validate_document();
  // Of a good document: what is made only then.
  void complete();

  // A problem of the document as a whole, at a place of `length` bytes; an error unless said
  // otherwise.
  void report(Rule rule, std::size_t at, std::size_t length, std::string message,
              bool deviation = false);

  // Nothing more is to be read.
  void stop() { stopped_ = true; }
  [[nodiscard]] bool stopped() const { return stopped_; }
  [[nodiscard]] bool root_closed() const { return root_seen_ && depth_ == 0; }
  // libxml2 would have reported an error and gone on (XML-EPI-003).
  [[nodiscard]] bool had_recoverable_error() const { return recoverable_; }
  [[nodiscard]] bool has_error() const { return findings_.has_error(); }
  [[nodiscard]] Diagnostics diagnostics(std::string_view document);
  [[nodiscard]] std::vector<Loss> losses(std::string_view document) const;
  // Of a network without an error.
  [[nodiscard]] std::vector<HostResource> claims(std::string_view document) const;

  // ReadContext
  void fail(Rule rule, std::string message, std::string hint = {}, std::string fix = {}) override;
  void withdraw(Part part) override;
  LateValue keep(const AttributeRow& row, std::string_view value) override;
  void store_late(const LateValue& late, const Store& store, void* object) override;
  void ignore_late(const LateValue& late, std::string_view why) override;

 private:
  static constexpr std::size_t kNoRun = ~std::size_t{0};

  struct Frame {
    const ElementType* type;
    void* object;
    std::uint32_t outer;
    std::uint32_t inner;
    std::size_t tag;
    SpaceMode space = SpaceMode::Unset;
    ChildBits seen = 0;
    ChildBits renamed = 0;  // of a misspelt child that is to be called so
    bool text_reported = false;
  };
  // What an element has of the attributes in the table, by row, where the row's bit is set.
  struct Values {
    unsigned present = 0;
    std::array<const Attribute*, kMaxAttributeRows> attributes;

    void add(std::size_t row, const Attribute& attribute) {
      present |= 1U << row;
      attributes[row] = &attribute;
    }
  };
  // An element with a value that could not be read.
  struct Poisoned {
    Part part;
    std::uint32_t outer;
    std::uint32_t inner;
  };
  struct PendingLoss {
    LossKind kind;
    Place place;
    std::string what;
  };

  // Report: a finding of the model's rules, given its place.
  void add(Rule rule, Where where, std::string message) override;

  bool within_limits(const StartTag& tag);
  bool attributes_within_limits(const StartTag& tag);
  void declare_namespaces(const StartTag& tag);
  void check_name(std::string_view name, std::size_t at);
  void check_attribute(std::string_view name, std::string_view value, std::size_t at);
  void check_unread_names(const StartTag& tag);
  void note_duplicate_names(Attributes attributes);

  void open_root(const StartTag& tag);
  void open_child(const StartTag& tag);
  const ChildRow* find_child(const Frame& parent, std::string_view name, std::size_t at);
  const ChildRow* find_child_in_scope(const Frame& parent, std::string_view name, std::size_t at);
  bool may_open(Frame& parent, const ChildRow& row, std::size_t at);
  bool may_repeat(const ChildRow& row, std::size_t at);
  void enter(const ChildRow& row, Opened opened, const StartTag& tag);
  void read_attributes(const StartTag& tag, Cardinality cardinality);
  bool read_odd(const Attribute& attribute, int index, const StartTag& tag, Values& found,
                unsigned& taken);
  void read_unknown(Attributes attributes);
  int find_prefixed(const ElementType& type, std::string_view name, bool& prefixed);
  void store_attributes(const Values& found);
  void unknown_attribute(std::string_view name, bool known_elsewhen, Attributes attributes);
  void surplus_attribute(std::string_view name, std::string_view counted);
  void empty_attribute(std::string_view name);
  void prefixed_attribute(std::string_view name, std::string_view meant);
  void lonely_attribute(std::string_view name, std::string_view other);
  [[nodiscard]] Place attribute_place(std::string_view name) const;
  void lint_attribute(const AttributeRow& row, std::string_view name, std::string_view value);
  void lint_content(std::string_view value);
  void say_remarks(const Place& place, std::string_view before);
  void unknown_child(const StartTag& tag, const ChildRow* row);
  void foreign_child(std::string_view name, const ChildRow& row, const Place& place);
  void read_suppression(std::size_t at, std::string_view document);
  void lint_metadata();
  void lint_metadata_child(const ResolvedName& name, std::size_t at);
  void skip(const StartTag& tag);

  void open_text(const StartTag& tag);
  void open_within_text(const StartTag& tag);
  const MetadataElement& resolved(std::string_view name, Attributes attributes);
  void look_at_text();
  void flush_run(std::size_t at, RunEnd end, std::string_view document);
  void finish_text();

  void warn(Rule rule, Place place, std::string message, std::string hint = {},
            std::string fix = {}, std::string before = {});
  void lose(LossKind kind, Place place, std::string what);
  [[nodiscard]] std::optional<HostResource> claim_of(const SourceMap::Entry& entry) const;
  [[nodiscard]] bool has_poison(Part part, std::uint32_t outer, std::uint32_t inner) const;
  [[nodiscard]] bool is_poisoned(const Where& where) const;
  void lint_whole(const NetworkSpec& network);

  const SchemaIndex& index_ = SchemaIndex::get();
  ParseOptions options_;
  const DocumentType* document_ = nullptr;
  void* spec_ = nullptr;
  Arena names_;  // of scope_ and ids_
  NamespaceScope scope_;
  KeptText kept_;
  Metadata metadata_;
  MetadataElement element_;  // the one at hand
  Findings findings_;
  Suppressions suppressions_;
  std::vector<Remark> remarks_;  // of the value at hand
  StrictReader strict_;
  SourceMap source_map_;
  std::vector<PendingLoss> losses_;
  std::vector<Frame> frames_;
  Growing<Poisoned> poisoned_;
  MeteredSet<std::string_view> ids_;                // values of xml:id
  std::array<AttributeBits, kPartCount> merged_{};  // already found, of Cardinality::Merged
  std::size_t deepest_ = 0;                         // nesting that is within all limits
  std::size_t harmless_tag_ = 0;  // bytes; one of at most so many has nothing that is too large
  unsigned depth_ = 0;
  unsigned skipped_ = 0;           // depth within an element that does not count
  std::size_t misspelt_ = kNoRun;  // the element that is skipped, if its name has a fix
  std::string_view current_attribute_;
  std::size_t run_start_ = kNoRun;
  std::size_t text_at_ = kNoRun;  // the first character that is not blank since the last markup
  std::string cdata_;
  bool in_cdata_ = false;
  bool stopped_ = false;
  bool root_seen_ = false;
  bool foreign_root_ = false;  // another element than the document's kind asks for
  bool recoverable_ = false;
};

}  // namespace virnet::internal
