// bridge/memory/delegating_kernel.h - A kernel that asks another one: what doubles that change one
// thing about a kernel begin with.
#pragma once

#include <virnet/kernel.h>

#include <memory>
#include <vector>

namespace virnet::bridge {

class DelegatingKernel : public Kernel {
 public:
  // `inner` must outlive it.
  explicit DelegatingKernel(Kernel& inner) : inner_(inner) {}

  Result<std::vector<Link>> links() override { return inner_.links(); }
  Result<Link> link(LinkIndex index) override { return inner_.link(index); }
  Result<Link> link(std::string_view name) override { return inner_.link(name); }
  Result<std::vector<FdbEntry>> fdb(LinkIndex bridge) override { return inner_.fdb(bridge); }
  Result<std::vector<FdbEntry>> fdb_part(LinkIndex bridge, const FdbPart& part) override {
    return inner_.fdb_part(bridge, part);
  }
  Result<std::vector<PortVlans>> vlans(LinkIndex bridge) override { return inner_.vlans(bridge); }
  Result<std::vector<MacAddress>> unicast_filter(LinkIndex link) override {
    return inner_.unicast_filter(link);
  }
  Result<std::vector<LinkAddress>> addresses(LinkIndex link) override {
    return inner_.addresses(link);
  }
  std::vector<Failure> execute(std::span<const Change> changes) override {
    return inner_.execute(changes);
  }
  Result<std::unique_ptr<Events>> subscribe() override { return inner_.subscribe(); }
  Result<std::unique_ptr<BridgeLock>> lock_bridge(LinkIndex bridge) override {
    return inner_.lock_bridge(bridge);
  }

 private:
  Kernel& inner_;
};

}  // namespace virnet::bridge
