// Networks that were made, not read: what finish() accepts is written and read back as it was, and
// finish() refuses what the reader refuses in the written form.
#include <virnet/parse.h>
#include <virnet/write.h>

#include "conformance/property/choices.h"
#include "conformance/property/documents.h"
#include "conformance/property/exact.h"
#include "conformance/property/networks.h"
#include "fuzz/input.h"
#include "fuzz/oracle.h"
#include "fuzz/promises.h"

namespace virnet::fuzz {
namespace {

using generate::Choices;

void check_valid(const Network& made, Release release, Choices& choices) {
  const std::string written = write(made, release);
  require(reread(written, release) == made, "written and read back for {} it is another one:\n{}",
          to_string(release), written);
  const std::string other = generate::faithful_document(choices, *made);
  require(reread(other, release) == made, "in other words it is another network for {}:\n{}",
          to_string(release), other);
}

}  // namespace
}  // namespace virnet::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace virnet;
  using namespace virnet::fuzz;
  if (size > kMostBytes) return 0;
  const auto numbers = numbers_from({reinterpret_cast<const char*>(data), size});
  generate::Choices choices(numbers);
  const Release release = generate::some_release(choices);
  auto made = generate::network(choices, release).finish(release);
  if (!made) fail(fmt::format("a valid network is refused:\n{}", listed(made.error())));
  check_valid(*made, release, choices);
  return 0;
}
