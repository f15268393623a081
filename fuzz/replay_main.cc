// A main for a target without an engine: runs it once on every file that it is given, and on every
// file below a folder. Any compiler builds it.
//
//   virnet-fuzz-parse FILE|FOLDER... [--repeat N] [--slowest MILLISECONDS]
//
// It says how fast that was. --repeat runs everything N times; --slowest fails if one input takes
// longer.
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);
extern "C" int LLVMFuzzerInitialize(int* argc, char*** argv) __attribute__((weak));

namespace {

namespace fs = std::filesystem;

constexpr int kFine = 0, kFound = 1, kTrouble = 2;

struct Arguments {
  std::vector<fs::path> files;
  long repeat = 1;
  double slowest = 0;  // milliseconds; 0: any
};

// False, with a word on standard error, if the arguments are no good.
bool read(int argc, char** argv, Arguments& arguments) {
  for (int i = 1; i < argc; ++i) {
    const std::string_view word = argv[i];
    const bool has_value = i + 1 < argc;
    std::error_code error;
    if (word == "--repeat" && has_value) {
      arguments.repeat = std::strtol(argv[++i], nullptr, 10);
    } else if (word == "--slowest" && has_value) {
      arguments.slowest = std::strtod(argv[++i], nullptr);
    } else if (fs::is_directory(word, error)) {
      for (const auto& entry : fs::recursive_directory_iterator(word))
        if (entry.is_regular_file()) arguments.files.push_back(entry.path());
    } else if (fs::is_regular_file(word, error)) {
      arguments.files.emplace_back(word);
    } else {
      std::fprintf(stderr, "replay: no such file, folder or option: %s\n", argv[i]);
      return false;
    }
  }
  if (arguments.files.empty()) {
    std::fprintf(stderr, "usage: %s FILE|FOLDER... [--repeat N] [--slowest MILLISECONDS]\n",
                 argv[0]);
    return false;
  }
  std::sort(arguments.files.begin(), arguments.files.end());
  return true;
}

using Input = std::vector<std::uint8_t>;  // in memory of exactly its size

Input content(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(file), {}};
  return {bytes.begin(), bytes.end()};
}

// The milliseconds of the processor that it takes.
template <typename Work>
double timed(Work work) {
  const std::clock_t begin = std::clock();
  work();
  return static_cast<double>(std::clock() - begin) * 1e3 / CLOCKS_PER_SEC;
}

void run(const Input& input) { LLVMFuzzerTestOneInput(input.data(), input.size()); }

}  // namespace

int main(int argc, char** argv) {
  if (LLVMFuzzerInitialize) LLVMFuzzerInitialize(&argc, &argv);
  Arguments arguments;
  if (!read(argc, argv, arguments)) return kTrouble;
  std::vector<Input> inputs;
  for (const fs::path& path : arguments.files) inputs.push_back(content(path));
  double total = 0;
  double slowest = 0;
  std::size_t slowest_at = 0;
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    // Said before, so that a crash tells whose it is.
    if (std::getenv("VIRNET_FUZZ_VERBOSE"))
      std::fprintf(stderr, "%s\n", arguments.files[i].c_str());
    const double took = timed([&] { run(inputs[i]); });
    total += took;
    if (took <= slowest) continue;
    slowest = took;
    slowest_at = i;
  }
  // The first round is not like the others, and looking at the clock takes time as well.
  if (arguments.repeat > 1) {
    total = timed([&] {
      for (long round = 1; round < arguments.repeat; ++round) std::ranges::for_each(inputs, run);
    });
  }
  const double runs =
      static_cast<double>(inputs.size()) * static_cast<double>(std::max(arguments.repeat - 1, 1L));
  std::printf("%zu inputs, %.0f executions/s, the slowest took %.1f ms\n", inputs.size(),
              total > 0 ? runs * 1e3 / total : 0, slowest);
  if (arguments.slowest > 0 && slowest > arguments.slowest) {
    std::printf("%s took %.0f ms\n", arguments.files[slowest_at].c_str(), slowest);
    return kFound;
  }
  return kFine;
}
