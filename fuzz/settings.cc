// .virnet.toml: any text is settings or a sentence about it.
#include <algorithm>

#include "cli/support/printable.h"
#include "cli/verbs/lint_settings.h"
#include "fuzz/oracle.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace virnet;
  using namespace virnet::fuzz;
  if (size > kMostBytes) return 0;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto settings = cli::parse_settings(text, "x.toml");
  if (!settings) {
    require(settings.error().starts_with("x.toml:"), "no place: {}", settings.error());
    return 0;
  }
  require(std::ranges::is_sorted(settings->releases), "releases are out of order");
  for (const std::string& code : settings->ignore)
    require(cli::why_not_ignored(code).empty(), "{} is ignored", code);
  return 0;
}
