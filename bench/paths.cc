// virnet-paths - Goes one of the main paths so many times: what callgrind counts instructions of.
//
//   virnet-paths parse|lint|strict|write BYTES TIMES
#include <fmt/format.h>
#include <virnet/parse.h>
#include <virnet/write.h>

#include <cstdlib>
#include <string>
#include <string_view>

#include "bench/documents.h"

namespace {

using namespace virnet;

// False if the path does not lead to its end.
bool read(const std::string& document, const ParseOptions& options, unsigned long times) {
  Parser parser(options);
  for (; times > 0; --times)
    if (!parser.parse(document).network) return false;
  return true;
}

bool write(const std::string& document, unsigned long times) {
  const auto network = parse(document).network;
  if (!network) return false;
  for (std::string out; times > 0; --times) {
    out.clear();
    write_to(out, *network);
    if (out.empty()) return false;
  }
  return true;
}

bool go(std::string_view path, const std::string& document, unsigned long times) {
  if (path == "parse") return read(document, {.warnings = false}, times);
  if (path == "lint") return read(document, {}, times);
  if (path == "strict") return read(document, {.strict = true}, times);
  return path == "write" && write(document, times);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 4) {
    fmt::print(stderr, "usage: virnet-paths parse|lint|strict|write BYTES TIMES\n");
    return 2;
  }
  const auto number = [&](int i) { return std::strtoul(argv[i], nullptr, 10); };
  const std::string document = bench::network_document(number(2), bench::kSeed);
  return go(argv[1], document, number(3)) ? 0 : 2;
}
