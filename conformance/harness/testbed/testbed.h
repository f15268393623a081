// conformance/harness/testbed/testbed.h - The bridge of a document with an uplink and three guests,
// in the current network namespace, which it has to itself.
#pragma once

#include <virnet/conform.h>
#include <virnet/kernel.h>
#include <virnet/kernel_version.h>

#include <array>
#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "conformance/harness/catalogue/vocabulary.h"
#include "conformance/harness/testbed/endpoint.h"

namespace virnet::conformance {

using bridge::KernelVersion;
[[nodiscard]] std::string kernel_release();

// What the kernel and the testbed can do; a text is the probed reason why not.
struct Facts {
  KernelVersion version = {};
  bool vlan_filtering = false;
  std::string no_vlan_filtering = {};
  bool filter_uplink =
      false;  // the uplink's device has a unicast filter, so that promiscuity can be seen
  std::string no_filter_uplink = {};
  bool locked = false;         // ports can be locked
  bool bulk_bit = false;       // RTM_DELNEIGH knows NLM_F_BULK
  bool bulk_deletion = false;  // and bridges do
  bool stp = false;            // of the document
};

// Of what the testbed is made, and where.
struct Topology {
  enum class Guests : std::uint8_t {
    Veth,
    Tap,
    Vlan,  // VLAN devices, which have a unicast filter
  };
  Guests guests = Guests::Veth;
  // The uplink is a network card that filters by address, as QEMU has; the other end of its wire is
  // a second one.
  bool card = false;
  // VLAN filtering is as it would be in the other mode.
  bool other_filtering = false;
  // In a user namespace, entered by the user nobody.
  bool unprivileged = false;
  friend bool operator==(const Topology&, const Topology&) = default;
};

// What can be done to the tap of a guest: closed it keeps its port, dropped it does not.
enum class TapUse : std::uint8_t { Close, Open, Drop };

// Which of the document's settings were made, in the order of making.
struct Setting {
  std::string what;
  bridge::Outcome outcome;
};

class Testbed {
 public:
  [[nodiscard]] static bridge::Result<std::unique_ptr<Testbed>> build(bridge::Kernel& kernel,
                                                                      const ConformInput& input,
                                                                      const Topology& topology,
                                                                      const ConformHooks& hooks);

  // Back to what the mode asks for: flags, settings, and a MAC table with nothing but the ports'
  // own addresses and, in libvirt mode, the guests' static entries.
  [[nodiscard]] bridge::Outcome reset();

  [[nodiscard]] bridge::Kernel& kernel() { return kernel_; }
  [[nodiscard]] const ConformInput& input() const { return input_; }
  [[nodiscard]] const Facts& facts() const { return facts_; }
  [[nodiscard]] const std::vector<Setting>& settings() const { return settings_; }
  // The bridge as it was when the document's settings had just been made.
  [[nodiscard]] const bridge::Link& as_built() const { return as_built_; }

  [[nodiscard]] bridge::LinkIndex link(Who who) const {
    return links_.at(static_cast<std::size_t>(who));
  }
  // The other end of a port's cable.
  [[nodiscard]] bridge::LinkIndex far_end(Who who) const {
    return far_.at(static_cast<std::size_t>(who));
  }
  // The veth under an uplink that is a VLAN device.
  [[nodiscard]] bridge::LinkIndex lower() const { return lower_; }
  [[nodiscard]] bridge::LinkIndex other_bridge() const { return other_bridge_; }
  // A second bridge, up, with D as its only port.
  [[nodiscard]] bridge::Outcome add_other_bridge();
  [[nodiscard]] bridge::Outcome with_tap(Who guest, TapUse use);
  void renamed(Who who, std::string name) {
    names_.at(static_cast<std::size_t>(who)) = std::move(name);
  }
  [[nodiscard]] const std::string& port_name(Who who) const {
    return names_.at(static_cast<std::size_t>(who));
  }
  [[nodiscard]] MacAddress mac(Mac role) const;
  [[nodiscard]] Endpoint& endpoint(Who who) {
    return *endpoints_.at(static_cast<std::size_t>(who));
  }
  [[nodiscard]] bridge::PortFlags flags_of_mode(Who who) const;
  // The VLAN whose entries count at this moment, 0 while the bridge does not filter.
  [[nodiscard]] std::uint16_t counting_vlan() const { return filtering_ ? 1 : 0; }
  void filtering(bool on) { filtering_ = on; }
  // The frames since the last reset.
  [[nodiscard]] const Recording& recording() const { return recording_; }

 private:
  Testbed(bridge::Kernel& kernel, const ConformInput& input, const Topology& topology,
          const ConformHooks& hooks)
      : kernel_(kernel), input_(input), topology_(topology), hooks_(hooks) {}

  [[nodiscard]] bridge::Outcome build_bridge();
  [[nodiscard]] bridge::Outcome apply_document();
  [[nodiscard]] bridge::Outcome build_uplink();
  [[nodiscard]] bridge::Outcome build_pair(Who who, const std::string& port,
                                           const std::string& far);
  // A VLAN device on each end of a veth pair.
  [[nodiscard]] bridge::Outcome build_vlan_pair(Who who, const std::string& port,
                                                const std::string& far);
  [[nodiscard]] bridge::Outcome build_guest(Who who, std::size_t number);
  [[nodiscard]] bridge::Outcome build_card_uplink();
  [[nodiscard]] bridge::Outcome attach_ports();
  [[nodiscard]] bridge::Outcome open_endpoints();
  [[nodiscard]] bridge::Outcome wait_for_ports();
  [[nodiscard]] bridge::Outcome clear_table();
  [[nodiscard]] bridge::Outcome clear_vlans();
  [[nodiscard]] bridge::Outcome open_tap(Who guest);
  [[nodiscard]] bridge::Outcome remove_entry(const bridge::FdbEntry& entry);
  [[nodiscard]] bool is_own_address(const bridge::FdbEntry& entry) const;
  void add_setting(std::string what, const bridge::Change& change);
  [[nodiscard]] std::string free_name(std::string name) const;

  static constexpr std::size_t kSize = 6;

  bridge::Kernel& kernel_;
  const ConformInput& input_;
  const Topology& topology_;
  const ConformHooks& hooks_;
  Recording recording_;
  Facts facts_;
  std::vector<Setting> settings_;
  bridge::Link as_built_;
  std::array<bridge::LinkIndex, kSize> links_{};
  std::array<std::string, kSize> names_;
  std::array<MacAddress, kSize> own_;  // of the ports and the bridge themselves
  std::array<bridge::LinkIndex, kSize> far_{};
  std::array<std::optional<Endpoint>, kSize> endpoints_;
  std::unique_ptr<bridge::Events> events_;
  bridge::LinkIndex lower_ = bridge::LinkIndex::None;
  bridge::LinkIndex other_bridge_ = bridge::LinkIndex::None;
  bool filtering_ = false;
};

}  // namespace virnet::conformance
