// include/virnet/guest.h - A guest and its network interfaces, as far as they make bridge ports.
//
//   for (const virnet::GuestInterface& i : guest.interfaces)
//     if (i.network == "lab") fmt::print("{} {}\n", i.dev, i.mac->to_string());
//
// Plain values. <virnet/domain.h> reads them from domain documents, <virnet/guest_ports.h> says
// which ports of a network's bridge they make.
#pragma once

#include <virnet/diagnostic.h>
#include <virnet/network.h>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace virnet {

// The <vlan> of an interface.
struct GuestVlan {
  std::vector<std::uint16_t> tags = {};  // in document order; empty: there is no <vlan>
  bool trunk = false;
  NativeMode native_mode = NativeMode::Unset;
  std::uint16_t native_id = 0;  // 0: there is no native tag
  friend bool operator==(const GuestVlan&, const GuestVlan&) = default;
};

// An <interface>, with the values in force: in a state file those of <actual>.
struct GuestInterface {
  std::string type = "user";
  std::string network = {};  // the network's name; empty if it is on none
  std::string portgroup = {};
  std::optional<Uuid> portid = {};  // of its <networkport>
  std::string bridge = {};          // empty in an inactive document, and where there is none
  MacTableManager mac_table_manager = MacTableManager::Unset;
  std::optional<MacAddress> mac = {};
  std::string dev = {};  // the tap on the host; empty in an inactive document
  Tristate isolated = Tristate::Unset;
  VirtualPortType virtualport = VirtualPortType::Unset;
  GuestVlan vlan = {};
  Span span = {};  // of its start tag's name
  friend bool operator==(const GuestInterface&, const GuestInterface&) = default;
};

// Whether libvirt keeps a guest's addresses in the MAC table.
enum class GuestState : std::uint8_t {
  Running,    // yes; also where the document does not say
  Paused,     // no: libvirt has stopped its processors
  Uncertain,  // either: QEMU stopped by itself, or the guest sleeps or shuts down, which libvirt
              // notes without touching the entries
};

struct Guest {
  std::string name = {};
  std::string type = {};                        // "kvm", "qemu", "lxc"
  bool active = false;                          // a live document or a state file
  GuestState state = GuestState::Running;       // known from state files only
  std::vector<GuestInterface> interfaces = {};  // in document order
};

}  // namespace virnet
