// Fixes mend: what is written in place of something meets its text, and never makes a good document
// bad.
#include <virnet/fix.h>

#include "fuzz/input.h"
#include "fuzz/oracle.h"
#include "fuzz/promises.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace virnet;
  using namespace virnet::fuzz;
  if (size > kMostBytes) return 0;
  Document input = split(data, size);
  const ParseOptions options = options_from(input.decisions);
  const ParseResult result = read(input.text, options);
  const FixResult fixed = apply_fixes(input.text, result.diagnostics, options);
  if (fixed.applied == 0) {
    require(fixed.text == input.text, "nothing was fixed and the text is another");
    return 0;
  }
  const ParseResult mended = read(fixed.text, options);
  check(fixed.text, options, mended);
  require(mended.network || !result.network, "a fix made a good document bad:\n{}\n{}", fixed.text,
          listed(mended.diagnostics));
  return 0;
}
