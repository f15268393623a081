// A bridge from what iproute2 prints about it.
#include <fmt/format.h>
#include <virnet/iproute2.h>

#include <algorithm>
#include <map>
#include <set>
#include <type_traits>

#include "bridge/formats/attribute_json.h"

namespace virnet::bridge {
namespace {

// `ip link` has them in info_data or info_slave_data, `bridge link` beside the name of a port.
template <typename Owner>
Owner read_iproute2_values(const JsonObject& object) {
  Owner values;
  for_each_row<Owner>([&]<typename Kind>(const BridgeAttribute<Owner, Kind>& row) {
    if constexpr (std::is_same_v<Kind, kind::StpMode>) {
      if (const auto mode = object.number<typename Kind::Wire>(row.iproute2))
        values.*row.member = kind::from_wire<Kind>(*mode);
    } else {
      values.*row.member = read_value<Kind>(object, row.iproute2);
    }
  });
  return values;
}

class Reader {
 public:
  Reader(const Iproute2Texts& texts, std::string_view bridge) : texts_(texts), name_(bridge) {}

  std::expected<Capture, Error> run() {
    read_ip_link();
    read_bridge_link();
    read_vlans();
    check_flags();
    read_fdb();
    if (trouble_.any()) return std::unexpected(trouble_.error());
    std::sort(state().ports.begin(), state().ports.end(),
              [](const PortState& a, const PortState& b) { return a.index < b.index; });
    std::sort(state().fdb.begin(), state().fdb.end());
    std::sort(state().others.begin(), state().others.end());
    return std::move(capture_);
  }

 private:
  BridgeState& state() { return capture_.state; }

  PortState* port(const std::string& name) {
    const auto found = places_.find(name);
    return found == places_.end() ? nullptr : &state().ports[found->second];
  }

  static LinkIndex index_of(const JsonObject& link) {
    if (!link.has("ifindex")) link.complain("ifindex", {});
    return read_index(link, "ifindex");
  }

  void read_bridge(const JsonObject& link) {
    const JsonObject info = link.object("linkinfo");
    if (!info.has("info_kind")) return link.complain("linkinfo", "was it captured without -d?");
    if (info.text("info_kind") != "bridge")
      return trouble_.say(fmt::format("'{}' is not a bridge", name_));
    state().index = index_of(link);
    state().settings = read_iproute2_values<BridgeSettings>(info.object("info_data"));
  }

  void read_port(const JsonObject& link, std::string name) {
    const JsonObject info = link.object("linkinfo");
    places_[name] = state().ports.size();
    state().ports.push_back(
        {.name = std::move(name),
         .index = index_of(link),
         .mac = link.mac("address"),
         .flags = read_iproute2_values<PortFlags>(info.object("info_slave_data")),
         .promiscuity = link.number<std::uint32_t>("promiscuity").value_or(0)});
  }

  void read_ip_link() {
    const Json document = parse_json(texts_.ip_link, "ip-link.json", trouble_);
    for (const JsonObject& link : json_objects(document, "ip-link.json", "link", trouble_)) {
      std::string name = link.needed_text("ifname");
      const std::string master = link.text("master").value_or(std::string());
      if (name == name_) {
        read_bridge(link);
      } else if (master == name_) {
        read_port(link, std::move(name));
      } else {
        // A tunnel's address is no MAC address.
        const auto mac = MacAddress::parse(link.text("address").value_or(std::string()));
        state().others.push_back({std::move(name), master, mac.value_or(MacAddress())});
      }
    }
    state().name = name_;
    if (state().index == LinkIndex::None)
      trouble_.say(fmt::format("ip-link.json has no bridge '{}'", name_));
  }

  // What `bridge link` says of a port. Where both say something and differ, what protects less is
  // taken: a port that learns or floods according to either does.
  void merge(PortState& port, const PortFlags& flags) {
    for_each_row<PortFlags>([&](const auto& row) {
      auto& known = port.flags.*row.member;
      const auto& said = flags.*row.member;
      if (!said || known == said) return;
      if (known) {
        capture_.remarks.push_back(
            fmt::format("ip-link.json and bridge-link.json contradict each other about {} of {}; "
                        "capture all files at once",
                        row.iproute2, port.name));
        if (known == row.weakest) return;
      }
      known = said;
    });
  }

  void read_bridge_link() {
    const Json document = parse_json(texts_.bridge_link, "bridge-link.json", trouble_);
    for (const JsonObject& link : json_objects(document, "bridge-link.json", "port", trouble_)) {
      const std::string name = link.needed_text("ifname");
      PortState* known = port(name);
      if (known != nullptr) {
        merge(*known, read_iproute2_values<PortFlags>(link));
      } else if (link.text("master") == name_ && name != name_) {
        trouble_.say(fmt::format(
            "bridge-link.json has a port '{}' of {} that ip-link.json has not; capture all files "
            "at once",
            name, name_));
      }
    }
  }

  // iproute2 tells both whenever it tells anything: without them there is nothing to judge.
  void check_flags() {
    for (const PortState& port : state().ports) {
      if (port.flags.learning && port.flags.unicast_flood) continue;
      trouble_.say(fmt::format(
          "neither ip-link.json nor bridge-link.json says whether '{}' learns and floods; were "
          "they captured without -d?",
          port.name));
    }
  }

  void add_vlans(const std::string& name, const std::vector<JsonObject>& list) {
    PortState* known = port(name);
    if (known == nullptr) return;
    std::set<std::uint16_t> vlans(known->vlans.begin(), known->vlans.end());
    std::set<std::uint16_t> untagged(known->untagged.begin(), known->untagged.end());
    for (const JsonObject& each : list) {
      const auto first = each.number<std::uint16_t>("vlan", kLastVlan);
      const auto last = each.number<std::uint16_t>("vlanEnd", kLastVlan);
      if (!first) each.complain("vlan", {});
      const std::vector<std::string> flags = each.texts("flags");
      const bool plain = std::ranges::find(flags, "Egress Untagged") != flags.end();
      for (unsigned vlan = first.value_or(1); vlan <= last.value_or(first.value_or(0)); ++vlan) {
        vlans.insert(static_cast<std::uint16_t>(vlan));
        if (plain) untagged.insert(static_cast<std::uint16_t>(vlan));
      }
      if (std::ranges::find(flags, "PVID") != flags.end()) known->pvid = first.value_or(0);
    }
    known->untagged.assign(untagged.begin(), untagged.end());
    known->vlans.assign(vlans.begin(), vlans.end());
  }

  // A list of {"ifname", "vlans"}; before iproute2 5.1 one object with a list under each port's
  // name.
  void read_vlans() {
    const Json document = parse_json(texts_.bridge_vlan, "bridge-vlan.json", trouble_);
    if (document.is_object()) {
      const JsonObject by_name(document, "bridge-vlan.json", trouble_);
      for (const auto& [name, list] : document.items())
        add_vlans(name, by_name.objects(name.c_str()));
      return;
    }
    for (const JsonObject& each : json_objects(document, "bridge-vlan.json", "port", trouble_))
      add_vlans(each.needed_text("ifname"), each.objects("vlans"));
  }

  static FdbKind kind_of(const JsonObject& entry, const std::vector<std::string>& flags) {
    const std::string state = entry.text("state").value_or(std::string());
    if (state == "permanent") return FdbKind::Local;
    if (state == "static") return FdbKind::Static;
    if (!state.empty() && state != "stale" && state != "reachable")
      entry.complain("state", "expected permanent, static, stale or nothing");
    return std::ranges::find(flags, "extern_learn") != flags.end() ? FdbKind::ExternLearn
                                                                   : FdbKind::Dynamic;
  }

  void read_entry(const JsonObject& entry) {
    // Without a master it stands in a device's own list of addresses.
    if (entry.text("master") != name_) return;
    const std::string name = entry.needed_text("ifname");
    const PortState* at = port(name);
    if (at == nullptr && name != name_) {
      return entry.complain("ifname", fmt::format("which ip-link.json does not have as a port of "
                                                  "{}; capture all files at once",
                                                  name_));
    }
    const std::vector<std::string> flags = entry.texts("flags");
    const FdbKind kind = kind_of(entry, flags);
    state().fdb.push_back({.port = at == nullptr ? state().index : at->index,
                           .mac = entry.mac("mac"),
                           .vlan = entry.number<std::uint16_t>("vlan", kLastVlan).value_or(0),
                           .kind = kind,
                           .sticky = std::ranges::find(flags, "sticky") != flags.end()});
  }

  void read_fdb() {
    const Json document = parse_json(texts_.bridge_fdb, "bridge-fdb.json", trouble_);
    for (const JsonObject& entry : json_objects(document, "bridge-fdb.json", "entry", trouble_))
      read_entry(entry);
  }

  const Iproute2Texts& texts_;
  std::string name_;
  Capture capture_;
  JsonTrouble trouble_;
  std::map<std::string, std::size_t> places_;  // of ports, by name
};

}  // namespace

std::expected<Capture, Error> read_iproute2(const Iproute2Texts& texts, std::string_view bridge) {
  return Reader(texts, bridge).run();
}

}  // namespace virnet::bridge
