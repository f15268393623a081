// bench/suite.h - The benchmarks, one function for each group. A benchmark is called
// <what>/<who>/<input>: parse/expat/1000, write/virnet/many.
#pragma once

#include <benchmark/benchmark.h>

#include <deque>
#include <functional>
#include <optional>
#include <string>

#include "bench/documents.h"

namespace virnet::bench {

// Documents that are made when the first benchmark asks for them.
class LazyInput {
 public:
  LazyInput(std::string name, std::size_t largest, std::function<Input()> make)
      : name_(std::move(name)), largest_(largest), make_(std::move(make)) {}

  [[nodiscard]] const std::string& name() const { return name_; }
  // Bytes of the largest document, about.
  [[nodiscard]] std::size_t largest() const { return largest_; }
  [[nodiscard]] const Input& get() {
    if (!input_) input_ = make_();
    return *input_;
  }

 private:
  std::string name_;
  std::size_t largest_;
  std::function<Input()> make_;
  std::optional<Input> input_;
};
using Inputs = std::deque<LazyInput>;

// Registers `work`, which is called with a document of the input at a time; once before the clock
// runs, as a large document is measured a single time, and whoever ran before may have given the
// memory back that small ones find in place.
template <typename Work>
void add_benchmark(const std::string& what, LazyInput& input, Work work) {
  benchmark::RegisterBenchmark(
      (what + "/" + input.name()).c_str(),
      [&input, work](benchmark::State& state) mutable {
        const Input& documents = input.get();
        for (const std::string& document : documents.documents) work(document);
        for (auto _ : state)
          for (const std::string& document : documents.documents) work(document);
        state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations()) *
                                static_cast<std::int64_t>(documents.bytes()));
      })
      ->Unit(benchmark::kMicrosecond);
}

void add_floors(Inputs& inputs);   // memcpy, Expat with empty handlers
void add_virnet(Inputs& inputs);   // parse, lint, write
void add_trees(Inputs& inputs);    // libxml2 and pugixml, where they were found
void add_libvirt(Inputs& inputs);  // where it is installed
void add_processes();              // programs, from start to end

}  // namespace virnet::bench
