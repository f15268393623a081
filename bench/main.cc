// virnet-bench - Times virnet against floors and peers; scripts/bench makes tables of it.
#include <benchmark/benchmark.h>
#include <expat.h>

#include "bench/suite.h"

int main(int argc, char** argv) {
  using namespace virnet::bench;
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
