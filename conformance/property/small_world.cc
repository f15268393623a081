// Addresses from a small world, where they meet: ranges at the edges of their network, gateways
// within and without.
#include <string>

#include "conformance/property/documents.h"

namespace virnet::generate {
namespace {

struct World {
  std::string_view family;
  std::vector<std::string_view> addresses;
  std::vector<std::string_view> prefixes;
  std::vector<std::string_view> masks;
};

World some_world(Choices& choices) {
  if (choices.chance(30))
    return {"ipv6",
            {"fd00:7::1", "fd00:7::", "fd00:7::5", "fd00:7::9", "fd00:7::ffff", "fd00:7::1:0",
             "fd00:7:0:1::1", "fd00:8::", "::"},
            {"64", "128", "112", "113", "1", "0"},
            {"255.255.255.0"}};
  return {"ipv4",
          {"192.168.7.1", "192.168.7.0", "192.168.7.5", "192.168.7.9", "192.168.7.255",
           "192.168.7.254", "192.168.8.0", "192.168.0.0", "192.168.255.255", "192.169.0.1",
           "192.169.7.4", "10.0.0.0", "0.0.0.0", "fd00:7::1"},
          {"24", "16", "8", "31", "30", "32", "0"},
          {"255.255.255.0", "255.255.0.0", "255.0.255.0", "255.255.255.254", "0.0.0.0"}};
}

// The attributes that say how long a network is: mostly one of the two.
void add_length(Choices& choices, const World& world, Node& node) {
  constexpr unsigned kRarely = 8;
  const bool prefix = choices.chance(60);
  if (prefix) node.attributes.push_back({"prefix", std::string(choices.pick_from(world.prefixes))});
  if (choices.chance(prefix ? kRarely : 60))
    node.attributes.push_back({"netmask", std::string(choices.pick_from(world.masks))});
}

void add_family(Choices& choices, const World& world, Node& node) {
  if (world.family == "ipv6" ? !choices.chance(5) : choices.chance(20))
    node.attributes.push_back({"family", std::string(world.family)});
}

std::string some(Choices& choices, const World& world) {
  return std::string(choices.pick_from(world.addresses));
}

Node ip_of(Choices& choices, const World& world) {
  Node ip = element("ip", {{"address", some(choices, world)}});
  add_family(choices, world, ip);
  add_length(choices, world, ip);
  Node dhcp = element("dhcp");
  for (std::size_t n = choices.below(3); n > 0; --n)
    dhcp.children.push_back(
        element("range", {{"start", some(choices, world)}, {"end", some(choices, world)}}));
  if (choices.chance(30))
    dhcp.children.push_back(element("host", {{"name", "h"}, {"ip", some(choices, world)}}));
  ip.children.push_back(std::move(dhcp));
  return ip;
}

Node route_of(Choices& choices, const World& world) {
  Node route = element("route", {{"gateway", some(choices, world)}});
  if (!choices.chance(10)) route.attributes.push_back({"address", some(choices, world)});
  add_family(choices, world, route);
  add_length(choices, world, route);
  return route;
}

}  // namespace

void add_small_world(Choices& choices, Node& network) {
  const World world = some_world(choices);
  for (std::size_t n = 1 + choices.below(2); n > 0; --n)
    network.children.push_back(ip_of(choices, world));
  for (std::size_t n = choices.below(3); n > 0; --n)
    network.children.push_back(route_of(choices, world));
}

}  // namespace virnet::generate
