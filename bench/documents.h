// bench/documents.h - What the benchmarks read and write.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace virnet::bench {

// A valid network of about `bytes` bytes, the same for the same arguments: of what does not belong
// to every network, six tenths are DHCP hosts, two DNS hosts, one portgroups and one metadata.
[[nodiscard]] std::string network_document(std::size_t bytes, std::uint64_t seed);

// A network with so many DHCP hosts and little else.
[[nodiscard]] std::string hosts_document(std::size_t count, std::uint64_t seed);

// Documents that a benchmark goes through one after another.
struct Input {
  std::string name;  // "1000" for a document of so many bytes, "many", "corpus"
  std::vector<std::string> documents;

  [[nodiscard]] std::size_t bytes() const;
};

inline constexpr std::size_t kSizes[] = {300,       1'000,      10'000,     100'000,
                                         1'000'000, 10'000'000, 100'000'000};
inline constexpr std::uint64_t kSeed = 1;
inline constexpr std::size_t kMany = 20'000;

[[nodiscard]] Input one_document(std::size_t bytes);
// Different networks of 300 to 3,000 bytes.
[[nodiscard]] Input many_documents();
// The golden cases that libvirt 9.0 accepts and Expat alone reads: short, and full of oddities.
[[nodiscard]] Input corpus();

}  // namespace virnet::bench
