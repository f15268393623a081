// virnet's own paths.
#include <malloc.h>
#include <virnet/parse.h>
#include <virnet/write.h>

#include <cstdlib>
#include <vector>

#include "bench/suite.h"

namespace virnet::bench {
namespace {

// The release that the libvirt of Debian 12 can be compared with.
constexpr Release kRelease = Release(9, 0);
constexpr ParseOptions kPlain = {.release = kRelease, .warnings = false};
constexpr ParseOptions kLint = {.release = kRelease};
constexpr std::size_t kHosts = 100'000;
constexpr ParseOptions kStrict = {.release = kRelease, .strict = true};

void add_reused(const std::string& what, LazyInput& input, const ParseOptions& options) {
  add_benchmark(what, input,
                [parser = std::make_shared<Parser>(options)](const std::string& document) {
                  benchmark::DoNotOptimize(parser->parse(document));
                });
}

// Networks are read before the clock runs; one buffer takes the output of all.
void add_write(LazyInput& input) {
  benchmark::RegisterBenchmark(("write/virnet/" + input.name()).c_str(),
                               [&input](benchmark::State& state) {
                                 std::vector<Network> networks;
                                 for (const std::string& document : input.get().documents) {
                                   auto network = parse(document, kPlain).network;
                                   if (!network) std::abort();
                                   networks.push_back(*std::move(network));
                                 }
                                 std::string out;
                                 std::size_t bytes = 0;
                                 for (auto _ : state) {
                                   for (const Network& network : networks) {
                                     out.clear();
                                     write_to(out, network, kRelease);
                                     benchmark::DoNotOptimize(out.data());
                                     bytes += out.size();
                                   }
                                 }
                                 state.SetBytesProcessed(static_cast<std::int64_t>(bytes));
                               })
      ->Unit(benchmark::kMicrosecond);
}

std::size_t heap_in_use() {
  const struct mallinfo2 heap = mallinfo2();
  return heap.uordblks + heap.hblkhd;
}

// What a network holds once nothing else of its document and parser is left.
void measure_model(benchmark::State& state) {
  const std::string document = hosts_document(kHosts, kSeed);
  std::size_t model = 0;
  for (auto _ : state) {
    const std::size_t before = heap_in_use();
    const auto network = parse(document, kPlain).network;
    if (!network) std::abort();
    model = heap_in_use() - before;
  }
  state.counters["document"] = static_cast<double>(document.size());
  state.counters["model"] = static_cast<double>(model);
}

}  // namespace

void add_virnet(Inputs& inputs) {
  for (LazyInput& input : inputs) {
    add_reused("parse/virnet", input, kPlain);
    add_benchmark("parse/virnet-fresh", input, [](const std::string& document) {
      benchmark::DoNotOptimize(parse(document, kPlain));
    });
    add_reused("lint/virnet", input, kLint);
    add_reused("lint/virnet-strict", input, kStrict);
    add_write(input);
  }
  benchmark::RegisterBenchmark(("memory/virnet/" + std::to_string(kHosts)).c_str(), measure_model)
      ->Iterations(1);
}

}  // namespace virnet::bench
