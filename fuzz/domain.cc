// A guest's document, whole and in pieces.
#include <virnet/domain.h>

#include <algorithm>

#include "fuzz/input.h"
#include "fuzz/oracle.h"

namespace virnet::fuzz {
namespace {

using Outcome = std::expected<Guest, Error>;

Outcome read(std::string_view document, const Limits& limits, std::string_view sizes) {
  DomainReader reader(limits);
  for (std::size_t at = 0; !document.empty(); ++at) {
    const std::size_t size =
        sizes.empty() ? document.size()
                      : std::size_t{1} + static_cast<std::uint8_t>(sizes[at % sizes.size()]);
    reader.feed(document.substr(0, size));
    document.remove_prefix(std::min(size, document.size()));
  }
  return reader.finish();
}

void require_same(const Outcome& whole, const Outcome& pieces) {
  require(whole.has_value() == pieces.has_value(), "in pieces: {}, whole: {}",
          pieces ? "a guest" : pieces.error().message, whole ? "a guest" : whole.error().message);
  if (!whole) {
    require(whole.error().message == pieces.error().message &&
                whole.error().span == pieces.error().span,
            "in pieces: {} at {}, whole: {} at {}", pieces.error().message,
            pieces.error().span.offset, whole.error().message, whole.error().span.offset);
    return;
  }
  require(whole->name == pieces->name && whole->active == pieces->active &&
              whole->state == pieces->state && whole->interfaces == pieces->interfaces,
          "in pieces it is another guest");
}

}  // namespace
}  // namespace virnet::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace virnet;
  using namespace virnet::fuzz;
  if (size > kMostBytes) return 0;
  Document input = split(data, size);
  Limits limits;
  if (!input.decisions.empty()) limits.max_depth = 1 + input.decisions.below(32);
  const auto whole = read(input.text, limits, {});
  if (whole)
    for (const GuestInterface& each : whole->interfaces)
      require(each.span.offset < input.text.size() && each.span.line > 0,
              "an interface outside of the document");
  else
    require(!whole.error().message.empty(), "it is refused without a word");
  const std::string_view sizes = input.decisions.rest();
  require_same(whole,
               read(input.text, limits, sizes.empty() ? std::string_view("\2\0\6", 3) : sizes));
  return 0;
}
