// model/values/enum_names.h - The words for enumerated values, each list in the order of its
// enumeration.
//
// An empty word stands for "not in the document". Reading and writing both use these lists.
#pragma once

#include <virnet/networkport.h>

#include <array>
#include <string_view>

namespace virnet::internal {

template <typename E>
inline constexpr std::array<std::string_view, 0> kNames{};

template <>
inline constexpr std::array<std::string_view, 3> kNames<Tristate>{"", "yes", "no"};
template <>
inline constexpr std::array<std::string_view, 9> kNames<ForwardMode>{
    "none", "nat", "route", "open", "bridge", "private", "vepa", "passthrough", "hostdev"};
template <>
inline constexpr std::array<std::string_view, 3> kNames<MacTableManager>{"", "kernel", "libvirt"};
template <>
inline constexpr std::array<std::string_view, 4> kNames<DriverName>{"", "kvm", "vfio", "xen"};
template <>
inline constexpr std::array<std::string_view, 3> kNames<Family>{"", "ipv4", "ipv6"};
template <>
inline constexpr std::array<std::string_view, 3> kNames<LeaseUnit>{"seconds", "minutes", "hours"};
template <>
inline constexpr std::array<std::string_view, 3> kNames<NativeMode>{"", "tagged", "untagged"};
template <>
inline constexpr std::array<std::string_view, 5> kNames<VirtualPortType>{"", "802.1Qbg", "802.1Qbh",
                                                                         "openvswitch", "midonet"};

template <>
inline constexpr std::array<std::string_view, 5> kNames<PlugType>{"none", "network", "bridge",
                                                                  "direct", "hostdev-pci"};
template <>
inline constexpr std::array<std::string_view, 4> kNames<DirectMode>{"vepa", "private", "bridge",
                                                                    "passthrough"};

template <typename E>
[[nodiscard]] constexpr std::string_view name_of(E value) {
  return kNames<E>[static_cast<std::size_t>(value)];
}

}  // namespace virnet::internal
