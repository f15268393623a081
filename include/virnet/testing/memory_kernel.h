// include/virnet/testing/memory_kernel.h - A Linux kernel's bridges in memory, for the tests of
// programs that use virnet/kernel.h, and for trying out a plan.
//
//   using namespace virnet::bridge;
//   MemoryKernel kernel;
//   if (!kernel.change(AddBridge{"br0"}) || !kernel.change(AddVeth{"vnet0", "guest0"})) return;
//   const LinkIndex bridge = kernel.link("br0")->index;
//   const LinkIndex port = kernel.link("vnet0")->index;
//   if (!kernel.change(SetLink{.index = port, .master = bridge})) return;
//   if (!kernel.change(SetPort{port, {.learning = false}})) return;
//   std::cout << (kernel.link(port)->port->learning == false ? "it no longer learns\n" : "?\n");
//
// Link virnet::testing. No privilege is needed, nothing outside the object is read or changed, and
// every call returns at once.
//
// It answers as Linux does, with the same errno values: one table of cases runs on it and on the
// real kernel. It knows links, bridges and their settings, port flags, VLANs, MAC tables with an
// entry for each VLAN, and promiscuity. It forwards no frames, but learns from those that it is
// shown with frame(). No time passes: nothing ages, and with STP a port forwards at once.
//
// One thread at a time. What it gives out is by value; an Events or a BridgeLock may outlive the kernel.
#pragma once

#include <virnet/kernel.h>
#include <virnet/kernel_version.h>

#include <functional>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

namespace virnet::bridge {

// Which kernel is imitated. Known are 5.10, 6.1, 6.12, 6.18 and 7.2; where two of them differ, a
// kernel between them answers like the older one, except that port flags and bridge settings are
// there from the exact version on.
struct KernelTraits {
  KernelVersion version = {6, 18};
  bool vlan_filtering = true;  // built with CONFIG_BRIDGE_VLAN_FILTERING
  // In a user namespace 5.10 refuses to delete entries of the MAC table.
  bool delete_entries = true;
};

class MemoryKernel final : public Kernel {
 public:
  explicit MemoryKernel(const KernelTraits& traits = {});
  MemoryKernel(MemoryKernel&&) noexcept;
  MemoryKernel& operator=(MemoryKernel&&) noexcept;
  ~MemoryKernel() override;

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

  // A frame with this source comes in at a port, tagged unless `vlan` is 0.
  void frame(LinkIndex port, const MacAddress& source, std::uint16_t vlan = 0);

  // Faults. A function replaces the one before; an empty one ends it. It is called from within the
  // calls of this class and may make others, but not put a new one into its own place.

  // Called before each change; an errno value is answered in its place, and with kIgnored the
  // change is accepted and not made. 0: the change is made as always.
  static constexpr int kIgnored = -1;
  void fail_when(std::function<int(const Change&)> fault);
  // Called after each change that was made: true if its answer gets lost (KernelError::Code::Lost).
  void lose_answers_when(std::function<bool(const Change&)> loss);
  // Called with each MAC table that is read; it may do to the table, and to the kernel, what
  // happens to a dump that is torn.
  void tear_with(std::function<void(std::vector<FdbEntry>&)> tear);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace virnet::bridge
