// A network and its documents say the same.
#include <gtest/gtest.h>
#include <virnet/parse.h>
#include <virnet/write.h>

#include <algorithm>
#include <utility>

#include "conformance/property/documents.h"
#include "conformance/property/networks.h"
#include "conformance/property/rapid.h"

namespace virnet::generate {
namespace {

Network finished(Choices& choices, Release release) {
  auto made = network(choices, release).finish(release);
  if (!made)
    for (const Diagnostic& diagnostic : made.error())
      RC_LOG() << diagnostic.code << ' ' << diagnostic.message << '\n';
  RC_ASSERT(made.has_value());
  return *std::move(made);
}

ParseResult parsed(const std::string& document, Release release) {
  RC_LOG() << to_string(release) << '\n' << document << '\n';
  ParseResult result = parse(document, {.release = release});
  for (const Diagnostic& diagnostic : result.diagnostics)
    if (diagnostic.severity == Severity::Error)
      RC_LOG() << diagnostic.code << ' ' << diagnostic.message << '\n';
  return result;
}

RC_GTEST_PROP(RoundTrip, WritingThenReadingGivesTheSameNetwork, (const Decisions& decisions)) {
  Choices choices = decisions.choices();
  const Release release = some_release(choices);
  const Network made = finished(choices, release);
  const ParseResult result = parsed(write(made, release), release);
  RC_ASSERT(result.network.has_value());
  RC_ASSERT(*result.network == made);
  RC_ASSERT(write(*result.network, release) == write(made, release));
}

RC_GTEST_PROP(RoundTrip, ADocumentInOtherWordsGivesTheSameNetwork, (const Decisions& decisions)) {
  Choices choices = decisions.choices();
  const Release release = some_release(choices);
  const Network made = finished(choices, release);
  const ParseResult result = parsed(faithful_document(choices, *made), release);
  RC_ASSERT(result.network.has_value());
  RC_ASSERT(*result.network == made);
}

// A valid network says nothing that would have to be reported, lost or warned of.
RC_GTEST_PROP(RoundTrip, APrintedNetworkLosesNothing, (const Decisions& decisions)) {
  Choices choices = decisions.choices();
  const Network made = finished(choices, kNewestRelease);
  const ParseResult result = parsed(write(made), kNewestRelease);
  RC_ASSERT(result.losses.empty());
}

}  // namespace
}  // namespace virnet::generate
