#include "conformance/property/vocabulary.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "parser/schema/schema.h"

namespace virnet::generate {
namespace {

using enum ValueKind;
using internal::AttributeRow;
using internal::ChildRow;
using internal::NumberKind;

// What the table says in words is expected of a value. Of other words some value of Name will do.
constexpr std::pair<std::string_view, ValueKind> kKinds[] = {
    {"'yes' or 'no'", YesNo},
    {"'on' or 'off'", OnOff},
    {"'kernel' or 'libvirt'", Manager},
    {"'kvm', 'vfio' or 'xen'", Driver},
    {"'ipv4' or 'ipv6'", Family},
    {"'seconds', 'minutes' or 'hours'", Unit},
    {"'tagged' or 'untagged'", NativeMode},
    {"'802.1Qbg', '802.1Qbh', 'openvswitch' or 'midonet'", PortType},
    {"'none', 'nat', 'route', 'open', 'bridge', 'private', 'vepa', 'passthrough' or 'hostdev'",
     Mode},
    {"'pci'", PciType},
    {"a device name", Device},
    {"a MAC address", Mac},
    {"six groups of hexadecimal digits like 52:54:00:12:34:56", Mac},
    {"a UUID", Uuid},
    {"a DHCP unique identifier", Duid},
    {"an IPv4 or IPv6 address", Address},
    {"an IPv4 address", Address4},
    {"an IPv4 netmask", Mask},
    {"a service", Service},
    {"a protocol", Protocol},
    {"a profile", Profile},
    {"text", Text},
    {"a directory", Text},
    {"a file name", Text},
    {"a line of dnsmasq's configuration", Text},
    {"no class for a network", Number},
};

ValueKind kind_of(const AttributeRow& row) {
  const auto known =
      std::ranges::find(kKinds, row.expected, &std::pair<std::string_view, ValueKind>::first);
  if (known != std::end(kKinds)) return known->second;
  if (!row.form.values.empty()) return Listed;
  const auto is_ever = [&](NumberKind kind) { return row.numbers.since(kind).has_value(); };
  if (is_ever(NumberKind::U32Base0)) return PciNumber;
  if (is_ever(NumberKind::W32Base0)) return PortId;
  if (is_ever(NumberKind::U64Base0)) return Expiry;
  const bool is_number =
      row.expected.starts_with("a number") || row.expected.starts_with("a port number");
  return is_number ? Number : Name;
}

// The words of the schema table, once for each pair of parent and child.
struct Words {
  std::vector<ElementWord> elements;

  Words() { collect(internal::network_row(), ""); }

  void collect(const ChildRow& row, std::string_view parent) {
    const bool is_known = std::ranges::any_of(elements, [&](const ElementWord& word) {
      return word.parent == parent && word.name == row.name;
    });
    if (!is_known) {
      ElementWord word{parent, row.name, {}};
      for (const AttributeRow& attribute : row.type->attributes)
        word.attributes.push_back(word_of(attribute));
      elements.push_back(std::move(word));
    }
    for (const ChildRow& child : row.type->children) collect(child, row.name);
  }
};

}  // namespace

AttributeWord word_of(const AttributeRow& row) { return {row.name, kind_of(row), row.form.values}; }

std::span<const ElementWord> vocabulary() {
  static const Words words;
  return words.elements;
}

const ElementWord* find_word(std::string_view parent, std::string_view name) {
  for (const ElementWord& word : vocabulary())
    if (word.name == name && word.parent == parent) return &word;
  return nullptr;
}

AttributeWord word_of(std::string_view parent, std::string_view name, std::string_view attribute) {
  if (const ElementWord* word = find_word(parent, name))
    for (const AttributeWord& known : word->attributes)
      if (known.name == attribute) return known;
  return {attribute, Text, {}};
}

}  // namespace virnet::generate
