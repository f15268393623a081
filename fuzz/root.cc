// What a document is, before anybody knows whether it is good: a port's, a network's status, or
// neither. Any bytes get an answer.
#include <virnet/parse.h>

#include <algorithm>
#include <string>

#include "fuzz/input.h"
#include "fuzz/oracle.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace virnet;
  using namespace virnet::fuzz;
  if (size > kMostBytes) return 0;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  for (const VerifiedRelease& verified : kVerifiedReleases) {
    const bool is_port = is_networkport(text, verified.release);
    const ParseOptions options{.release = verified.release, .warnings = false};
    require(is_port || !parse_networkport(text, options).port,
            "{} takes it for a port's and does not recognise it", to_string(verified.release));
    require(!is_port || !parse(text, options).network,
            "{} takes it for a network's and recognises a port's", to_string(verified.release));
  }
  // Places stay those of the document; what is not the network is blank.
  const std::string network = network_of_status(text);
  const auto is_kept_or_blank = [](char made, char given) { return made == given || made == ' '; };
  require(std::ranges::equal(network, text, is_kept_or_blank), "places have changed");
  require(network_of_status(network) == network, "the network in a status has another one in it");
  return 0;
}
