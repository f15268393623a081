// parser/xml/xml_version.h - The version in an XML declaration, as libvirt takes it.
#pragma once

#include <algorithm>
#include <string_view>

#include "model/values/digits.h"

namespace virnet::internal {

// Any 1.x is one, and "1." as well.
[[nodiscard]] inline bool is_xml_version(std::string_view text) {
  return text.starts_with("1.") && std::ranges::all_of(text.substr(2), is_digit);
}

// A version in the declaration, and where it begins; empty if the text does not begin with one.
struct DeclaredVersion {
  std::string_view value = {};
  std::size_t offset = 0;
};
[[nodiscard]] DeclaredVersion declared_version(std::string_view document);

}  // namespace virnet::internal
