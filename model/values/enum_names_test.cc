// The words for enumerated values are libvirt's.
#include "model/values/enum_names.h"

#include <gtest/gtest.h>

#include <set>

namespace virnet::internal {
namespace {

// Every enumerator with its word: `last` is the last one, and has no successor in the list.
template <typename E>
void expect_words(E last, std::initializer_list<std::pair<E, std::string_view>> words) {
  ASSERT_EQ(kNames<E>.size(), static_cast<std::size_t>(last) + 1);
  ASSERT_EQ(words.size(), kNames<E>.size());
  for (const auto& [value, word] : words) EXPECT_EQ(name_of(value), word);
  const std::set<std::string_view> distinct(kNames<E>.begin(), kNames<E>.end());
  EXPECT_EQ(distinct.size(), kNames<E>.size());
}

TEST(EnumNames, AreLibvirtsWords) {
  using enum ForwardMode;
  expect_words(Tristate::No, {{Tristate::Unset, ""}, {Tristate::Yes, "yes"}, {Tristate::No, "no"}});
  expect_words(Hostdev, {{None, "none"},
                         {Nat, "nat"},
                         {Route, "route"},
                         {Open, "open"},
                         {ForwardMode::Bridge, "bridge"},
                         {Private, "private"},
                         {Vepa, "vepa"},
                         {Passthrough, "passthrough"},
                         {Hostdev, "hostdev"}});
  expect_words(MacTableManager::Libvirt, {{MacTableManager::Unset, ""},
                                          {MacTableManager::Kernel, "kernel"},
                                          {MacTableManager::Libvirt, "libvirt"}});
  expect_words(DriverName::Xen, {{DriverName::Unset, ""},
                                 {DriverName::Kvm, "kvm"},
                                 {DriverName::Vfio, "vfio"},
                                 {DriverName::Xen, "xen"}});
  expect_words(Family::V6, {{Family::Unset, ""}, {Family::V4, "ipv4"}, {Family::V6, "ipv6"}});
  expect_words(LeaseUnit::Hours, {{LeaseUnit::Seconds, "seconds"},
                                  {LeaseUnit::Minutes, "minutes"},
                                  {LeaseUnit::Hours, "hours"}});
  expect_words(NativeMode::Untagged, {{NativeMode::Unset, ""},
                                      {NativeMode::Tagged, "tagged"},
                                      {NativeMode::Untagged, "untagged"}});
  expect_words(VirtualPortType::Midonet, {{VirtualPortType::Unset, ""},
                                          {VirtualPortType::Qbg, "802.1Qbg"},
                                          {VirtualPortType::Qbh, "802.1Qbh"},
                                          {VirtualPortType::OpenVSwitch, "openvswitch"},
                                          {VirtualPortType::Midonet, "midonet"}});
  expect_words(PlugType::HostdevPci, {{PlugType::None, "none"},
                                      {PlugType::Network, "network"},
                                      {PlugType::Bridge, "bridge"},
                                      {PlugType::Direct, "direct"},
                                      {PlugType::HostdevPci, "hostdev-pci"}});
  expect_words(DirectMode::Passthrough, {{DirectMode::Vepa, "vepa"},
                                         {DirectMode::Private, "private"},
                                         {DirectMode::Bridge, "bridge"},
                                         {DirectMode::Passthrough, "passthrough"}});
}

}  // namespace
}  // namespace virnet::internal
