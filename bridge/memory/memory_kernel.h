// bridge/memory/memory_kernel.h - A kernel in memory, for tests and for trying out a plan.
//
//   virnet::bridge::MemoryKernel kernel;
//   (void)kernel.change(virnet::bridge::AddBridge{"br0"});
//
// It answers as Linux does: the cases of bridge/memory/kernel_cases.cc run on both. It knows links,
// bridges, port flags, VLANs, MAC tables with their VLAN twins, and promiscuity. It forwards no
// frames, but learns from those that it is shown with frame().
#pragma once

#include <virnet/kernel.h>

#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <utility>

namespace virnet::bridge {

// In what kernels differ.
struct KernelTraits {
  bool vlan_filtering = true;       // CONFIG_BRIDGE_VLAN_FILTERING
  bool port_locked = true;          // since 5.17
  bool max_learned = true;          // since 6.7
  bool rename_while_up = true;      // refused by 5.10 and 6.1, allowed by 6.12
  bool isolation = true;            // of ports; since 4.18
  bool delete_entries = true;       // refused by 5.10 in a user namespace
  bool delete_orphan_vlan = false;  // an entry of a VLAN that the port has left; allowed by 7.2
};

class MemoryKernel final : public Kernel {
 public:
  explicit MemoryKernel(const KernelTraits& traits = {});

  Result<std::vector<Link>> links() override;
  Result<Link> link(LinkIndex index) override;
  Result<Link> link(std::string_view name) override;
  Result<std::vector<FdbEntry>> fdb(LinkIndex bridge) override;
  Result<std::vector<PortVlans>> vlans(LinkIndex bridge) override;
  Result<std::vector<MacAddress>> unicast_filter(LinkIndex link) override;
  Result<std::vector<LinkAddress>> addresses(LinkIndex link) override;
  std::vector<Failure> execute(std::span<const Change> changes) override;
  Result<std::unique_ptr<Events>> subscribe() override;
  Result<std::unique_ptr<BridgeLock>> lock_bridge(LinkIndex bridge) override;

  // From now on asked before each change; an errno value is answered in its place, and with
  // kIgnored the change is accepted and not made.
  static constexpr int kIgnored = -1;
  void fail_when(std::function<int(const Change&)> fault) { fault_ = std::move(fault); }

  // From now on asked after each change that was executed, whether its answer gets lost.
  void lose_answers_when(std::function<bool(const Change&)> loss) { loss_ = std::move(loss); }
  // From now on shown each MAC table that is read; it may do to the table, and to the kernel, what
  // happens to a dump that is torn.
  void tear_with(std::function<void(std::vector<FdbEntry>&)> tear) { tear_ = std::move(tear); }

  // A frame with this source comes in at a port, tagged unless `vlan` is 0.
  void frame(LinkIndex port, const MacAddress& source, std::uint16_t vlan = 0);

 private:
  using Queue = std::deque<Event>;
  class Listener;

  // An entry of a bridge's table; the key is the address and the VLAN.
  struct Entry {
    LinkIndex port = LinkIndex::None;
    FdbKind kind = FdbKind::Dynamic;
    bool sticky = false;
    bool external = false;  // marked as entered by a control plane, which static and local hide
  };
  using Table = std::map<std::pair<MacAddress, std::uint16_t>, Entry>;
  [[nodiscard]] static FdbEntry reading(const Table::value_type& stored);

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
  void set_default_pvid(Device& bridge, std::uint16_t pvid);
  void update_state(Device& port);
  void add_vlan(Device& port, std::uint16_t vlan);

  [[nodiscard]] int add_to_master(Device& port, const AddFdb& add);
  [[nodiscard]] int add_one(Device& bridge, Device& port, const AddFdb& add, std::uint16_t vlan);
  [[nodiscard]] int add_to_self(Device& device, const AddFdb& add);
  [[nodiscard]] int delete_from_master(Device& port, const DeleteFdb& gone);
  void learn(Device& bridge, const Device& port, const MacAddress& source, std::uint16_t vlan);
  void put(Device& bridge, const MacAddress& mac, std::uint16_t vlan, const Entry& entry);
  void add_local(Device& bridge, const Device& owner, const MacAddress& mac);
  void erase_if(Device& bridge, const std::function<bool(const FdbEntry&)>& doomed);

  [[nodiscard]] std::vector<Device*> ports_of(LinkIndex bridge);
  // Whether a bridge holds this port promiscuous.
  [[nodiscard]] bool held_promiscuous(const Device& port);
  [[nodiscard]] Link reading(const Device& device);
  void notify(const Event& event);
  void notify(const Device& device) { notify(LinkChanged{reading(device)}); }

  KernelTraits traits_;
  std::function<int(const Change&)> fault_;
  std::function<bool(const Change&)> loss_;
  std::function<void(std::vector<FdbEntry>&)> tear_;
  std::map<LinkIndex, std::weak_ptr<BridgeLock>> claims_;
  std::int32_t last_index_ = 0;
  std::map<LinkIndex, Device> devices_;
  std::vector<std::weak_ptr<Queue>> listeners_;
};

}  // namespace virnet::bridge
