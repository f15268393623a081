// virnet-bench - Times virnet against floors and peers; scripts/bench makes tables of it.
#include <benchmark/benchmark.h>
#include <expat.h>
#include <malloc.h>

#include <limits>

#include "bench/suite.h"

namespace {

// What one document leaves the next one gets, for all alike. By itself glibc comes to that after a
// while, up to 32 MiB and by which allocation is chance; what is larger it would get from the
// kernel each time anew, page by page.
void keep_freed_memory() {
  mallopt(M_MMAP_MAX, 0);
  mallopt(M_TRIM_THRESHOLD, std::numeric_limits<int>::max());
}

}  // namespace

int main(int argc, char** argv) {
  using namespace virnet::bench;
  keep_freed_memory();
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 2;
  benchmark::AddCustomContext("expat", XML_ExpatVersion());
  benchmark::AddCustomContext("compiler", __VERSION__);
  benchmark::AddCustomContext("seed", std::to_string(kSeed));

  Inputs inputs;
  for (const std::size_t size : kSizes)
    inputs.emplace_back(std::to_string(size), size, [size] { return one_document(size); });
  inputs.emplace_back("many", 3000, many_documents);
  inputs.emplace_back("corpus", 3000, corpus);
  add_floors(inputs);
  add_virnet(inputs);
  add_trees(inputs);
  add_libvirt(inputs);
  add_processes();
  benchmark::RunSpecifiedBenchmarks();
  benchmark::Shutdown();
  return 0;
}
