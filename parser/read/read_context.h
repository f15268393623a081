// parser/read/read_context.h - What the rows of the schema table see of the reader.
#pragma once

#include <virnet/network.h>

#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "model/values/arena.h"
#include "parser/schema/schema.h"

namespace virnet::internal {

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
  virtual ~ReadContext() = default;

  [[nodiscard]] const Dialect& dialect() const { return dialect_; }
  [[nodiscard]] Arena& arena() const { return *arena_; }
  Scratch scratch;
  // While a row's `store` runs: the value is written as it is usually, there is nothing odd about
  // it.
  void note_plain() { is_plain_ = true; }

  // Reports a broken rule at the current element or, while a row's `store` runs, at that attribute.
  // `fix` is what to write in place of the value, if that is sure.
  virtual void fail(Rule rule, std::string message, std::string hint = {},
                    std::string fix = {}) = 0;
  // Takes back what was reported within elements of this part: they turned out not to count.
  virtual void withdraw(Part part) = 0;
  // While a row's `store` runs: remembers the value. Then either stores it, as if it came now, or
  // says that libvirt ignores it.
  [[nodiscard]] virtual LateValue keep(const AttributeRow& row, std::string_view value) = 0;
  virtual void store_late(const LateValue& late, const Store& store, void* object) = 0;
  virtual void ignore_late(const LateValue& late, std::string_view why) = 0;

 protected:
  Dialect dialect_ = kNewestDialect;
  Arena* arena_ = nullptr;
  bool is_plain_ = false;
};

}  // namespace virnet::internal
