// Which networks come back from their printed form as they were.
//
// libvirt's form cannot carry everything. Each exception below is libvirt's, and tested by itself.
#pragma once

#include <virnet/network.h>
#include <virnet/networkport.h>
#include <virnet/release.h>

#include <string_view>

namespace virnet::generate {

// Printing, reading and printing again, all as libvirt `release`, gives the same bytes. Not so for
//   - TAB, LF and CR in an attribute value, and CR in text: printed raw
//   - a delay from 2^63: printed as a negative number
//   - a PCI function above 9: its decimal digits are printed after 0x
//   - a driver without name in a forward without content: its line stands outside of <forward>
//   - a native VLAN that is listed twice: nativeMode is printed twice, which is refused
//   - what libvirt prints with nothing in it: a bandwidth of which nothing is printed, and a
//     virtualport whose parameters are not those of its type
//   - metadata: blanks that were written as references or CDATA
//
// Which elements are printed, and how, is asked of the writer's own table.
[[nodiscard]] bool is_exact(const Network& network, Release release);
// The same of a port. Not so either for
//   - a PCI device of which nothing is said about managed: 7.0 prints 'no', meaning 'yes'
[[nodiscard]] bool is_exact(const NetworkPort& port, Release release);

}  // namespace virnet::generate
