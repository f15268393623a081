#include "conformance/property/exact.h"

#include <virnet/write.h>

#include <algorithm>
#include <optional>

#include "parser/write/writer.h"

namespace virnet::generate {
namespace {

using internal::ChildRow;
using internal::Printing;

// A TAB, LF or CR in an attribute value, or a CR in text.
bool has_raw_blanks(std::string_view document) {
  bool in_tag = false;
  bool in_value = false;
  for (const char c : document) {
    if (in_tag && c == '\'') in_value = !in_value;
    if (!in_value && (c == '<' || c == '>')) in_tag = c == '<';
    if (c == '\r' || (in_value && (c == '\t' || c == '\n'))) return true;
  }
  return false;
}

// Whether each element below this one is printed for what is in it, and within this one.
bool prints_what_there_is(Printing& printing, const ChildRow& row, const void* object,
                          const void* parent) {
  if (!printing.is_printed(row, object, parent)) return true;
  if (!printing.has_content(row, object, parent)) return false;
  if (printing.is_orphaned(row, object, parent)) return false;
  return std::ranges::all_of(row.type->children, [&](const ChildRow& child) {
    if (!child.each) return true;
    for (const void* each : child.each(object))
      if (!prints_what_there_is(printing, child, each, object)) return false;
    return true;
  });
}

bool is_exact(const Vlan& vlan) {
  if (vlan.native_mode == NativeMode::Unset) return true;
  return std::ranges::count(vlan.tags, std::optional(vlan.native_id), &VlanTag::id) == 1;
}

bool is_exact(const PciAddress& address) { return address.function < 10; }

}  // namespace

bool is_exact(const Network& network, Release release) {
  Printing printing(internal::dialect_of(release));
  return prints_what_there_is(printing, internal::network_row(), &*network, nullptr) &&
         !has_raw_blanks(write(network, release)) && !network->metadata &&
         network->bridge.delay < (std::uint64_t{1} << 63) && is_exact(network->vlan) &&
         std::ranges::all_of(
             network->portgroups, [](const Portgroup& group) { return is_exact(group.vlan); }) &&
         std::ranges::all_of(
             network->forward.addresses,
             [](const PciAddress& address) { return is_exact(address); });
}

bool is_exact(const NetworkPort& port, Release release) {
  const Plug& plug = port->plug;
  const bool reverses_managed = release < Release(9, 0) && plug.type == PlugType::HostdevPci &&
                                plug.managed == Tristate::Unset;
  Printing printing(internal::dialect_of(release));
  return prints_what_there_is(printing, internal::networkport_row(), &*port, nullptr) &&
         !has_raw_blanks(write(port, release)) && !reverses_managed && is_exact(port->vlan) &&
         (!plug.address || is_exact(*plug.address));
}

}  // namespace virnet::generate
