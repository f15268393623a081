// The words of network documents, and values for them: good ones, odd ones, near misses.
//
// The words are those of the parser's schema table, so that a new row is generated at once; what
// the table lacks is found by the cases that libvirt itself has answered.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "conformance/property/choices.h"
#include "parser/schema/schema.h"

namespace virnet::generate {

enum class ValueKind : unsigned char {
  Text,
  Name,
  Device,
  Number,
  PciNumber,
  PortId,
  Expiry,
  Mac,
  Uuid,
  Duid,
  Address,
  Address4,
  Mask,
  YesNo,
  OnOff,
  Mode,
  Manager,
  Driver,
  Family,
  Unit,
  NativeMode,
  PortType,
  PciType,
  Service,
  Protocol,
  Profile,
  Listed,  // the values stand in the table
};

struct AttributeWord {
  std::string_view name;
  ValueKind kind;
  std::span<const std::string_view> values;  // if the table lists them
};
struct ElementWord {
  std::string_view parent;  // "" for the root
  std::string_view name;
  std::vector<AttributeWord> attributes;
};

// Every element with its parent: <vlan> stands once below network and once below portgroup.
[[nodiscard]] std::span<const ElementWord> vocabulary();
// The attributes of an element below a parent; names are without prefix.
[[nodiscard]] const ElementWord* find_word(std::string_view parent, std::string_view name);
[[nodiscard]] AttributeWord word_of(const internal::AttributeRow& row);
// One that the element does not have is any text.
[[nodiscard]] AttributeWord word_of(std::string_view parent, std::string_view name,
                                    std::string_view attribute);

// One of the listed values of a kind, good or bad.
[[nodiscard]] std::string_view any_value(Choices& choices, ValueKind kind);
[[nodiscard]] std::string_view any_value(Choices& choices, const AttributeWord& word);
// The same value in another spelling which every release reads alike.
[[nodiscard]] std::string respelled(Choices& choices, ValueKind kind, std::string_view value);

}  // namespace virnet::generate
