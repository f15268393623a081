// parser/schema/schema.h - The one table of elements and attributes.
//
// It drives the reader's dispatch, the writer's order, the check for unknown names, the fuzzers'
// dictionary and completion. To add an attribute: one row here, one field in <virnet/network.h> or
// <virnet/networkport.h>, a rule in model/ if it has one, a case in testdata/cases.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "model/rules/rules.h"
#include "model/values/parts.h"
#include "parser/schema/number.h"

namespace virnet::internal {

class ReadContext;
class Output;
struct AttributeRow;
class ValueLint;
struct ElementType;

// How a release finds an attribute (libvirt 7.0 to 12.8).
enum class Lookup : std::uint8_t {
  None,  // it does not: the attribute is unknown
  Q,     // without prefix; the empty string counts as absent
  L,     // the first of that local name, whatever its prefix; empty is a value
};
using Lookups = ByRelease<Lookup>;
inline constexpr Lookups kQ = Lookup::Q;
inline constexpr Lookups kL = Lookup::L;
inline constexpr Lookups kQThenL = {Lookup::Q, kBy9_0, Lookup::L};
// The <driver> of a PCI device is read like a domain's since then.
inline constexpr Lookups kQBefore10 = {Lookup::Q, Release(10, 0), Lookup::L};
[[nodiscard]] constexpr Lookups new_in(Since since) { return {Lookup::None, since, Lookup::L}; }

// What the RNG schema makes of a value, for net-define --validate.
// parser/schema/forms.h has them.
struct Form {
  // The rule that the value breaks, if any; null where any text will do.
  std::optional<Rule> (*broken_by)(std::string_view value, const Dialect& dialect) = nullptr;
  std::string_view expected = {};                 // for messages; empty: the row's own
  std::span<const std::string_view> values = {};  // if these are all
};

// What is broken where an attribute is missing that the schema asks for.
using Needed = ByRelease<std::optional<Rule>>;
inline constexpr Needed kNeeded = "STRICT-039"_rule;

using Store = void(ReadContext&, const AttributeRow&, void* object, std::string_view value);

struct AttributeRow {
  std::string_view name;
  Lookups lookup;
  // What a good value is, for messages: "'yes' or 'no'".
  std::string_view expected;
  // Puts the value into the object; null if libvirt reads nothing from it.
  Store* store = nullptr;
  // Appends ` name='value'` if there is something to print; null if it never is.
  void (*print)(Output&, const AttributeRow&, const void* object) = nullptr;
  // Broken by a value of the wrong kind, by an empty one if that is another rule, by a negative
  // one.
  std::optional<Rule> malformed = {};
  std::optional<Rule> empty = {};
  std::optional<Rule> negative = {};
  // Broken if the attribute is absent and the model cannot say so itself.
  std::optional<Rule> required = {};
  NumberKinds numbers = {};
  // Not looked at unless this other attribute is present.
  std::string_view only_with = {};
  // What is said about it by the schema.
  Form form = {};
  Needed needed = {};
  // The types of virtualport, one bit each, that have this parameter.
  std::uint8_t port_types = 0xff;
  // Says what is odd about a value that libvirt takes.
  void (*lint)(ValueLint&, std::string_view value) = nullptr;
};

enum class Namespace : std::uint8_t {
  Q,        // elements in no namespace
  L,        // of that local name in any
  Dnsmasq,  // in http://libvirt.org/schemas/network/dnsmasq/1.0
};
inline constexpr std::string_view kDnsmasqUri = "http://libvirt.org/schemas/network/dnsmasq/1.0";

// How many elements of one name count.
enum class Cardinality : std::uint8_t {
  First,   // the first; the rest is not looked at
  All,     // every one; where only the last counts, the element's own code sees to it
  One,     // a second one is an error
  Merged,  // every one, as if their attributes stood in one element: the first of each name counts
  Continued,  // every one, but the attributes only of the first
};
using Cardinalities = ByRelease<Cardinality>;
[[nodiscard]] constexpr Cardinalities always(Cardinality c) { return c; }
[[nodiscard]] constexpr Cardinalities until_9_then(Cardinality old, Cardinality now) {
  return {old, kBy11_3, now};
}

// Which index of a Where an element counts.
enum class Counts : std::uint8_t { Nothing, Outer, Inner };

// Where the content of a new element goes. Without object it is not looked at.
struct Opened {
  void* object = nullptr;
  std::uint32_t index = kNoIndex;
};

// Called by the writer for each object of a row, in order.
class Visitor {
 public:
  virtual ~Visitor() = default;
  virtual void visit(const void* object) = 0;
};

struct ChildRow {
  std::string_view name;
  const ElementType* type;
  Namespace ns = Namespace::Q;
  Cardinalities cardinality = always(Cardinality::First);
  Opened (*open)(ReadContext&, void* parent) = nullptr;
  void (*each)(const void* parent, Visitor&) = nullptr;
  Counts counts = Counts::Nothing;
  std::optional<Rule> repeated = {};  // broken by a second one, with Cardinality::One
  Since since = kAlways;
  // The schema takes an element as often as the newest release counts it, but for these: this one
  // at most once,
  std::optional<Rule> schema_repeated = {};
  // and that one never.
  bool in_schema = true;
};

enum class Closing : std::uint8_t {
  Short,  // <x/> when there is no child
  Pair,   // always <x> and </x>
};

struct ElementType {
  Part part;
  std::span<const AttributeRow> attributes = {};
  std::span<const ChildRow> children = {};
  ByRelease<Closing> closing = Closing::Short;
  Form form = {};  // of its string value

  // Reading: an element that is its string value gets it here; `nodes` is false if it has no child
  // node at all.
  void (*text)(ReadContext&, void* object, std::string_view value, bool nodes) = nullptr;
  // Called at the end tag.
  void (*closed)(ReadContext&, void* object) = nullptr;

  // Writing: whether there is anything to print (null: always).
  bool (*printed)(const Output&, const void* object) = nullptr;
  // Ends the start tag with "/>" although children are printed after it.
  bool (*cut_short)(const void* object) = nullptr;
  // Appends attributes that are no rows.
  void (*print_extra)(Output&, const void* object) = nullptr;
  // Appends the text between the tags.
  void (*print_text)(Output&, const void* object) = nullptr;
  // Says what is odd about a string value that libvirt takes.
  void (*lint)(ValueLint&, std::string_view value) = nullptr;
};

// The roots of the table: <network> and <networkport>, in any namespace.
[[nodiscard]] const ChildRow& network_row();
[[nodiscard]] const ChildRow& networkport_row();

// The most attribute rows of one element.
inline constexpr std::size_t kMaxAttributeRows = 8;

}  // namespace virnet::internal
