// parser/schema/schema.h - The one table of elements and attributes.
//
// The reader, the writer, the warnings about what is lost, the schema of --validate, the generators
// of tests, the fuzzers' dictionary and docs/elements.md walk it; none has a list of its own. To
// add an attribute: one field in <virnet/network.h> or <virnet/networkport.h>, one row, a rule in
// model/ if it has one, a case in testdata/cases. Files that are made from the table are compared
// with it by tests, which say how to renew them.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string_view>
#include <type_traits>

#include "model/rules/rules.h"
#include "model/values/parts.h"
#include "parser/schema/number.h"
#include "parser/schema/row_function.h"

namespace virnet::internal {

class ValueLint;
class StrictElement;
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

// Rows of one element are bits of these; element() checks that there are enough.
using AttributeBits = std::uint16_t;
using ChildBits = std::uint32_t;
inline constexpr std::size_t kMaxAttributeRows = std::numeric_limits<AttributeBits>::digits;
inline constexpr std::size_t kMaxChildRows = std::numeric_limits<ChildBits>::digits;

struct AttributeRow {
  std::string_view name;
  Lookups lookup;
  // What a good value is, for messages: "'yes' or 'no'".
  std::string_view expected;
  // Puts the value into the object; null if libvirt reads nothing from it.
  Store store = {};
  // Appends ` name='value'` if there is something to print; null if it never is.
  Print print = {};
  // False: libvirt does not print the element for its sake, only beside something else.
  bool alone = true;
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
inline constexpr std::string_view kDnsmasqPrefix = "dnsmasq:";
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

// An ElementType of which it is known where its content is read into, what it is printed from, and
// the parent that its rows look at when they print; void: none of them does. element() makes it.
template <typename Read, typename Printed = Read, typename Parent = void>
struct Element;

// The same, the classes as values.
struct ElementRef {
  template <typename Read, typename Printed, typename Parent>
  constexpr ElementRef(const Element<Read, Printed, Parent>* element)
      : type(element),
        read(kClass<Read>),
        printed(kClass<Printed>),
        parent(std::is_void_v<Parent> ? nullptr : kClass<Parent>) {}

  constexpr operator const ElementType*() const { return type; }
  constexpr const ElementType* operator->() const { return type; }

  const ElementType* type;
  Class read;
  Class printed;
  Class parent;
};

struct ChildRow {
  std::string_view name;
  ElementRef type;
  Namespace ns = Namespace::Q;
  Cardinalities cardinality = always(Cardinality::First);
  Open open = {};
  Each each = {};  // null: it is never printed
  // False: libvirt does not print the parent for its sake, only beside something else.
  bool alone = true;
  // Whether libvirt does not count it as content of the parent: without other content that ends
  // with "/>", and the child comes after it.
  Predicate orphaned = {};
  // What a warning calls an element that was read and of which nothing is printed; empty: there is
  // no such warning. The second where that depends on the parent.
  std::string_view lost = {};
  Words lost_in = {};
  Counts counts = Counts::Nothing;
  std::optional<Rule> repeated = {};  // broken by a second one, with Cardinality::One
  Since since = kAlways;
  // The schema takes an element as often as the newest release counts it, but for these: this one
  // at most once,
  std::optional<Rule> schema_repeated = {};
  // and that one never.
  bool in_schema = true;
  // Of the children of one parent that have this rule it takes only one kind.
  std::optional<Rule> schema_one_kind = {};
  // With its prefix, if it has one.
  std::string_view printed_name = name;
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

  // Reading: an element that is its string value gets it here.
  StoreText text = {};
  // Called at the end tag.
  Close closed = {};

  // Writing: an element is printed if an attribute, a child or its text is. libvirt has exceptions:
  // those that it leaves out with all that is in them, and those that it prints with nothing.
  Predicate left_out = {};
  Predicate even_empty = {};
  // Appends attributes that are no rows.
  Append print_extra = {};
  // Appends the text between the tags.
  PrintText print_text = {};
  // Appends the whole element, tags and all.
  PrintText print_whole = {};
  // Says what is odd about a string value that libvirt takes.
  void (*lint)(ValueLint&, std::string_view value) = nullptr;
  // What the schema of --validate asks of several attributes at once.
  void (*strict)(StrictElement&) = nullptr;
};

// The roots of the table: <network> and <networkport>, in any namespace.
[[nodiscard]] const ChildRow& network_row();
[[nodiscard]] const ChildRow& networkport_row();

}  // namespace virnet::internal
