// What one network takes from another on the same host.
#include <virnet/host_conflicts.h>
#include <virnet/rules.h>

#include <algorithm>
#include <map>
#include <tuple>

#include "model/rules/lint.h"
#include "model/rules/rules.h"
#include "model/rules/validate.h"
#include "model/values/stable_sort.h"

namespace virnet {

using internal::operator""_rule;

namespace {

// Leaves what fits into the limit, errors before the rest, and says how many of `total` do not.
void cut_to_limit(Diagnostics& found, std::size_t total, std::size_t limit) {
  limit = std::max<std::size_t>(limit, 1);
  if (total > limit) {
    internal::stable_sort(
        found, [](const Diagnostic& a, const Diagnostic& b) { return a.severity < b.severity; });
    if (found.size() >= limit) found.resize(limit - 1);
  }
  internal::stable_sort(found, [](const Diagnostic& a, const Diagnostic& b) {
    return a.span.offset < b.span.offset;
  });
  if (total > limit)
    found.push_back({.code = "LIMIT-DIAGNOSTICS"_rule.code(),
                     .severity = Severity::Note,
                     .span = found.empty() ? Span{} : found.back().span,
                     .message = std::to_string(total - found.size()) + " more are not shown"});
}

// What tells a network from others: numbers, the same for the same name or uuid.
struct Identity {
  static constexpr std::size_t kNone = ~std::size_t{0};
  std::size_t name = kNone;
  std::size_t uuid = kNone;
  std::string_view shown = {};
};

std::vector<Identity> identities_of(std::span<const ResourceOwner> owners) {
  std::map<std::string_view, std::size_t> numbers;
  std::vector<Identity> identities(owners.size());
  for (std::size_t i = 0; i < owners.size(); ++i)
    for (const HostResource& resource : owners[i].resources) {
      if (resource.kind != HostResource::Kind::Name && resource.kind != HostResource::Kind::Uuid)
        continue;
      Identity& it = identities[i];
      std::size_t& number = resource.kind == HostResource::Kind::Name ? it.name : it.uuid;
      if (number != Identity::kNone) continue;
      number = numbers.try_emplace(resource.value, numbers.size()).first->second;
      if (&number == &it.name) it.shown = resource.value;
    }
  return identities;
}

class Comparison {
 public:
  Comparison(std::span<const ResourceOwner> owners, const ConflictOptions& options)
      : owners_(owners),
        options_(options),
        identities_(identities_of(owners)),
        of_(owners.size()) {}

  std::vector<HostConflict> run() {
    for (std::size_t i = 0; i < owners_.size(); ++i)
      for (const HostResource& resource : owners_[i].resources)
        if (is_single(resource.kind)) compare_value(i, resource);
    compare_subnets();
    std::vector<HostConflict> conflicts;
    for (std::size_t i = 0; i < owners_.size(); ++i) {
      cut_to_limit(of_[i].found, of_[i].total, options_.max_diagnostics);
      for (Diagnostic& diagnostic : of_[i].found) conflicts.push_back({i, std::move(diagnostic)});
    }
    return conflicts;
  }

 private:
  struct Subnet {
    const HostResource* resource;
    std::size_t owner;
    internal::Subnet addresses;
  };

  // What an owner has found; of what is beyond the limit only the number is kept.
  struct Found {
    Diagnostics found = {};
    std::size_t total = 0;
  };

  // Only one network may have such a value, whatever the others are. An address of a device
  // several may name.
  static bool is_single(HostResource::Kind kind) {
    return kind != HostResource::Kind::Subnet && kind != HostResource::Kind::PciAddress;
  }

  [[nodiscard]] bool is_same_name(std::size_t a, std::size_t b) const {
    return identities_[a].name == identities_[b].name && identities_[a].name != Identity::kNone;
  }
  // One document is a newer form of the other: there will never be both.
  [[nodiscard]] bool is_same_network(std::size_t a, std::size_t b) const {
    return is_same_name(a, b) && identities_[a].uuid == identities_[b].uuid &&
           identities_[a].uuid != Identity::kNone;
  }
  [[nodiscard]] std::string name_of(std::size_t index) const {
    return std::string("network ")
        .append(internal::quoted(identities_[index].shown))
        .append(" in ")
        .append(owners_[index].path);
  }

  void compare_value(std::size_t index, const HostResource& resource) {
    const auto [first, is_new] = first_.try_emplace({resource.kind, resource.value}, index);
    if (is_new || first->second == index) return;
    const std::size_t other = first->second;
    const bool same_network = is_same_network(index, other);
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
        if (!is_same_name(index, other))
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
           std::string_view what, std::size_t other, std::string_view consequence) {
    if (resource.silenced || is_ignored(rule.code(), options_.ignore)) return;
    ++of_[index].total;
    of_[index].found.push_back({.code = rule.code(),
                                .severity = rule.severity(),
                                .span = resource.span,
                                .message = std::string(what)
                                               .append(" is ")
                                               .append(internal::quoted(resource.value))
                                               .append(", as of ")
                                               .append(name_of(other))
                                               .append(", ")
                                               .append(consequence)});
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
        return outer->owner != subnet.owner && !is_same_network(outer->owner, subnet.owner);
      });
      if (other != around.rend()) add_overlap(subnet, **other);
      if (around.empty() || around.back()->addresses.prefix != subnet.addresses.prefix)
        around.push_back(&subnet);
    }
  }

  void add_overlap(const Subnet& a, const Subnet& b) {
    const Subnet& later = a.owner > b.owner ? a : b;
    const Subnet& earlier = a.owner > b.owner ? b : a;
    constexpr internal::Rule rule = "LINT-SUBNETS"_rule;
    if (later.resource->silenced || is_ignored(rule.code(), options_.ignore)) return;
    if (++of_[later.owner].total > options_.max_diagnostics) return;
    of_[later.owner].found.push_back({.code = rule.code(),
                                      .severity = rule.severity(),
                                      .span = later.resource->span,
                                      .message = std::string("this <ip> with the address '")
                                                     .append(later.resource->value)
                                                     .append("' overlaps with ")
                                                     .append(internal::to_string(earlier.addresses))
                                                     .append(" of ")
                                                     .append(name_of(earlier.owner))
                                                     .append(", libvirt does not check that")});
  }

  std::span<const ResourceOwner> owners_;
  const ConflictOptions& options_;
  std::vector<Identity> identities_;  // of each owner
  std::vector<Found> of_;             // each owner
  std::map<std::pair<HostResource::Kind, std::string_view>, std::size_t> first_;
};

}  // namespace

std::vector<HostConflict> find_conflicts(std::span<const ResourceOwner> owners,
                                         const ConflictOptions& options) {
  return Comparison(owners, options).run();
}

Diagnostics find_missing_functions(
    std::span<const HostResource> resources,
    const std::function<bool(const std::string& address)>& is_virtual_function,
    const ConflictOptions& options) {
  constexpr internal::Rule rule = "DEF-CONF-004"_rule;
  Diagnostics found;
  if (is_ignored(rule.code(), options.ignore)) return found;
  std::size_t total = 0;
  for (const HostResource& resource : resources) {
    if (resource.kind != HostResource::Kind::PciAddress || resource.silenced) continue;
    if (is_virtual_function(resource.value) || ++total > options.max_diagnostics) continue;
    found.push_back({.code = rule.code(),
                     .severity = rule.severity(),
                     .span = resource.span,
                     .message = std::string("the PCI address '")
                                    .append(resource.value)
                                    .append("' is no virtual function of the host, net-define "
                                            "refuses it in mode hostdev")});
  }
  cut_to_limit(found, total, options.max_diagnostics);
  return found;
}

}  // namespace virnet
