// The result of reading does not depend on how the document came in, and keeps its promises for any
// bytes.
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <virnet/parse.h>
#include <virnet/write.h>

#include <algorithm>
#include <string_view>

#include "conformance/property/documents.h"
#include "conformance/property/rapid.h"

namespace virnet {

bool operator==(const Loss& a, const Loss& b) {
  return a.kind == b.kind && a.span == b.span && a.what == b.what;
}

namespace generate {
namespace {

std::string listed(const Diagnostics& diagnostics) {
  std::string lines;
  for (const Diagnostic& d : diagnostics)
    lines += fmt::format("{}:{}-{}:{} {} {} {}\n", d.span.line, d.span.column, d.span.end_line,
                         d.span.end_column, to_string(d.severity), d.message, d.code);
  return lines;
}

std::string any_bytes(Choices& choices) {
  std::string bytes = document(choices);
  return choices.chance(50) ? damaged(choices, std::move(bytes)) : bytes;
}

ParseOptions some_options(Choices& choices) {
  ParseOptions options;
  options.release = choices.pick_from(kVerifiedReleases).release;
  options.warnings = !choices.chance(30);
  options.strict = choices.chance(30);
  if (choices.chance(20)) options.limits.max_diagnostics = 1 + choices.below(3);
  if (choices.chance(10)) options.limits.max_bytes = choices.below(500);
  if (choices.chance(10)) options.limits.max_depth = choices.below(6);
  if (choices.chance(10)) options.limits.max_attributes = choices.below(6);
  return options;
}

RC_GTEST_PROP(Pieces, AnyCuttingIsTheSame, (const Decisions& decisions)) {
  Choices choices = decisions.choices();
  const ParseOptions options = some_options(choices);
  const std::string bytes = any_bytes(choices);
  RC_LOG() << bytes << '\n';
  const ParseResult whole = parse(bytes, options);
  constexpr std::size_t kSizes[] = {1, 2, 3, 7, 64, 1000};
  const std::size_t most = choices.pick(kSizes);
  Parser parser(options);
  for (std::string_view rest = bytes; !rest.empty();) {
    const std::size_t size = std::min(1 + choices.below(most), rest.size());
    parser.feed(rest.substr(0, size));
    rest.remove_prefix(size);
  }
  const ParseResult pieces = parser.finish();
  RC_LOG() << "whole:\n"
           << listed(whole.diagnostics) << "in pieces:\n"
           << listed(pieces.diagnostics);
  RC_ASSERT(whole.network == pieces.network);
  // A whole document that is too long is not looked at; in pieces it is, until that shows.
  if (bytes.size() > options.limits.max_bytes) return;
  RC_ASSERT(whole.diagnostics == pieces.diagnostics);
  RC_ASSERT(whole.losses == pieces.losses);
}

RC_GTEST_PROP(Pieces, AParserForgetsTheDocumentBefore, (const Decisions& decisions)) {
  Choices choices = decisions.choices();
  const ParseOptions options = some_options(choices);
  const std::string first = any_bytes(choices);
  const std::string second = any_bytes(choices);
  RC_LOG() << first << "\nthen\n" << second << '\n';
  Parser parser(options);
  (void)parser.parse(first);
  const ParseResult again = parser.parse(second);
  const ParseResult fresh = parse(second, options);
  RC_ASSERT(again.network == fresh.network);
  RC_ASSERT(again.diagnostics == fresh.diagnostics);
}

RC_GTEST_PROP(Pieces, AResultKeepsItsPromises, (const Decisions& decisions)) {
  Choices choices = decisions.choices();
  const ParseOptions options = some_options(choices);
  const std::string bytes = any_bytes(choices);
  RC_LOG() << bytes << '\n';
  const ParseResult result = parse(bytes, options);
  RC_LOG() << listed(result.diagnostics);
  RC_ASSERT(result.network.has_value() == !has_error(result.diagnostics));
  RC_ASSERT(result.diagnostics.size() <= std::max<std::size_t>(options.limits.max_diagnostics, 1));
  for (const Diagnostic& diagnostic : result.diagnostics) {
    RC_ASSERT(!diagnostic.code.empty());
    RC_ASSERT(!diagnostic.message.empty());
    RC_ASSERT(!diagnostic.deviation || diagnostic.severity == Severity::Error);
    const Span& span = diagnostic.span;
    RC_ASSERT((span.line == 0) == (span.column == 0));
    RC_ASSERT(span.end_line >= span.line);
  }
  RC_ASSERT(std::ranges::is_sorted(result.diagnostics, {},
                                   [](const Diagnostic& d) { return d.span.offset; }));
  if (result.network) RC_ASSERT(!write(*result.network, options.release).empty());
}

}  // namespace
}  // namespace generate
}  // namespace virnet
