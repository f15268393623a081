// What one network takes from another on the same host.
#include <virnet/claims.h>

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

const Claim* find_claim(const Claimant& claimant, Claim::Kind kind) {
  const auto found = std::ranges::find(claimant.claims, kind, &Claim::kind);
  return found == claimant.claims.end() ? nullptr : &*found;
}

std::string name_of(const Claimant& claimant) {
  const Claim* name = find_claim(claimant, Claim::Kind::Name);
  return std::string("network '")
      .append(name ? name->value : "")
      .append("' in ")
      .append(claimant.path);
}

bool is_same(const Claimant& a, const Claimant& b, Claim::Kind kind) {
  const Claim* mine = find_claim(a, kind);
  const Claim* other = find_claim(b, kind);
  return mine && other && mine->value == other->value;
}

// One document is a newer form of the other: there will never be both.
bool is_same_network(const Claimant& a, const Claimant& b) {
  return is_same(a, b, Claim::Kind::Name) && is_same(a, b, Claim::Kind::Uuid);
}

class Comparison {
 public:
  explicit Comparison(std::span<const Claimant> claimants) : claimants_(claimants) {}

  std::vector<Conflict> run() {
    for (std::size_t i = 0; i < claimants_.size(); ++i)
      for (const Claim& claim : claimants_[i].claims)
        if (claim.kind != Claim::Kind::Subnet) compare_value(i, claim);
    compare_subnets();
    internal::stable_sort(conflicts_, [](const Conflict& a, const Conflict& b) {
      return std::pair(a.claimant, a.diagnostic.span.offset) <
             std::pair(b.claimant, b.diagnostic.span.offset);
    });
    return std::move(conflicts_);
  }

 private:
  struct Subnet {
    const Claim* claim;
    std::size_t claimant;
    internal::Subnet addresses;
  };

  void compare_value(std::size_t index, const Claim& claim) {
    const auto [first, is_new] = first_.try_emplace({claim.kind, claim.value}, index);
    if (is_new || first->second == index) return;
    const Claimant& mine = claimants_[index];
    const Claimant& other = claimants_[first->second];
    const bool same_network = is_same_network(mine, other);
    switch (claim.kind) {
      case Claim::Kind::Name:
        if (same_network)
          add("LINT-SAME-NETWORK"_rule, index, claim, "<name>", other,
              "with the same uuid; defining it replaces that one");
        else
          add("DEF-CONF-002"_rule, index, claim, "<name>", other,
              "with another uuid; net-define refuses the second one");
        break;
      case Claim::Kind::Uuid:
        if (!is_same(mine, other, Claim::Kind::Name))
          add("DEF-CONF-001"_rule, index, claim, "<uuid>", other,
              "net-define refuses the second one");
        break;
      case Claim::Kind::Bridge:
        if (!same_network)
          add("DEF-CONF-003"_rule, index, claim, "bridge 'name'", other,
              "net-define refuses the second one");
        break;
      case Claim::Kind::Mac:
        if (!same_network)
          add("LINT-SAME-MAC"_rule, index, claim, "<mac> 'address'", other,
              "libvirt does not check that");
        break;
      case Claim::Kind::Subnet:
      case Claim::Kind::PciAddress: break;
    }
  }

  void add(internal::Rule rule, std::size_t index, const Claim& claim, std::string_view what,
           const Claimant& other, std::string_view consequence) {
    if (claim.silenced) return;
    conflicts_.push_back({index,
                          {.code = rule.code(),
                           .severity = rule.severity(),
                           .span = claim.span,
                           .message = std::string(what)
                                          .append(" is '")
                                          .append(claim.value)
                                          .append("', as of ")
                                          .append(name_of(other))
                                          .append(", ")
                                          .append(consequence)}});
  }

  // Each subnet after those that contain it.
  [[nodiscard]] std::vector<Subnet> sorted_subnets() const {
    std::vector<Subnet> subnets;
    for (std::size_t i = 0; i < claimants_.size(); ++i)
      for (const Claim& claim : claimants_[i].claims)
        if (claim.kind == Claim::Kind::Subnet)
          subnets.push_back({&claim, i, {claim.network, claim.prefix}});
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
        return outer->claimant != subnet.claimant &&
               !is_same_network(claimants_[outer->claimant], claimants_[subnet.claimant]);
      });
      if (other != around.rend()) add_overlap(subnet, **other);
      if (around.empty() || around.back()->addresses.prefix != subnet.addresses.prefix)
        around.push_back(&subnet);
    }
  }

  void add_overlap(const Subnet& a, const Subnet& b) {
    const Subnet& later = a.claimant > b.claimant ? a : b;
    const Subnet& earlier = a.claimant > b.claimant ? b : a;
    if (later.claim->silenced) return;
    constexpr internal::Rule rule = "LINT-SUBNETS"_rule;
    conflicts_.push_back({later.claimant,
                          {.code = rule.code(),
                           .severity = rule.severity(),
                           .span = later.claim->span,
                           .message = std::string("this <ip> with the address '")
                                          .append(later.claim->value)
                                          .append("' overlaps with ")
                                          .append(internal::to_string(earlier.addresses))
                                          .append(" of ")
                                          .append(name_of(claimants_[earlier.claimant]))
                                          .append(", libvirt does not check that")}});
  }

  std::span<const Claimant> claimants_;
  std::map<std::pair<Claim::Kind, std::string_view>, std::size_t> first_;
  std::vector<Conflict> conflicts_;
};

}  // namespace

std::vector<Conflict> find_conflicts(std::span<const Claimant> claimants) {
  return Comparison(claimants).run();
}

Diagnostics find_missing_functions(
    std::span<const Claim> claims,
    const std::function<bool(const std::string& address)>& is_virtual_function) {
  constexpr internal::Rule rule = "DEF-CONF-004"_rule;
  Diagnostics found;
  for (const Claim& claim : claims) {
    if (claim.kind != Claim::Kind::PciAddress || claim.silenced) continue;
    if (is_virtual_function(claim.value)) continue;
    found.push_back({.code = rule.code(),
                     .severity = rule.severity(),
                     .span = claim.span,
                     .message = std::string("the PCI address '")
                                    .append(claim.value)
                                    .append("' is no virtual function of the host, net-define "
                                            "refuses it in mode hostdev")});
  }
  return found;
}

}  // namespace virnet
