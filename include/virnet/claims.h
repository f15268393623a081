// include/virnet/claims.h - What networks that are to live on one host take from each other.
//
//   std::vector<virnet::Claimant> claimants;
//   for (const Document& d : folder) {
//     virnet::ParseResult r = virnet::parse(d.text);
//     claimants.push_back({d.path, std::move(r.claims)});
//   }
//   for (const virnet::Conflict& c : virnet::find_conflicts(claimants))
//     fmt::print("{}:{}: {}\n", claimants[c.claimant].path, c.diagnostic.span.line,
//                c.diagnostic.message);
//
// A pure function over plain values, in time n log n of the claims. What of a claim only the host
// can grant is asked of it:
//
//   virnet::find_missing_functions(r.claims, [](const std::string& address) {
//     return std::filesystem::exists("/sys/bus/pci/devices/" + address + "/physfn");
//   });
#pragma once

#include <virnet/address.h>
#include <virnet/diagnostic.h>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

namespace virnet {

// One thing that only one network of a host can have.
struct Claim {
  enum class Kind : std::uint8_t { Name, Uuid, Bridge, Mac, Subnet, PciAddress };
  Kind kind = Kind::Name;
  std::string value = {};  // as libvirt prints it; of a subnet the address of the bridge
  IpAddress network = {};  // of a subnet
  unsigned prefix = 0;     // of a subnet
  Span span = {};          // where the document says so
  bool silenced = false;   // a comment of the document wants nothing said about it

  friend bool operator==(const Claim&, const Claim&) = default;
};

struct Claimant {
  std::string path = {};  // for messages
  std::vector<Claim> claims = {};
};

struct Conflict {
  std::size_t claimant = 0;  // the later of the two; its document is where `diagnostic` is
  Diagnostic diagnostic = {};
};

// Every claim on what an earlier claimant has already, once each, in the order of the claimants and
// of their documents.
[[nodiscard]] std::vector<Conflict> find_conflicts(std::span<const Claimant> claimants);

// Every PCI address, as sysfs writes it ("0000:05:10.1"), that is no virtual function of the host,
// which net-define refuses (libvirt 7.0 to 12.8). Throws what `is_virtual_function` throws.
[[nodiscard]] Diagnostics find_missing_functions(
    std::span<const Claim> claims,
    const std::function<bool(const std::string& address)>& is_virtual_function);

}  // namespace virnet
