// What is read and written comes back: the printed form is a fixed point, whatever led to it.
#include <virnet/parse.h>
#include <virnet/write.h>

#include "conformance/property/choices.h"
#include "conformance/property/exact.h"
#include "fuzz/input.h"
#include "fuzz/oracle.h"
#include "fuzz/promises.h"

namespace virnet::fuzz {
namespace {

// `first` may hold what is not printed, a second reading of its printed form may not.
void check_fixed_point(const Network& first, Release release) {
  const std::string printed = write(first, release);
  require(printed.ends_with("</network>\n"), "the form does not end: {}", printed);
  // libvirt's form of some networks says something else when it is read again.
  if (!generate::is_exact(first, release)) return;
  const Network second = reread(printed, release);
  std::string again;
  write_to(again, second, release);
  require(again == printed, "printed again for {}:\n{}\ninstead of\n{}", to_string(release), again,
          printed);
  require(reread(again, release) == second, "another network with the same form for {}:\n{}",
          to_string(release), printed);
}

}  // namespace
}  // namespace virnet::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace virnet;
  using namespace virnet::fuzz;
  if (size > kMostBytes) return 0;
  Document input = split(data, size);
  const Release release = generate::some_release(input.decisions);
  const ParseResult result = read(input.text, {.release = release, .warnings = false});
  if (result.network) check_fixed_point(*result.network, release);
  return 0;
}
