// A bridge's state as virnet's own JSON.
#include "bridge/formats/state_json.h"

#include <fmt/format.h>
#include <virnet/state_json.h>

#include <algorithm>
#include <array>
#include <map>

#include "bridge/formats/json_text.h"
#include "model/values/printable.h"

namespace virnet::bridge {
namespace {

using internal::bytes_of_reversible;
using internal::reversible_utf8;

constexpr std::array kKinds = {FdbKind::Static, FdbKind::Local, FdbKind::Dynamic,
                               FdbKind::ExternLearn};

std::string read_name(const JsonObject& object) {
  return bytes_of_reversible(object.needed_text("name"));
}

OrderedJson port_json(const PortState& port) {
  return {{"name", reversible_utf8(port.name)},
          {"index", static_cast<std::int32_t>(port.index)},
          {"mac", port.mac.to_string()},
          {"guest", port.guest},
          {"set_up_by_kernel", port.connected_in_kernel_mode},
          {"promiscuity", port.promiscuity},
          {"flags", values_json(port.flags)},
          {"vlans", port.vlans},
          {"pvid", port.pvid},
          {"untagged", port.untagged}};
}

PortState read_port(const JsonObject& object) {
  return {.name = read_name(object),
          .index = read_index(object, "index"),
          .mac = object.mac("mac"),
          .flags = read_values<PortFlags>(object.object("flags")),
          .vlans = object.numbers("vlans", kLastVlan),
          .pvid = object.number<std::uint16_t>("pvid", kLastVlan).value_or(0),
          .untagged = object.numbers("untagged", kLastVlan),
          .promiscuity = object.number<std::uint32_t>("promiscuity").value_or(0),
          .guest = object.flag("guest").value_or(false),
          .connected_in_kernel_mode = object.flag("set_up_by_kernel").value_or(false)};
}

FdbEntry read_entry(const JsonObject& object, const std::map<std::string, LinkIndex>& places) {
  const auto place = places.find(bytes_of_reversible(object.needed_text("port")));
  if (place == places.end()) object.complain("port", "which is no port of this bridge");
  const std::string kind = object.needed_text("kind");
  const auto* const found =
      std::ranges::find_if(kKinds, [&](FdbKind each) { return to_string(each) == kind; });
  if (found == kKinds.end())
    object.complain("kind", "expected static, local, dynamic or extern_learn");
  return {.port = place == places.end() ? LinkIndex::None : place->second,
          .mac = object.mac("mac"),
          .vlan = object.number<std::uint16_t>("vlan", kLastVlan).value_or(0),
          .kind = found == kKinds.end() ? FdbKind::Dynamic : *found,
          .sticky = object.flag("sticky").value_or(false)};
}

// An entry with the name of its port.
class EntryJson {
 public:
  explicit EntryJson(const BridgeState& state) : bridge_(reversible_utf8(state.name)) {
    for (const PortState& port : state.ports)
      names_.emplace(port.index, reversible_utf8(port.name));
  }
  OrderedJson operator()(const FdbEntry& entry) const {
    const auto name = names_.find(entry.port);
    return {{"port", name == names_.end() ? bridge_ : name->second},
            {"mac", entry.mac.to_string()},
            {"vlan", entry.vlan},
            {"kind", to_string(entry.kind)},
            {"sticky", entry.sticky}};
  }

 private:
  std::string bridge_;
  std::map<LinkIndex, std::string> names_;
};

}  // namespace

OrderedJson entries_json(const std::vector<FdbEntry>& entries, const BridgeState& state) {
  const EntryJson entry_json(state);
  OrderedJson list = OrderedJson::array();
  for (const FdbEntry& entry : entries) list.push_back(entry_json(entry));
  return list;
}

namespace {

OrderedJson addresses_json(const std::vector<MacAddress>& addresses) {
  OrderedJson list = OrderedJson::array();
  for (const MacAddress& mac : addresses) list.push_back(mac.to_string());
  return list;
}

std::vector<MacAddress> read_addresses(const JsonObject& object, const char* key) {
  std::vector<MacAddress> list;
  for (const std::string& text : object.texts(key)) {
    const std::optional<MacAddress> mac = MacAddress::parse(text);
    if (!mac) object.complain(key, "expected a list of MAC addresses");
    list.push_back(mac.value_or(MacAddress()));
  }
  return list;
}

}  // namespace

void write_state(JsonText& text, const BridgeState& state) {
  text.begin_object();
  text.member("name", reversible_utf8(state.name));
  text.member("index", static_cast<std::int32_t>(state.index));
  text.member("settings", values_json(state.settings));
  text.key("ports");
  text.begin_list();
  for (const PortState& port : state.ports) text.value(port_json(port));
  text.end_list();
  text.key("fdb");
  text.begin_list();
  const EntryJson entry_json(state);
  for (const FdbEntry& entry : state.fdb) text.value(entry_json(entry));
  text.end_list();
  text.member("absent", addresses_json(state.absent));
  text.member("uncertain", addresses_json(state.uncertain));
  text.member("filtering_optional", state.filtering_optional);
  text.key("others");
  text.begin_list();
  for (const OtherLink& other : state.others)
    text.value({{"name", reversible_utf8(other.name)},
                {"master", reversible_utf8(other.master)},
                {"mac", other.mac.to_string()}});
  text.end_list();
  text.end_object();
}

BridgeState read_state(const JsonObject& object) {
  BridgeState state{.name = read_name(object),
                    .index = read_index(object, "index"),
                    .settings = read_values<BridgeSettings>(object.object("settings"))};
  std::map<std::string, LinkIndex> places = {{state.name, state.index}};
  for (const JsonObject& each : object.objects("ports")) {
    state.ports.push_back(read_port(each));
    const PortState& port = state.ports.back();
    if (!places.emplace(port.name, port.index).second)
      each.complain("name", "which another port has");
  }
  for (const JsonObject& each : object.objects("fdb"))
    state.fdb.push_back(read_entry(each, places));
  state.absent = read_addresses(object, "absent");
  state.uncertain = read_addresses(object, "uncertain");
  state.filtering_optional = object.flag("filtering_optional").value_or(false);
  for (const JsonObject& each : object.objects("others")) {
    state.others.push_back({read_name(each), bytes_of_reversible(each.text("master").value_or("")),
                            each.has("mac") ? each.mac("mac") : MacAddress()});
  }
  return state;
}

std::string to_json(const BridgeState& state) {
  JsonText text;
  text.begin_object();
  text.member("format_version", 1);
  text.key("observed");
  write_state(text, state);
  text.end_object();
  return text.take();
}

void check_version(const JsonObject& document) {
  if (document.number("format_version", 1) != 1)
    document.complain("format_version", "this virnet knows 1");
}

std::expected<BridgeState, Error> read_state(std::string_view json) {
  JsonTrouble trouble;
  const Json document = parse_json(json, "the state", trouble);
  const JsonObject outer(document, "the state", trouble);
  check_version(outer);
  if (!outer.has("observed")) outer.complain("observed", {});
  BridgeState state = read_state(outer.object("observed"));
  if (trouble.any()) return std::unexpected(trouble.error());
  return state;
}

}  // namespace virnet::bridge
