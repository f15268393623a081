// bridge/formats/json_object.h - Decodes untrusted JSON.
//
// The first thing that is wrong is remembered as a sentence and everything after it reads as
// absent, so that the reader goes straight on and asks once at the end.
#pragma once

#include <virnet/bridge_state.h>
#include <virnet/error.h>

#include <cstdint>
#include <limits>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace virnet::bridge {

using Json = nlohmann::json;

class JsonTrouble {
 public:
  void say(std::string sentence, Span span = {}) {
    if (!any()) first_ = {ErrorCode::Malformed, std::move(sentence), 0, span};
  }
  [[nodiscard]] bool any() const { return !first_.message.empty(); }
  [[nodiscard]] const Error& error() const { return first_; }

 private:
  Error first_;
};

// The document, or null and where it is malformed.
[[nodiscard]] Json parse_json(std::string_view text, std::string_view name, JsonTrouble& trouble);

// A value that should be an object, with where it stands for messages. Members that are absent or
// null have no value; one of another type is trouble.
class JsonObject {
 public:
  JsonObject(const Json& value, std::string where, JsonTrouble& trouble);

  [[nodiscard]] bool has(const char* key) const { return find(key) != nullptr; }
  // true and false, "on" and "off", 1 and 0: all have been printed by one release or another.
  [[nodiscard]] std::optional<bool> flag(const char* key) const;
  // 0 to `most`; also as text, decimal or with 0x.
  [[nodiscard]] std::optional<std::uint64_t> number(const char* key, std::uint64_t most) const;
  template <typename T>
  [[nodiscard]] std::optional<T> number(const char* key,
                                        std::uint64_t most = std::numeric_limits<T>::max()) const {
    const std::optional<std::uint64_t> value = number(key, most);
    if (!value) return std::nullopt;
    return static_cast<T>(*value);
  }
  [[nodiscard]] std::optional<std::string> text(const char* key) const;
  // Trouble if it is absent.
  [[nodiscard]] std::string needed_text(const char* key) const;
  // Trouble if it is absent.
  [[nodiscard]] MacAddress mac(const char* key) const;
  [[nodiscard]] JsonObject object(const char* key) const;
  // The elements of a list; none if it is absent.
  [[nodiscard]] std::vector<JsonObject> objects(const char* key) const;
  [[nodiscard]] std::vector<std::string> texts(const char* key) const;
  [[nodiscard]] std::vector<std::uint16_t> numbers(const char* key, std::uint16_t most) const;

  // Something is wrong with a member: "bridge-fdb.json: entry 3: mac is ..."
  void complain(const char* key, std::string_view what) const;
  [[nodiscard]] const std::string& where() const { return where_; }

 private:
  [[nodiscard]] const Json* find(const char* key) const;

  const Json* value_;
  std::string where_;
  JsonTrouble* trouble_;
};

// What virnet and iproute2 call alike.
inline constexpr std::uint16_t kLastVlan = 4094;
// None if it is absent.
[[nodiscard]] LinkIndex read_index(const JsonObject& object, const char* key);

// The elements of a list of objects, each called "<where>: <element> <n>" from 1 on.
[[nodiscard]] std::vector<JsonObject> json_objects(const Json& list, const std::string& where,
                                                   std::string_view element, JsonTrouble& trouble);

}  // namespace virnet::bridge
