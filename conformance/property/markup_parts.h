// conformance/property/markup_parts.h - The parts of a network as markup, and what they are made
// of.
//
// Each stands beside the function that chooses such a part. They are written without looking at
// virnet's own writer; only the words for enumerated values are those of the model.
#pragma once

#include <fmt/format.h>
#include <virnet/network.h>

#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "conformance/property/markup.h"
#include "model/values/enum_names.h"

namespace virnet::generate {

[[nodiscard]] Node forward_of(const Forward& forward);
[[nodiscard]] Node vlan_of(const Vlan& vlan);
// Without content if there is none.
[[nodiscard]] Node bandwidth_of(const Bandwidth* bandwidth);
[[nodiscard]] Node virtual_port_of(const VirtualPort* port);
[[nodiscard]] Node portgroup_of(const Portgroup& group);
[[nodiscard]] Node ip_of(const Ip& ip);
[[nodiscard]] Node route_of(const Route& route);
[[nodiscard]] Node dns_of(const Dns& dns);

// An attribute, if there is a value.
inline void set(Node& node, std::string_view name, std::string_view value) {
  node.attributes.push_back({std::string(name), std::string(value)});
}
inline void set_text(Node& node, std::string_view name, const Text& value) {
  if (value) set(node, name, value.view());
}
template <typename Enum>
void set_name(Node& node, std::string_view name, Enum value) {
  if (const std::string_view word = internal::name_of(value); !word.empty()) set(node, name, word);
}
template <typename T>
void set_number(Node& node, std::string_view name, const std::optional<T>& value) {
  if (value) set(node, name, fmt::to_string(*value));
}
template <typename T>
void set_printed(Node& node, std::string_view name, const std::optional<T>& value) {
  if (value) set(node, name, value->to_string());
}

// A child, unless it is empty.
inline void add(Node& parent, Node child) {
  if (!child.attributes.empty() || !child.children.empty())
    parent.children.push_back(std::move(child));
}
// A child that is its text.
inline void add_text(Node& parent, std::string_view name, std::string_view value) {
  Node child = element(name);
  child.children.push_back(text(value));
  parent.children.push_back(std::move(child));
}
inline void add_text(Node& parent, std::string_view name, const Text& value) {
  if (value) add_text(parent, name, value.view());
}

}  // namespace virnet::generate
