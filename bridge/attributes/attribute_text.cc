#include "bridge/attributes/attribute_text.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "bridge/attributes/attributes.h"

namespace virnet::bridge {
namespace {

template <typename Kind>
std::string text_of(typename Kind::Value value) {
  if constexpr (std::is_same_v<typename Kind::Value, bool>) {
    return value ? "on" : "off";
  } else if constexpr (std::is_same_v<Kind, kind::StpState>) {
    return std::string(kind::kStpStates.at(kind::to_wire<Kind>(value)));
  } else if constexpr (std::is_same_v<Kind, kind::GroupMask>) {
    return fmt::format("{:#x}", value);
  } else {
    return fmt::format("{}", kind::to_wire<Kind>(value));
  }
}

template <typename Owner>
std::vector<std::string> all_words(const Owner& values) {
  std::vector<std::string> list;
  for_each_row<Owner>([&]<typename Kind>(const BridgeAttribute<Owner, Kind>& row) {
    if (const auto& value = values.*row.member)
      list.push_back(fmt::format("{} {}", row.name, text_of<Kind>(*value)));
  });
  return list;
}

}  // namespace

std::vector<std::string> words(const PortFlags& flags) { return all_words(flags); }
std::vector<std::string> words(const BridgeSettings& settings) { return all_words(settings); }

std::string to_text(const PortFlags& flags) {
  return fmt::format("{}", fmt::join(words(flags), ", "));
}
std::string to_text(const BridgeSettings& settings) {
  return fmt::format("{}", fmt::join(words(settings), ", "));
}

}  // namespace virnet::bridge
