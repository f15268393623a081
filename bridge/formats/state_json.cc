// A bridge's state as virnet's own JSON.
#include "bridge/formats/state_json.h"

#include <fmt/format.h>
#include <virnet/state_json.h>

#include <algorithm>
#include <array>
#include <map>

namespace virnet::bridge {
namespace {

constexpr std::array kKinds = {FdbKind::Static, FdbKind::Local, FdbKind::Dynamic,
                               FdbKind::ExternLearn};

OrderedJson port_json(const PortState& port) {
  return {{"name", port.name},
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
  return {.name = object.needed_text("name"),
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
  const auto place = places.find(object.needed_text("port"));
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

}  // namespace

OrderedJson entries_json(const std::vector<FdbEntry>& entries, const BridgeState& state) {
  std::map<LinkIndex, std::string_view> names;
  for (const PortState& port : state.ports) names.emplace(port.index, port.name);
  OrderedJson list = OrderedJson::array();
  for (const FdbEntry& entry : entries) {
    const auto name = names.find(entry.port);
    list.push_back({{"port", name == names.end() ? state.name : name->second},
                    {"mac", entry.mac.to_string()},
                    {"vlan", entry.vlan},
                    {"kind", to_string(entry.kind)},
                    {"sticky", entry.sticky}});
  }
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

OrderedJson state_json(const BridgeState& state) {
  OrderedJson ports = OrderedJson::array();
  for (const PortState& port : state.ports) ports.push_back(port_json(port));
  OrderedJson others = OrderedJson::array();
  for (const OtherLink& other : state.others)
    others.push_back(
        {{"name", other.name}, {"master", other.master}, {"mac", other.mac.to_string()}});
  return {{"name", state.name},
          {"index", static_cast<std::int32_t>(state.index)},
          {"settings", values_json(state.settings)},
          {"ports", std::move(ports)},
          {"fdb", entries_json(state.fdb, state)},
          {"absent", addresses_json(state.absent)},
          {"uncertain", addresses_json(state.uncertain)},
          {"filtering_optional", state.filtering_optional},
          {"others", std::move(others)}};
}

BridgeState read_state(const JsonObject& object) {
  BridgeState state{.name = object.needed_text("name"),
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
    state.others.push_back({each.needed_text("name"), each.text("master").value_or(""),
                            each.has("mac") ? each.mac("mac") : MacAddress()});
  }
  return state;
}

std::string print_json(const OrderedJson& json) {
  return json.dump(2, ' ', false, OrderedJson::error_handler_t::replace) + "\n";
}

std::string to_json(const BridgeState& state) {
  OrderedJson document = {{"format_version", 1}, {"observed", state_json(state)}};
  return print_json(document);
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
