// Any bytes: the promises of parse() hold, what is accepted keeps the limits, and memory grows no
// faster than the document.
#include <virnet/parse.h>

#include "fuzz/input.h"
#include "fuzz/memory.h"
#include "fuzz/oracle.h"
#include "fuzz/promises.h"
#include "fuzz/shape.h"

namespace virnet::fuzz {
namespace {

// Bytes asked for in all while reading: a measure of work that is the same on every machine.
constexpr std::size_t kWorkPerByte = 400;
constexpr std::size_t kWorkBase = std::size_t{1} << 20;
// And at one time, for a document that is refused.
constexpr std::size_t kPeakPerByte = 4;
constexpr std::size_t kPeakBase = std::size_t{1} << 20;

ParseResult measured(std::string_view document, const ParseOptions& options) {
  const Memory before = memory();
  begin_peak();
  ParseResult result = read(document, options);
  const Memory after = memory();
  const std::size_t work = after.total - before.total;
  require(work <= kWorkPerByte * document.size() + kWorkBase, "{} bytes of memory for {} of XML",
          work, document.size());
  const auto peak = static_cast<std::size_t>(after.peak - before.live);
  if (!result.network)
    require(peak <= kPeakPerByte * document.size() + kPeakBase,
            "a refused document of {} bytes held {}", document.size(), peak);
  return result;
}

// So short that it cannot leave the limits: a tag takes three bytes, an attribute five, and no byte
// of any encoding becomes more than three.
bool is_short(std::size_t size, const Limits& limits) {
  return size / 3 <= limits.max_depth && size / 5 <= limits.max_attributes &&
         3 * size <= limits.max_name && 3 * size <= limits.max_text;
}

// What is accepted keeps the limits, whatever counts it.
void check_limits(std::string_view document, const Limits& limits) {
  require(document.size() <= limits.max_bytes, "{} bytes are accepted instead of {}",
          document.size(), limits.max_bytes);
  if (is_short(document.size(), limits)) return;
  const Shape shape = shape_of(document);
  require(is_within(shape, limits),
          "accepted: depth {} of {}, attributes {} of {}, name {} of {}, value {} of {}",
          shape.depth, limits.max_depth, shape.attributes, limits.max_attributes, shape.name,
          limits.max_name, shape.value, limits.max_text);
}

}  // namespace
}  // namespace virnet::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace virnet::fuzz;
  if (size > kMostBytes) return 0;
  Document input = split(data, size);
  const virnet::ParseOptions options = options_from(input.decisions);
  const virnet::ParseResult result = measured(input.text, options);
  check(input.text, options, result);
  if (result.network) check_limits(input.text, options.limits);
  return 0;
}
