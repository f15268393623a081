#include <fmt/format.h>
#include <virnet/kernel.h>

#include <cstring>

namespace virnet::bridge {
namespace {

int number(LinkIndex index) { return static_cast<int>(index); }

// Null for a number that has none. Other C libraries than glibc, and glibc before 2.32, have no
// names for programs, and a text for every number.
#if defined(__GLIBC__) && (__GLIBC__ > 2 || __GLIBC_MINOR__ >= 32)
const char* name_of_errno(int error) { return strerrorname_np(error); }
const char* text_of_errno(int error) { return strerrordesc_np(error); }
#else
const char* name_of_errno(int) { return nullptr; }
const char* text_of_errno(int error) { return std::strerror(error); }
#endif

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

std::string_view to_string(FdbKind kind) {
  switch (kind) {
    case FdbKind::Static: return "static";
    case FdbKind::Local: return "local";
    case FdbKind::Dynamic: return "dynamic";
    case FdbKind::ExternLearn: return "extern_learn";
  }
  return "unknown";
}

std::string errno_name(int error) {
  const char* name = name_of_errno(error);
  return name != nullptr ? std::string(name) : fmt::format("errno {}", error);
}

std::string to_string(const KernelError& error) {
  std::string text = fmt::format("cannot {}", error.action);
  if (error.code == KernelError::Code::Lost) text += ": the kernel's answer was lost";
  if (error.code == KernelError::Code::BadReply) text += ": the kernel's answer was not understood";
  if (error.error != 0) {
    // Kernels let numbers out that have no name for programs, such as 524 (ENOTSUPP).
    const char* description = text_of_errno(error.error);
    const std::string name = errno_name(error.error);
    text += description != nullptr ? fmt::format(": {} ({})", description, name) : ": " + name;
  }
  if (!error.reason.empty()) text += fmt::format(": {}", error.reason);
  if (!error.remedy.empty()) text += fmt::format("; {}", error.remedy);
  return text;
}

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

std::string describe(const Change& change) { return std::visit(Describer{}, change); }

Outcome Kernel::execute_all(std::span<const Change> changes) {
  std::vector<Failure> failures = execute(changes);
  if (failures.empty()) return {};
  return std::unexpected(std::move(failures.front().error));
}

Outcome Kernel::change(const Change& change) { return execute_all({&change, 1}); }

}  // namespace virnet::bridge
