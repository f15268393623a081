// virnet beside the libvirt of this machine, in one process: both refuse, or both accept and print
// the same bytes, or virnet refuses on purpose.
//
// Which libvirt that is, the dynamic linker decides (LD_LIBRARY_PATH). Without one the program ends
// with status 77.
#include "bench/libvirt.h"

#include <cstdlib>
#include <optional>

#include "conformance/differential/compare.h"
#include "fuzz/input.h"
#include "fuzz/oracle.h"

namespace virnet::fuzz {
namespace {

constexpr int kSkipped = 77;

struct Partner {
  bench::Libvirt libvirt;
  Release release;
};

const Partner& partner() {
  static const Partner found = [] {
    std::string error;
    auto libvirt = bench::Libvirt::load(error);
    if (libvirt && !parse_release(libvirt->version())) error = "libvirt " + libvirt->version();
    if (!error.empty()) {
      std::fprintf(stderr, "skipped, no libvirt that virnet knows: %s\n", error.c_str());
      std::_Exit(kSkipped);
    }
    const Release release = *parse_release(libvirt->version());
    return Partner{*std::move(libvirt), release};
  }();
  return found;
}

differential::Answer ask(const bench::Libvirt& libvirt, const std::string& document) {
  const bench::Libvirt::Definition definition = libvirt.parse(document, false);
  if (!definition) return {false, libvirt.last_error()};
  return {true, libvirt.print(definition)};
}

}  // namespace
}  // namespace virnet::fuzz

// libvirt's own leaks are no finding here.
extern "C" int __lsan_is_turned_off();               // NOLINT(bugprone-reserved-identifier)
extern "C" int __lsan_is_turned_off() { return 1; }  // NOLINT(bugprone-reserved-identifier)

extern "C" int LLVMFuzzerInitialize(int*, char***) {
  (void)virnet::fuzz::partner();
  return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace virnet;
  using namespace virnet::fuzz;
  if (size > kMostBytes) return 0;
  const std::string document(split(data, size).text);
  const auto& [libvirt, release] = partner();
  const differential::Comparison comparison = differential::compare(
      ask(libvirt, document), document, differential::DocumentKind::Network, release);
  require(!differential::is_disagreement(comparison.verdict), "{}\nlibvirt: {}\nvirnet: {}\n{}",
          to_string(comparison.verdict), comparison.libvirt, comparison.virnet, document);
  return 0;
}
