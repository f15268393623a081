// conformance/library/sample.h - What the examples of the headers are about: documents of a
// network, of a port of it, and of a guest.
#pragma once

#include <gtest/gtest.h>
#include <virnet/parse.h>

#include <string>
#include <string_view>
#include <vector>

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

}  // namespace virnet::sample
