// Documents of ports: the promises hold, and what was printed comes back.
#include <virnet/parse.h>
#include <virnet/write.h>

#include "conformance/property/exact.h"
#include "fuzz/input.h"
#include "fuzz/oracle.h"
#include "fuzz/promises.h"

namespace virnet::fuzz {
namespace {

void check_printed(const NetworkPort& port, Release release) {
  const std::string printed = write(port, release);
  // libvirt's form of some ports says something else when it is read again.
  if (!generate::is_exact(port, release)) return;
  const NetworkPortResult again = parse_networkport(printed, {.release = release});
  require(again.port.has_value(), "what was printed for {} is refused:\n{}\n{}", to_string(release),
          printed, listed(again.diagnostics));
  const std::string twice = write(*again.port, release);
  require(twice == printed, "printed again for {}:\n{}\ninstead of\n{}", to_string(release), twice,
          printed);
}

}  // namespace
}  // namespace virnet::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace virnet;
  using namespace virnet::fuzz;
  if (size > kMostBytes) return 0;
  Document input = split(data, size);
  const ParseOptions options = options_from(input.decisions);
  const NetworkPortResult result = parse_networkport(input.text, options);
  check(input.text, options, result);
  if (!result.port) return 0;
  require(is_networkport(input.text, options.release),
          "it is read as a port's and not recognised as one");
  require(!read(input.text, options).network, "it is a network's document as well");
  check_printed(*result.port, options.release);
  return 0;
}
