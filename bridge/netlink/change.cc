// Changes in words, and entries of the MAC table as changes.
#include <fmt/format.h>
#include <virnet/change.h>

namespace virnet::bridge {
namespace {

int number(LinkIndex index) { return static_cast<int>(index); }

struct Describer {
  std::string operator()(const AddBridge& c) const {
    return fmt::format("create bridge '{}'", c.name);
  }
  std::string operator()(const AddVeth& c) const {
    return fmt::format("create veth pair '{}' and '{}'", c.name, c.peer);
  }
  std::string operator()(const AddVlanLink& c) const {
    return fmt::format("create '{}' for VLAN {} over link {}", c.name, c.vlan, number(c.lower));
  }
  std::string operator()(const AddTap& c) const {
    return fmt::format("create tap device '{}'", c.name);
  }
  std::string operator()(const DeleteLink& c) const {
    return fmt::format("delete link {}", number(c.index));
  }
  std::string operator()(const SetLink& c) const {
    if (c.master == LinkIndex::None)
      return fmt::format("take link {} out of its bridge", number(c.index));
    if (c.master)
      return fmt::format("make link {} a port of bridge {}", number(c.index), number(*c.master));
    if (c.up) return fmt::format("bring link {} {}", number(c.index), *c.up ? "up" : "down");
    return fmt::format("change link {}", number(c.index));
  }
  std::string operator()(const SetBridge& c) const {
    return fmt::format("change the settings of bridge {}", number(c.index));
  }
  std::string operator()(const SetPort& c) const {
    return fmt::format("change the flags of port {}", number(c.index));
  }
  std::string operator()(const FlushPort& c) const {
    return fmt::format("flush the learned entries of port {}", number(c.index));
  }
  std::string operator()(const AddAddress& c) const {
    return fmt::format("give address {}/{} to link {}", c.address.address.to_string(),
                       c.address.prefix, number(c.index));
  }
  std::string operator()(const AddPortVlan& c) const {
    return fmt::format("add VLAN {} to port {}", c.vlan, number(c.index));
  }
  std::string operator()(const DeletePortVlan& c) const {
    return fmt::format("delete VLAN {} from port {}", c.vlan, number(c.index));
  }
  std::string operator()(const AddFdb& c) const {
    return fmt::format("add {} to port {}", c.mac.to_string(), number(c.port));
  }
  std::string operator()(const DeleteFdb& c) const {
    return fmt::format("delete {} from port {}", c.mac.to_string(), number(c.port));
  }
};

}  // namespace

std::string describe(const Change& change) { return std::visit(Describer{}, change); }

AddFdb add_entry(const FdbEntry& entry, std::uint16_t write) {
  AddFdb add{.port = entry.port, .mac = entry.mac, .write = write};
  if (entry.sticky) add.flags |= Ntf::Sticky;
  if (entry.vlan != 0) add.vlan = entry.vlan;
  switch (entry.kind) {
    case FdbKind::Static: break;
    case FdbKind::Local: add.state = Nud::Permanent; break;
    case FdbKind::Dynamic: add.state = Nud::Reachable; break;
    case FdbKind::ExternLearn:
      add.state = Nud::Reachable;
      add.flags |= Ntf::ExtLearned;
      break;
  }
  return add;
}

}  // namespace virnet::bridge
