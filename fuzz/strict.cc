// More options find more and never take anything back: what --strict or --define accepts is
// accepted without, as the same network; --strict accepts no name that is unknown; warnings change
// no verdict.
#include <virnet/parse.h>

#include <algorithm>

#include "conformance/property/choices.h"
#include "fuzz/input.h"
#include "fuzz/oracle.h"
#include "fuzz/promises.h"

namespace virnet::fuzz {
namespace {

ParseOptions every_diagnostic(Release release) {
  ParseOptions options{.release = release};
  options.limits.max_diagnostics = std::size_t{1} << 20;
  return options;
}

// The first error of `less` that `more` does not have.
const Diagnostic* missing(const Diagnostics& less, const Diagnostics& more) {
  const auto known = [&](const Diagnostic& d) {
    return d.severity != Severity::Error || std::ranges::find(more, d) != more.end();
  };
  const auto found = std::ranges::find_if_not(less, known);
  return found == less.end() ? nullptr : &*found;
}

void compare(const ParseResult& plain, const ParseResult& more, std::string_view how) {
  if (more.network) {
    require(plain.network.has_value(), "accepted {} and refused without:\n{}", how,
            listed(plain.diagnostics));
    require(*plain.network == *more.network, "another network {}", how);
  }
  if (const Diagnostic* gone = missing(plain.diagnostics, more.diagnostics))
    fail(fmt::format("not said {}: {}\nbut\n{}", how, listed({*gone}), listed(more.diagnostics)));
}

// The schema has no name that the parser does not know; 7.0 has none.
void check_names(const ParseResult& plain, const ParseResult& strict, Release release) {
  if (!strict.network || release < Release(9, 0)) return;
  for (const Diagnostic& d : plain.diagnostics)
    require(d.code != "LINT-ELEMENT" && d.code != "LINT-ATTRIBUTE",
            "accepted strictly for {}, with an unknown name:\n{}", to_string(release),
            listed(plain.diagnostics));
}

void check_options(std::string_view document, Release release) {
  ParseOptions options = every_diagnostic(release);
  const ParseResult plain = read(document, options);
  options.strict = true;
  const ParseResult strict = read(document, options);
  check(document, options, strict);
  compare(plain, strict, "strictly");
  check_names(plain, strict, release);
  options.define = true;
  compare(plain, read(document, options), "for a host, strictly");
  options.strict = false;
  compare(plain, read(document, options), "for a host");
  options = every_diagnostic(release);
  options.warnings = false;
  const ParseResult silent = read(document, options);
  require(silent.network == plain.network, "warnings change the verdict for {}:\n{}",
          to_string(release), listed(plain.diagnostics));
  for (const Diagnostic& d : silent.diagnostics)
    require(d.severity == Severity::Error, "{} although nobody asked for warnings", d.code);
}

}  // namespace
}  // namespace virnet::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace virnet;
  if (size > fuzz::kMostBytes) return 0;
  fuzz::Document input = fuzz::split(data, size);
  fuzz::check_options(input.text, generate::some_release(input.decisions));
  return 0;
}
