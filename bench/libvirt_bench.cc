// libvirt's own parser and formatter.
#include <cstdlib>
#include <memory>
#include <vector>

#include "bench/libvirt.h"
#include "bench/suite.h"

namespace virnet::bench {
namespace {

// What takes longer than anybody wants to wait for: libvirt needs 18 seconds for 100 MB, and to
// validate reads its schema anew for each document.
constexpr std::size_t kLargestRead = 10'000'000;
constexpr std::size_t kLargestValidated = 100'000;
bool is_validated(const LazyInput& input) {
  return input.largest() <= kLargestValidated && input.name() != "many";
}

void add_format(LazyInput& input, const std::shared_ptr<const Libvirt>& libvirt) {
  benchmark::RegisterBenchmark(("write/libvirt/" + input.name()).c_str(),
                               [&input, libvirt](benchmark::State& state) {
                                 std::vector<Libvirt::Definition> definitions;
                                 for (const std::string& document : input.get().documents) {
                                   definitions.push_back(libvirt->parse(document, false));
                                   if (!definitions.back()) std::abort();
                                 }
                                 std::size_t bytes = 0;
                                 for (auto _ : state)
                                   for (const Libvirt::Definition& definition : definitions)
                                     bytes += libvirt->format(definition);
                                 state.SetBytesProcessed(static_cast<std::int64_t>(bytes));
                               })
      ->Unit(benchmark::kMicrosecond);
}

}  // namespace

void add_libvirt(Inputs& inputs) {
  std::string error;
  auto loaded = Libvirt::load(error);
  benchmark::AddCustomContext("libvirt", loaded ? loaded->version() : "none: " + error);
  if (!loaded) return;
  const auto libvirt = std::make_shared<const Libvirt>(*std::move(loaded));
  for (LazyInput& input : inputs) {
    if (input.largest() > kLargestRead) continue;
    add_benchmark("parse/libvirt", input, [libvirt](const std::string& document) {
      if (!libvirt->parse(document, false)) std::abort();
    });
    add_format(input, libvirt);
    if (is_validated(input))
      add_benchmark("lint/libvirt-validate", input, [libvirt](const std::string& document) {
        benchmark::DoNotOptimize(libvirt->parse(document, true));
      });
  }
}

}  // namespace virnet::bench
