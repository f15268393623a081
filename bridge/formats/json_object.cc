#include "bridge/formats/json_object.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace virnet::bridge {
namespace {

const Json& nothing() {
  static const Json object = Json::object();
  return object;
}

// What was found, short enough for a message.
std::string shown(const Json& value) {
  constexpr std::size_t kMaxShown = 40;
  if (value.is_structured()) return value.is_object() ? "an object" : "a list";
  std::string text = value.dump(-1, ' ', true, Json::error_handler_t::replace);
  if (text.size() > kMaxShown) text = text.substr(0, kMaxShown) + "...";
  return text;
}

std::optional<std::uint64_t> number_of(std::string_view text) {
  int base = 10;
  if (text.starts_with("0x")) {
    text.remove_prefix(2);
    base = 16;
  }
  std::uint64_t value = 0;
  const char* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, value, base);
  if (error != std::errc() || stop != end || text.empty()) return std::nullopt;
  return value;
}

// The position of a byte, counted from 1.
Span place_of(std::string_view text, std::size_t byte) {
  const std::string_view before = text.substr(0, std::min(byte == 0 ? 0 : byte - 1, text.size()));
  const auto lines = static_cast<std::size_t>(std::count(before.begin(), before.end(), '\n'));
  const std::size_t start = before.rfind('\n');
  const std::size_t column = before.size() - (start == std::string_view::npos ? 0 : start + 1);
  return {.offset = before.size(),
          .line = lines + 1,
          .column = column + 1,
          .end_line = lines + 1,
          .end_column = column + 1};
}

}  // namespace

Json parse_json(std::string_view text, std::string_view name, JsonTrouble& trouble) {
  if (std::ranges::all_of(text, [](char c) { return c == ' ' || (c >= '\t' && c <= '\r'); })) {
    trouble.say(fmt::format("{} is empty", name));
    return {};
  }
  try {
    return Json::parse(text);
  } catch (const Json::parse_error& error) {
    const Span place = place_of(text, error.byte);
    trouble.say(fmt::format("{} is not JSON: it goes wrong at line {}, column {}", name, place.line,
                            place.column),
                place);
  } catch (const Json::exception&) {
    // A number beyond all bounds.
    trouble.say(fmt::format("{} has a number that is out of range", name));
  }
  return {};
}

JsonObject::JsonObject(const Json& value, std::string where, JsonTrouble& trouble)
    : value_(&value), where_(std::move(where)), trouble_(&trouble) {
  if (value.is_object()) return;
  if (!value.is_null())
    trouble.say(fmt::format("{} is {}, expected an object", where_, shown(value)));
  value_ = &nothing();
}

const Json* JsonObject::find(const char* key) const {
  const auto found = value_->find(key);
  return found == value_->end() || found->is_null() ? nullptr : &*found;
}

void JsonObject::complain(const char* key, std::string_view what) const {
  const Json* value = find(key);
  trouble_->say(
      value == nullptr
          ? fmt::format("{} has no \"{}\"{}{}", where_, key, what.empty() ? "" : ", ", what)
          : fmt::format("{}: \"{}\" is {}, {}", where_, key, shown(*value), what));
}

std::optional<bool> JsonObject::flag(const char* key) const {
  const Json* value = find(key);
  if (value == nullptr) return std::nullopt;
  if (value->is_boolean()) return value->get<bool>();
  if (*value == "on" || *value == 1) return true;
  if (*value == "off" || *value == 0) return false;
  complain(key, "expected true or false");
  return std::nullopt;
}

std::optional<std::uint64_t> JsonObject::number(const char* key, std::uint64_t most) const {
  const Json* value = find(key);
  if (value == nullptr) return std::nullopt;
  std::optional<std::uint64_t> number;
  if (value->is_number_unsigned()) number = value->get<std::uint64_t>();
  if (value->is_string()) number = number_of(value->get_ref<const std::string&>());
  if (number && *number <= most) return number;
  complain(key, fmt::format("expected a number from 0 to {}", most));
  return std::nullopt;
}

std::optional<std::string> JsonObject::text(const char* key) const {
  const Json* value = find(key);
  if (value == nullptr) return std::nullopt;
  if (value->is_string()) return value->get<std::string>();
  complain(key, "expected a text");
  return std::nullopt;
}

std::string JsonObject::needed_text(const char* key) const {
  if (!has(key)) complain(key, {});
  return text(key).value_or(std::string());
}

MacAddress JsonObject::mac(const char* key) const {
  const std::string value = needed_text(key);
  const std::optional<MacAddress> mac = MacAddress::parse(value);
  if (!mac) complain(key, "expected a MAC address");
  return mac.value_or(MacAddress());
}

JsonObject JsonObject::object(const char* key) const {
  const Json* value = find(key);
  return {value == nullptr ? nothing() : *value, fmt::format("{}: \"{}\"", where_, key), *trouble_};
}

std::vector<JsonObject> JsonObject::objects(const char* key) const {
  const Json* value = find(key);
  if (value == nullptr) return {};
  return json_objects(*value, where_, key, *trouble_);
}

std::vector<std::string> JsonObject::texts(const char* key) const {
  const Json* value = find(key);
  if (value == nullptr) return {};
  std::vector<std::string> list;
  if (!value->is_array()) complain(key, "expected a list");
  for (const Json& each : *value) {
    if (!each.is_string()) {
      complain(key, "expected a list of texts");
      return {};
    }
    list.push_back(each.get<std::string>());
  }
  return list;
}

std::vector<std::uint16_t> JsonObject::numbers(const char* key, std::uint16_t most) const {
  const Json* value = find(key);
  if (value == nullptr) return {};
  std::vector<std::uint16_t> list;
  if (!value->is_array()) complain(key, "expected a list");
  for (const Json& each : *value) {
    if (!each.is_number_unsigned() || each.get<std::uint64_t>() > most) {
      complain(key, fmt::format("expected a list of numbers up to {}", most));
      return {};
    }
    list.push_back(each.get<std::uint16_t>());
  }
  return list;
}

std::vector<JsonObject> json_objects(const Json& list, const std::string& where,
                                     std::string_view element, JsonTrouble& trouble) {
  std::vector<JsonObject> objects;
  if (!list.is_array()) {
    if (!trouble.any())
      trouble.say(fmt::format("{} is {}, expected a list of {}", where, shown(list), element));
    return objects;
  }
  objects.reserve(list.size());
  std::size_t number = 0;
  for (const Json& each : list) {
    // iproute2 prints an empty object for what a filter of its own left out.
    ++number;
    if (each.is_object() && each.empty()) continue;
    objects.emplace_back(each, fmt::format("{}: {} {}", where, element, number), trouble);
  }
  return objects;
}

LinkIndex read_index(const JsonObject& object, const char* key) {
  const auto index = object.number(key, std::numeric_limits<std::int32_t>::max());
  return LinkIndex{static_cast<std::int32_t>(index.value_or(0))};
}

}  // namespace virnet::bridge
