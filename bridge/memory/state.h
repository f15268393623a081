// bridge/memory/state.h - What MemoryKernel keeps, and how requests change it.
#pragma once

#include <virnet/testing/memory_kernel.h>

#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string_view>
#include <utility>
#include <vector>

namespace virnet::bridge {

struct MemoryKernel::State {
  using Queue = std::deque<Event>;

  // An entry of a bridge's table; the key is the address and the VLAN.
  struct Entry {
    LinkIndex port = LinkIndex::None;
    FdbKind kind = FdbKind::Dynamic;
    bool sticky = false;
    bool external = false;  // marked as entered by a control plane, which static and local hide
  };
  using Table = std::map<std::pair<MacAddress, std::uint16_t>, Entry>;

  struct Device {
    Link link;
    LinkIndex peer = LinkIndex::None;  // of a veth
    bool filters = false;              // the device has a unicast filter (IFF_UNICAST_FLT)
    bool mac_chosen = false;  // of a bridge: set by the user, no longer the lowest of its ports
    std::set<std::uint16_t> vlans;  // of a port
    std::uint16_t pvid = 0;
    std::set<std::uint16_t> untagged;
    std::set<MacAddress> own_filter;  // entered with NTF_SELF
    std::vector<LinkAddress> addresses;
    Table table;  // of a bridge
  };

  KernelTraits traits;
  std::function<int(const Change&)> fault;
  std::function<bool(const Change&)> loss;
  std::function<void(std::vector<FdbEntry>&)> tear;
  std::map<LinkIndex, std::weak_ptr<BridgeLock>> claims;
  std::int32_t last_index = 0;
  std::map<LinkIndex, Device> devices;
  std::vector<std::weak_ptr<Queue>> listeners;

  // 0 or an errno value, as each message would be answered.
  int apply(const AddBridge& change);
  int apply(const AddVeth& change);
  int apply(const AddVlanLink& change);
  int apply(const AddTap& change);
  int apply(const DeleteLink& change);
  int apply(const SetLink& change);
  int apply(const SetBridge& change);
  int apply(const SetPort& change);
  int apply(const FlushPort& change);
  int apply(const AddAddress& change);
  int apply(const AddPortVlan& change);
  int apply(const DeletePortVlan& change);
  int apply(const AddFdb& change);
  int apply(const DeleteFdb& change);

  [[nodiscard]] Device* find(LinkIndex index);
  [[nodiscard]] Device* find(std::string_view name);
  [[nodiscard]] int check_new_name(std::string_view name);
  Device& create(std::string_view name, std::string_view kind);
  void remove(LinkIndex index);
  [[nodiscard]] int set_master(Device& device, LinkIndex master);
  void join(Device& port, Device& bridge);
  void leave(Device& port);
  void set_up(Device& device, bool up);
  void set_mac(Device& device, const MacAddress& mac);
  void choose_bridge_mac(Device& bridge);
  void update_carrier(Device& device);
  void lose_dynamic(Device& bridge, LinkIndex port);
  [[nodiscard]] int set_settings(Device& bridge, const BridgeSettings& settings);
  [[nodiscard]] int set_flags(Device& port, const PortFlags& flags);
  void set_default_pvid(Device& bridge, std::uint16_t pvid);
  void update_state(Device& port);
  void add_vlan(Device& port, std::uint16_t vlan);

  [[nodiscard]] int add_to_master(Device& port, const AddFdb& add);
  [[nodiscard]] int add_one(Device& bridge, Device& port, const AddFdb& add, std::uint16_t vlan);
  [[nodiscard]] int add_to_self(Device& device, const AddFdb& add);
  [[nodiscard]] int delete_from_master(Device& port, const DeleteFdb& gone);
  void frame(LinkIndex index, const MacAddress& source, std::uint16_t vlan);
  void learn(Device& bridge, const Device& port, const MacAddress& source, std::uint16_t vlan);
  void put(Device& bridge, const MacAddress& mac, std::uint16_t vlan, const Entry& entry);
  void add_local(Device& bridge, const Device& owner, const MacAddress& mac);
  void erase_if(Device& bridge, const std::function<bool(const FdbEntry&)>& doomed);

  // A link can be renamed while it is up.
  [[nodiscard]] bool renames_while_up() const { return traits.version >= KernelVersion{6, 12}; }
  // An entry of a VLAN that the port has left can be deleted.
  [[nodiscard]] bool deletes_orphans() const {
    return traits.vlan_filtering && traits.version >= KernelVersion{7, 2};
  }

  [[nodiscard]] std::vector<Device*> ports_of(LinkIndex bridge);
  // Whether a bridge holds this port promiscuous.
  [[nodiscard]] bool held_promiscuous(const Device& port);
  [[nodiscard]] Link reading(const Device& device);
  [[nodiscard]] static FdbEntry reading(const Table::value_type& stored);
  void notify(const Event& event);
  void notify(const Device& device) { notify(LinkChanged{reading(device)}); }
};

}  // namespace virnet::bridge
