// include/virnet/host_conflicts.h - Networks that cannot live on one host together.
//
//   std::vector<virnet::ResourceOwner> owners;
//   for (const char* path : {"a.xml", "b.xml"}) {
//     virnet::ParseResult parsed = virnet::parse("<network><name>lab</name></network>");
//     owners.push_back({path, std::move(parsed.resources)});
//   }
//   for (const virnet::HostConflict& c : virnet::find_conflicts(owners))
//     fmt::print("{}:{}: {}\n", owners[c.owner].path, c.diagnostic.span.line,
//     c.diagnostic.message);
//
// A pure function over plain values, in time n log n of the resources. What only the host can tell
// it is asked for:
//
//   virnet::find_missing_functions(owners[0].resources, [](const std::string& address) {
//     return std::filesystem::exists("/sys/bus/pci/devices/" + address + "/physfn");
//   });
#pragma once

#include <virnet/diagnostic.h>
#include <virnet/ip_address.h>
#include <virnet/limits.h>
#include <virnet/uuid.h>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

namespace virnet {

// One thing that only one network of a host can have.
struct HostResource {
  enum class Kind : std::uint8_t { Name, Uuid, Bridge, Mac, Subnet, PciAddress };
  Kind kind = Kind::Name;
  std::string value = {};  // as libvirt prints it; of a subnet the address of the bridge
  IpAddress network = {};  // of a subnet
  unsigned prefix = 0;     // of a subnet
  Span span = {};          // where the document says so
  bool silenced = false;   // a comment of the document wants nothing said about it

  friend bool operator==(const HostResource&, const HostResource&) = default;
};

// A network, by its document.
struct ResourceOwner {
  std::string path = {};  // for messages
  std::vector<HostResource> resources = {};
};

struct HostConflict {
  std::size_t owner = 0;  // the later of the two; its document is where `diagnostic` is
  Diagnostic diagnostic = {};
};

struct ConflictOptions {
  // Codes of rules of which nothing is said: see is_ignored().
  std::vector<std::string> ignore = {};
  // Of one owner; the last one then says that more were left out. 0 counts as 1.
  std::size_t max_diagnostics = Limits{}.max_diagnostics;
};

// Every resource that an earlier owner has already, once each, in the order of the owners and of
// their documents.
[[nodiscard]] std::vector<HostConflict> find_conflicts(std::span<const ResourceOwner> owners,
                                                       const ConflictOptions& options = {});

// Every PCI address, as sysfs writes it ("0000:05:10.1"), that is no virtual function of the host,
// which net-define refuses (libvirt 7.0 to 12.8). Throws what `is_virtual_function` throws.
[[nodiscard]] Diagnostics find_missing_functions(
    std::span<const HostResource> resources,
    const std::function<bool(const std::string& address)>& is_virtual_function,
    const ConflictOptions& options = {});

}  // namespace virnet
