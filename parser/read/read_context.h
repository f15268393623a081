// parser/read/read_context.h - What the rows of the schema table see of the reader: the element at
// hand, where values are stored, and what they report.
#pragma once

#include <virnet/network.h>

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/values/arena.h"
#include "parser/read/invalid_elements.h"
#include "parser/read/open_element.h"
#include "parser/schema/schema.h"

namespace virnet::internal {

class Findings;
class MarkupLint;

// A value of an attribute of which it shows only later whether it counts.
struct LateValue {
  const AttributeRow* row = nullptr;  // null: not in the document
  const ElementType* type = nullptr;
  std::size_t tag = 0;
  Text name = {};  // as written
  Text value = {};
};

// Values that an element needs until its end tag and the model does not keep.
struct Scratch {
  // <forward>: which of its children count is known only at its end.
  Text forward_dev;
  std::uint32_t pf_count = 0;
  Text pf_dev;
  std::string zpci_problem;
  // <nat><address> and <nat><port>.
  std::optional<IpAddress> start, end;
  std::optional<std::uint32_t> first_port, last_port;
  // <tag>
  Vlan* vlan = nullptr;
  NativeMode native_mode = NativeMode::Unset;
  // <lease>, <bootp>: where they go if they turn out to count.
  Ref<Lease>* lease_target = nullptr;
  std::optional<std::uint64_t> lease_expiry;
  LeaseUnit lease_unit = LeaseUnit::Minutes;
  Bootp bootp;
  // <owner> and <plug>, of which several are read as one.
  bool owner_name = false, owner_uuid = false, plug_driver = false;
  std::array<LateValue, 6> plug;  // one for each attribute
};

class ReadContext {
 public:
  ReadContext(Findings& findings, MarkupLint& lint) : findings_(findings), lint_(lint) {}
  // Prepares for a document; what is kept of it goes to the arena.
  void begin(const Dialect& dialect, Arena& arena);

  // ---- for the rows ----

  [[nodiscard]] const Dialect& dialect() const { return dialect_; }
  [[nodiscard]] Arena& arena() const { return *arena_; }
  Scratch scratch;
  // While a row's `store` runs: the value is written as it is usually, there is nothing odd about
  // it.
  void note_plain() { is_plain_ = true; }

  // Reports a broken rule at the current element or, while a row's `store` runs, at that attribute.
  // `fix` is what to write in place of the value, if that is sure.
  void fail(Rule rule, std::string message, std::string hint = {}, std::string fix = {});
  // Takes back what was reported within elements of this part: they turned out not to count.
  void withdraw(Part part);
  // While a row's `store` runs: remembers the value. Then either stores it, as if it came now, or
  // says that libvirt ignores it.
  [[nodiscard]] LateValue keep(const AttributeRow& row, std::string_view value);
  void store_late(const LateValue& late, const Store& store, void* object);
  void ignore_late(const LateValue& late, std::string_view why);

  // ---- for the reader ----

  [[nodiscard]] bool is_outside() const { return open_.empty(); }
  // The innermost open element.
  [[nodiscard]] OpenElement& element() { return open_.back(); }
  [[nodiscard]] const OpenElement& element() const { return open_.back(); }
  void open(const OpenElement& element) { open_.push_back(element); }
  void close();
  // Stores the value of an attribute of the element. Whether lint may find something odd about it:
  // it could be read, and is not plain.
  bool store_attribute(const AttributeRow& row, std::string_view name, std::string_view value) {
    const std::size_t failed = invalid_.size();
    is_plain_ = false;
    if (row.store) {
      attribute_ = name;
      row.store(*this, row, element().object, value);
      attribute_ = {};
    }
    return !is_plain_ && invalid_.size() == failed;
  }
  // Stores its text. Whether that could be read.
  bool store_text(std::string_view value, bool has_content);
  [[nodiscard]] InvalidElements& invalid() { return invalid_; }

 private:
  Findings& findings_;
  MarkupLint& lint_;
  Dialect dialect_ = kNewestDialect;
  Arena* arena_ = nullptr;
  std::vector<OpenElement> open_;
  InvalidElements invalid_;
  std::string_view attribute_;  // whose value is being stored
  bool is_plain_ = false;
};

}  // namespace virnet::internal
