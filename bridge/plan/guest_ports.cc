#include <fmt/format.h>
#include <virnet/guest_ports.h>

#include <algorithm>
#include <map>
#include <set>

namespace virnet::bridge {
namespace {

GuestVlan vlan_of(const Vlan& vlan) {
  GuestVlan result{.trunk = vlan.trunk == Tristate::Yes,
                   .native_mode = vlan.native_mode,
                   .native_id = static_cast<std::uint16_t>(vlan.native_id)};
  for (const VlanTag& tag : vlan.tags)
    result.tags.push_back(static_cast<std::uint16_t>(tag.id.value_or(0)));
  return result;
}

// Without a name the default one; a name that the network does not have means none.
const Portgroup* portgroup_of(const Network& network, std::string_view name) {
  const auto found = std::ranges::find_if(network->portgroups, [&](const Portgroup& each) {
    return name.empty() ? each.is_default : each.name.view() == name;
  });
  return found == network->portgroups.end() ? nullptr : &*found;
}

// Of the interface, its portgroup and the network, the first that says anything.
GuestVlan effective_vlan(const GuestInterface& it, const Portgroup* group, const Network& network) {
  if (!it.vlan.tags.empty()) return it.vlan;
  if (group != nullptr && !group->vlan.tags.empty()) return vlan_of(group->vlan);
  return vlan_of(network->vlan);
}

VirtualPortType effective_virtualport(const GuestInterface& it, const Portgroup* group,
                                      const Network& network) {
  if (it.virtualport != VirtualPortType::Unset) return it.virtualport;
  if (group != nullptr && group->virtualport && group->virtualport->type != VirtualPortType::Unset)
    return group->virtualport->type;
  return network->virtualport ? network->virtualport->type : VirtualPortType::Unset;
}

bool of_open_vswitch(VirtualPortType type) {
  return type == VirtualPortType::OpenVSwitch || type == VirtualPortType::Midonet;
}

// The LXC driver notes macTableManager down and does nothing about it (libvirt 11.3); Xen's tools
// make the port themselves.
bool leaves_ports_alone(const Guest& guest) { return guest.type == "lxc" || guest.type == "xen"; }

class Reading {
 public:
  Reading(const Guest& guest, const Network& network) : guest_(guest), network_(network) {}

  GuestPorts run() {
    for (const GuestInterface& it : guest_.interfaces) {
      if (it.type != "network" && it.type != "bridge") continue;
      if (!it.network.empty()) {
        if (it.network == network_->name.view()) of_network(it);
      } else if (it.type == "bridge" && it.bridge == network_->bridge.name.view()) {
        attached_directly(it);
      }
    }
    return std::move(result_);
  }

 private:
  void remark(const GuestInterface& it, std::string_view what) {
    result_.remarks.push_back(fmt::format(
        "interface {} of guest '{}' {}",
        it.mac ? it.mac->to_string() : fmt::format("in line {}", it.span.line), guest_.name, what));
  }

  void of_network(const GuestInterface& it) {
    const Portgroup* group = portgroup_of(network_, it.portgroup);
    if (guest_.active && it.bridge.empty())
      return remark(it, "names the network and no bridge: libvirt has not connected it");
    GuestVlan vlan;
    // A network with a bridge of libvirt's own has no VLANs: libvirt refuses to start the guest.
    if (!is_l3(network_->forward.mode)) vlan = effective_vlan(it, group, network_);
    const VirtualPortType virtualport = effective_virtualport(it, group, network_);
    const bool attached_directly = leaves_ports_alone(guest_);
    if (!add(it, virtualport, std::move(vlan), attached_directly)) return;
    if (!manual()) return;
    if (attached_directly) {
      remark(it, fmt::format("is left to the kernel: libvirt's driver for '{}' guests does nothing "
                             "about macTableManager='libvirt', so the port learns and floods",
                             guest_.type));
    } else if (guest_.active && it.mac_table_manager != MacTableManager::Libvirt) {
      result_.ports.back().connected_in_kernel_mode = true;
    }
  }

  void attached_directly(const GuestInterface& it) {
    if (!add(it, it.virtualport, it.vlan, true) || !manual()) return;
    remark(it, fmt::format("is on bridge {} by itself, not through the network: libvirt leaves its "
                           "port to the kernel, so it learns and floods",
                           network_->bridge.name.view()));
  }

  [[nodiscard]] bool manual() const {
    return network_->bridge.mac_table_manager == MacTableManager::Libvirt;
  }

  bool add(const GuestInterface& it, VirtualPortType virtualport, GuestVlan vlan,
           bool attached_directly) {
    if (of_open_vswitch(virtualport)) {
      remark(it, "is a port of Open vSwitch and not of a Linux bridge");
      return false;
    }
    if (!it.mac) {
      remark(it, "has no MAC address");
      return false;
    }
    result_.ports.push_back({.port = it.dev,
                             .mac = *it.mac,
                             .state = guest_.state,
                             .guest = guest_.name,
                             .isolated = it.isolated,
                             .vlan = std::move(vlan),
                             .portid = it.portid,
                             .attached_directly = attached_directly});
    return true;
  }

  const Guest& guest_;
  const Network& network_;
  GuestPorts result_;
};

// The links that may be a tap, by address.
class Taps {
 public:
  explicit Taps(const BridgeState& observed) {
    for (const PortState& port : observed.ports) names_[port.mac].push_back(port.name);
    for (const OtherLink& other : observed.others) names_[other.mac].push_back(other.name);
  }

  // Each name is given away once.
  std::string take(const MacAddress& guest, const std::set<std::string>& used) {
    const auto found = names_.find(tap_address(guest));
    if (found == names_.end()) return {};
    std::vector<std::string>& names = found->second;
    const auto name =
        std::ranges::find_if(names, [&](const std::string& each) { return !used.contains(each); });
    if (name == names.end()) return {};
    std::string taken = std::move(*name);
    names.erase(name);
    return taken;
  }

 private:
  std::map<MacAddress, std::vector<std::string>> names_;
};

}  // namespace

GuestPorts ports_of(const Guest& guest, const Network& network) {
  return Reading(guest, network).run();
}

GuestPorts ports_of(const NetworkPort& port, const Network& network) {
  GuestPorts result;
  const Plug& plug = port->plug;
  const std::string named =
      fmt::format("port {} of guest '{}'", port->uuid->to_string(), port->owner.name.view());
  if (plug.type != PlugType::Network && plug.type != PlugType::Bridge) {
    result.remarks.push_back(named + " is no port of a bridge");
  } else if (plug.bridge.view() != network->bridge.name.view()) {
    result.remarks.push_back(fmt::format("{} is on bridge {}, not on {}", named, plug.bridge.view(),
                                         network->bridge.name.view()));
  } else if (port->virtualport && of_open_vswitch(port->virtualport->type)) {
    result.remarks.push_back(named + " is a port of Open vSwitch and not of a Linux bridge");
  } else {
    result.ports.push_back(
        {.mac = *port->mac,
         .guest = std::string(port->owner.name.view()),
         .isolated = port->isolated,
         .vlan = plug.type == PlugType::Bridge ? vlan_of(port->vlan) : GuestVlan(),
         .portid = port->uuid,
         .connected_in_kernel_mode =
             plug.mac_table_manager != MacTableManager::Libvirt &&
             network->bridge.mac_table_manager == MacTableManager::Libvirt});
  }
  return result;
}

MacAddress tap_address(const MacAddress& guest) {
  std::array<std::uint8_t, 6> octets = guest.octets();
  octets[0] = octets[0] == 0xfe ? 0xfa : 0xfe;
  return MacAddress(octets);
}

std::vector<std::string> resolve_tap_names(std::vector<GuestPort>& guests,
                                           const BridgeState& observed) {
  std::set<std::string> used;
  std::set<Uuid> known;
  std::set<std::pair<std::string, MacAddress>> without_id;
  for (const GuestPort& guest : guests) {
    if (guest.port.empty()) continue;
    used.insert(guest.port);
    if (guest.portid)
      known.insert(*guest.portid);
    else
      without_id.emplace(guest.guest, guest.mac);
  }
  std::vector<std::string> lost;
  Taps taps(observed);
  std::erase_if(guests, [&](GuestPort& guest) {
    if (!guest.port.empty()) return false;
    if (guest.portid && known.contains(*guest.portid)) return true;
    if (without_id.contains({guest.guest, guest.mac})) return true;
    guest.port = taps.take(guest.mac, used);
    if (guest.portid) known.insert(*guest.portid);
    if (!guest.port.empty()) return false;
    lost.push_back(fmt::format(
        "interface {} of guest '{}' has no target device, and no link here has the address {} that "
        "libvirt would give it: does the guest run? 'virsh dumpxml {}' names the device then",
        guest.mac.to_string(), guest.guest, tap_address(guest.mac).to_string(), guest.guest));
    return true;
  });
  return lost;
}

std::vector<std::string> find_stale_taps(const std::vector<GuestPort>& guests,
                                         const BridgeState& observed) {
  std::map<std::string_view, MacAddress> addresses;
  for (const PortState& port : observed.ports) addresses.emplace(port.name, port.mac);
  std::vector<std::string> doubts;
  for (const GuestPort& guest : guests) {
    const auto found = addresses.find(guest.port);
    if (guest.guest.empty() || found == addresses.end()) continue;
    const MacAddress& mac = found->second;
    const bool of_qemu = mac.octets()[0] == 0xfe && mac.octets()[1] == 0x54 && mac.octets()[2] == 0;
    if (!of_qemu || mac == tap_address(guest.mac)) continue;
    doubts.push_back(fmt::format(
        "{} has the address {}, so it is the tap of another guest than '{}', whose would have {}; "
        "is the document old?",
        guest.port, mac.to_string(), guest.guest, tap_address(guest.mac).to_string()));
  }
  return doubts;
}

}  // namespace virnet::bridge
