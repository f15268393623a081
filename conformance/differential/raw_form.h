// What libvirt prints where virnet escapes.
//
// libvirt prints six values without escaping them: the names of <domain> and <portgroup>, mac, id
// and name of a DHCP <host>, profileid of <parameters>. virnet never does. The difference can be
// undone in one direction only.
#pragma once

#include <string>
#include <string_view>

namespace virnet::differential {

// The printed form of virnet with those six values unescaped. Everything else stays byte for byte.
[[nodiscard]] std::string raw_form(std::string_view printed);

}  // namespace virnet::differential
