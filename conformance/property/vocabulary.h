// The words of network documents, and values for them: good ones, odd ones, near misses.
//
// Written down on its own, not taken from the parser's schema table: what the table forgets is
// generated all the same, and what this list forgets is found by a test that compares the two.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "conformance/property/choices.h"

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
};

struct AttributeWord {
  std::string_view name;
  ValueKind kind;
};
struct ElementWord {
  std::string_view parent;  // "" for the root
  std::string_view name;
  std::span<const AttributeWord> attributes;
};

// Every element with its parent: <vlan> stands once below network and once below portgroup.
[[nodiscard]] std::span<const ElementWord> vocabulary();
// The attributes of an element below a parent; names are without prefix.
[[nodiscard]] const ElementWord* find_word(std::string_view parent, std::string_view name);
[[nodiscard]] ValueKind kind_of(std::string_view parent, std::string_view name,
                                std::string_view attribute);

// One of the listed values of a kind, good or bad.
[[nodiscard]] std::string_view any_value(Choices& choices, ValueKind kind);
// The same value in another spelling which every release reads alike.
[[nodiscard]] std::string respelled(Choices& choices, ValueKind kind, std::string_view value);

}  // namespace virnet::generate
