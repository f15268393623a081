// include/virnet/write.h - The canonical form of a document.
//
//   std::string xml = virnet::write(network, virnet::Release(12, 8));
//
// Prints the bytes of `virsh net-dumpxml --inactive` of the release: one element a line, two spaces
// a level, single quotes, a final line feed. Two differences, both on purpose (docs/compat.md): a
// uuid that the document did not have stays absent, and the six fields which libvirt prints without
// escaping are escaped. Where the form of a release is not known (<virnet/release.h>), it is that
// of the next verified one.
#pragma once

#include <virnet/network.h>
#include <virnet/networkport.h>
#include <virnet/release.h>

#include <string>

namespace virnet {

[[nodiscard]] std::string write(const Network& network, Release release = kNewestRelease);
// Appends to `out`, which lets a caller reuse one buffer for many documents.
void write_to(std::string& out, const Network& network, Release release = kNewestRelease);

// The bytes of `virsh net-port-dumpxml` of the release, but for an escaped profileid.
[[nodiscard]] std::string write(const NetworkPort& port, Release release = kNewestRelease);

}  // namespace virnet
