// conformance/library/sample.h - What the examples of the headers are about: a document, a network,
// a bridge with an uplink and a guest.
#pragma once

#include <gtest/gtest.h>
#include <virnet/apply.h>
#include <virnet/guest_ports.h>
#include <virnet/parse.h>

#include <string>
#include <string_view>
#include <vector>

#include "bridge/memory/memory_kernel.h"

namespace virnet::sample {

inline constexpr std::string_view kNetwork =
    "<network>"
    "<name>lab</name><title>old</title>"
    "<forward mode='nat'/>"
    "<bridge name='virbr0' macTableManager='libvirt'/>"
    "<ip address='192.168.7.1' prefix='24'/>"
    "<route address='10.0.0.0' prefix='8' gateway='192.168.7.2' metric='12'/>"
    "</network>";

inline constexpr std::string_view kPort =
    "<networkport>"
    "<uuid>6b0c9a4e-52c5-4a0b-8a3d-0d9a4b6e7f11</uuid>"
    "<owner><name>vm</name><uuid>6b0c9a4e-52c5-4a0b-8a3d-0d9a4b6e7f12</uuid></owner>"
    "<mac address='52:54:00:00:00:01'/>"
    "<plug type='network' bridge='virbr0'/>"
    "</networkport>";

inline constexpr std::string_view kDomain =
    "<domain type='kvm' id='1'><name>vm</name><devices>"
    "<interface type='network'>"
    "<source network='lab' bridge='virbr0'/>"
    "<mac address='52:54:00:00:00:01'/><target dev='vnet0'/>"
    "</interface></devices></domain>";

inline Network network() { return parse(kNetwork).network.value(); }

inline std::vector<bridge::GuestPort> guests() {
  return {{.port = "vnet0", .mac = MacAddress({0x52, 0x54, 0, 0, 0, 1})}};
}

inline bridge::BridgeState wish() { return bridge::desired_state(network(), guests()).value(); }

// virbr0 with eth0 and vnet0, which learns and floods.
inline void build(bridge::Kernel& kernel) {
  using namespace bridge;
  const auto must = [&](const Change& change) { EXPECT_TRUE(kernel.change(change)); };
  must(AddBridge{"virbr0"});
  must(SetLink{.index = kernel.link("virbr0")->index, .up = true});
  for (const std::string name : {"eth0", "vnet0"}) {
    must(AddVeth{name, name + "-far"});
    must(SetLink{.index = kernel.link(name + "-far")->index, .up = true});
    must(SetLink{
        .index = kernel.link(name)->index, .up = true, .master = kernel.link("virbr0")->index});
  }
}

inline bridge::BridgeState observed() {
  bridge::MemoryKernel kernel;
  build(kernel);
  return bridge::observe(kernel, "virbr0").value();
}

// What an example does with what is wrong.
inline void say(std::string_view trouble) { ADD_FAILURE() << trouble; }
inline void fail(std::string_view trouble) { ADD_FAILURE() << trouble; }

}  // namespace virnet::sample
