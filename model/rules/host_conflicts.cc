// What one network takes from another on the same host.
#include <virnet/host_conflicts.h>

#include <algorithm>
#include <map>
#include <optional>
#include <tuple>

#include "model/rules/lint.h"
#include "model/rules/rules.h"
#include "model/values/stable_sort.h"

namespace virnet {

using internal::operator""_rule;

namespace {

const HostResource* find_resource(const ResourceOwner& owner, HostResource::Kind kind) {
  const auto found = std::ranges::find(owner.resources, kind, &HostResource::kind);
  return found == owner.resources.end() ? nullptr : &*found;
}

std::string name_of(const ResourceOwner& owner) {
  const HostResource* name = find_resource(owner, HostResource::Kind::Name);
  return std::string("network '")
      .append(name ? name->value : "")
      .append("' in ")
      .append(owner.path);
}

bool is_same(const ResourceOwner& a, const ResourceOwner& b, HostResource::Kind kind) {
  const HostResource* mine = find_resource(a, kind);
  const HostResource* other = find_resource(b, kind);
  return mine && other && mine->value == other->value;
}

// One document is a newer form of the other: there will never be both.
bool is_same_network(const ResourceOwner& a, const ResourceOwner& b) {
  return is_same(a, b, HostResource::Kind::Name) && is_same(a, b, HostResource::Kind::Uuid);
}

class Comparison {
 public:
  explicit Comparison(std::span<const ResourceOwner> owners) : owners_(owners) {}

  std::vector<HostConflict> run() {
    for (std::size_t i = 0; i < owners_.size(); ++i)
      for (const HostResource& resource : owners_[i].resources)
        if (resource.kind != HostResource::Kind::Subnet) compare_value(i, resource);
    compare_subnets();
    internal::stable_sort(conflicts_, [](const HostConflict& a, const HostConflict& b) {
      return std::pair(a.owner, a.diagnostic.span.offset) <
             std::pair(b.owner, b.diagnostic.span.offset);
    });
    return std::move(conflicts_);
  }

 private:
  struct Subnet {
    const HostResource* resource;
    std::size_t owner;
    internal::Subnet addresses;
  };

  void compare_value(std::size_t index, const HostResource& resource) {
    const auto [first, is_new] = first_.try_emplace({resource.kind, resource.value}, index);
    if (is_new || first->second == index) return;
    const ResourceOwner& mine = owners_[index];
    const ResourceOwner& other = owners_[first->second];
    const bool same_network = is_same_network(mine, other);
    switch (resource.kind) {
      case HostResource::Kind::Name:
        if (same_network)
          add("LINT-SAME-NETWORK"_rule, index, resource, "<name>", other,
              "with the same uuid; defining it replaces that one");
        else
          add("DEF-CONF-002"_rule, index, resource, "<name>", other,
              "with another uuid; net-define refuses the second one");
        break;
      case HostResource::Kind::Uuid:
        if (!is_same(mine, other, HostResource::Kind::Name))
          add("DEF-CONF-001"_rule, index, resource, "<uuid>", other,
              "net-define refuses the second one");
        break;
      case HostResource::Kind::Bridge:
        if (!same_network)
          add("DEF-CONF-003"_rule, index, resource, "bridge 'name'", other,
              "net-define refuses the second one");
        break;
      case HostResource::Kind::Mac:
        if (!same_network)
          add("LINT-SAME-MAC"_rule, index, resource, "<mac> 'address'", other,
              "libvirt does not check that");
        break;
      case HostResource::Kind::Subnet:
      case HostResource::Kind::PciAddress: break;
    }
  }

  void add(internal::Rule rule, std::size_t index, const HostResource& resource,
           std::string_view what, const ResourceOwner& other, std::string_view consequence) {
    if (resource.silenced) return;
    conflicts_.push_back({index,
                          {.code = rule.code(),
                           .severity = rule.severity(),
                           .span = resource.span,
                           .message = std::string(what)
                                          .append(" is '")
                                          .append(resource.value)
                                          .append("', as of ")
                                          .append(name_of(other))
                                          .append(", ")
                                          .append(consequence)}});
  }

  // Each subnet after those that contain it.
  [[nodiscard]] std::vector<Subnet> sorted_subnets() const {
    std::vector<Subnet> subnets;
    for (std::size_t i = 0; i < owners_.size(); ++i)
      for (const HostResource& resource : owners_[i].resources)
        if (resource.kind == HostResource::Kind::Subnet)
          subnets.push_back({&resource, i, {resource.network, resource.prefix}});
    const auto place = [](const Subnet& subnet) {
      const IpAddress& first = subnet.addresses.first;
      return std::tuple(first.family(), first.high(), first.low(), subnet.addresses.prefix);
    };
    internal::stable_sort(subnets,
                          [&](const Subnet& a, const Subnet& b) { return place(a) < place(b); });
    return subnets;
  }

  void compare_subnets() {
    std::vector<const Subnet*> around;  // each wider than the next, so at most 129
    const std::vector<Subnet> subnets = sorted_subnets();
    for (const Subnet& subnet : subnets) {
      while (!around.empty() && !around.back()->addresses.contains(subnet.addresses.first))
        around.pop_back();
      const auto other = std::find_if(around.rbegin(), around.rend(), [&](const Subnet* outer) {
        return outer->owner != subnet.owner &&
               !is_same_network(owners_[outer->owner], owners_[subnet.owner]);
      });
      if (other != around.rend()) add_overlap(subnet, **other);
      if (around.empty() || around.back()->addresses.prefix != subnet.addresses.prefix)
        around.push_back(&subnet);
    }
  }

  void add_overlap(const Subnet& a, const Subnet& b) {
    const Subnet& later = a.owner > b.owner ? a : b;
    const Subnet& earlier = a.owner > b.owner ? b : a;
    if (later.resource->silenced) return;
    constexpr internal::Rule rule = "LINT-SUBNETS"_rule;
    conflicts_.push_back({later.owner,
                          {.code = rule.code(),
                           .severity = rule.severity(),
                           .span = later.resource->span,
                           .message = std::string("this <ip> with the address '")
                                          .append(later.resource->value)
                                          .append("' overlaps with ")
                                          .append(internal::to_string(earlier.addresses))
                                          .append(" of ")
                                          .append(name_of(owners_[earlier.owner]))
                                          .append(", libvirt does not check that")}});
  }

  std::span<const ResourceOwner> owners_;
  std::map<std::pair<HostResource::Kind, std::string_view>, std::size_t> first_;
  std::vector<HostConflict> conflicts_;
};

}  // namespace

std::vector<HostConflict> find_conflicts(std::span<const ResourceOwner> owners) {
  return Comparison(owners).run();
}

Diagnostics find_missing_functions(
    std::span<const HostResource> resources,
    const std::function<bool(const std::string& address)>& is_virtual_function) {
  constexpr internal::Rule rule = "DEF-CONF-004"_rule;
  Diagnostics found;
  for (const HostResource& resource : resources) {
    if (resource.kind != HostResource::Kind::PciAddress || resource.silenced) continue;
    if (is_virtual_function(resource.value)) continue;
    found.push_back({.code = rule.code(),
                     .severity = rule.severity(),
                     .span = resource.span,
                     .message = std::string("the PCI address '")
                                    .append(resource.value)
                                    .append("' is no virtual function of the host, net-define "
                                            "refuses it in mode hostdev")});
  }
  return found;
}

}  // namespace virnet
