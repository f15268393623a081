// A document in pieces is the same document, and a parser remembers nothing of the one before.
#include <virnet/parse.h>

#include <algorithm>

#include "fuzz/input.h"
#include "fuzz/oracle.h"
#include "fuzz/promises.h"

namespace virnet::fuzz {
namespace {

void feed_in_pieces(Parser& parser, std::string_view document, Decisions decisions) {
  constexpr std::size_t kFew = 9;
  const std::string_view sizes = decisions.rest();
  for (std::size_t at = 0; !document.empty(); ++at) {
    // The sizes are used again and again; without any the pieces are small and uneven.
    const std::size_t size =
        sizes.empty() ? 1 + at % kFew
                      : std::size_t{1} + static_cast<std::uint8_t>(sizes[at % sizes.size()]);
    parser.feed(document.substr(0, size));
    document.remove_prefix(std::min(size, document.size()));
  }
}

void require_same(const ParseResult& whole, const ParseResult& other, std::string_view how) {
  require(whole.network == other.network, "{} it is another network", how);
  require(whole.diagnostics == other.diagnostics, "{} other things are said:\n{}instead of\n{}",
          how, listed(other.diagnostics), listed(whole.diagnostics));
  require(whole.losses == other.losses, "{} other parts are lost", how);
  require(whole.resources == other.resources, "{} other resources are taken", how);
}

}  // namespace
}  // namespace virnet::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace virnet;
  using namespace virnet::fuzz;
  if (size > kMostBytes) return 0;
  Document input = split(data, size);
  const ParseOptions options = options_from(input.decisions);
  // A whole document that is too long is not looked at; in pieces it is, until that shows.
  if (input.text.size() > options.limits.max_bytes) return 0;
  const ParseResult whole = read(input.text, options);
  Parser parser(options);
  feed_in_pieces(parser, input.text, input.decisions);
  require_same(whole, parser.finish(), "in pieces");
  require_same(whole, parser.parse(input.text), "the second time");
  return 0;
}
