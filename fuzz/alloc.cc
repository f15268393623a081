// Memory runs out, at every point in turn: nothing crashes, nothing leaks, and either the document
// is read as ever or std::bad_alloc says that it was not.
#include <virnet/domain.h>
#include <virnet/parse.h>
#include <virnet/write.h>

#include <new>
#include <string>

#include "fuzz/input.h"
#include "fuzz/memory.h"
#include "fuzz/oracle.h"
#include "fuzz/promises.h"

namespace virnet::fuzz {
namespace {

// More points than these are taken at equal distances.
constexpr std::size_t kMostPoints = 16;

// Everything that reads the document, as one answer.
struct Reading {
  ParseResult network;
  std::string written;
  NetworkPortResult port;
  std::expected<Guest, Error> guest = std::unexpected(Error{});
};
Reading read_all(std::string_view document, const ParseOptions& options,
                 std::optional<Parser>& parser) {
  Reading reading;
  reading.network = parser.emplace(options).parse(document);
  if (reading.network.network) reading.written = write(*reading.network.network, options.release);
  reading.port = parse_networkport(document, options);
  DomainReader reader(options.limits);
  reader.feed(document);
  reading.guest = reader.finish();
  return reading;
}

void require_same(const ParseResult& expected, const ParseResult& got, std::size_t point) {
  require(expected.network == got.network && expected.diagnostics == got.diagnostics,
          "refused at call {}, it is read as another network:\n{}", point, listed(got.diagnostics));
}

void require_same(const Reading& expected, const Reading& got, std::size_t point) {
  require_same(expected.network, got.network, point);
  require(expected.written == got.written, "refused at call {}, it is written otherwise", point);
  require(expected.port.port == got.port.port && expected.port.diagnostics == got.port.diagnostics,
          "refused at call {}, it is read as another port:\n{}instead of\n{}", point,
          listed(got.port.diagnostics), listed(expected.port.diagnostics));
  require(expected.guest.has_value() == got.guest.has_value(),
          "refused at call {}, it is read as another guest", point);
}

void refuse_at(std::size_t point, bool all, std::string_view document, const ParseOptions& options,
               const Reading& expected) {
  const std::ptrdiff_t before = memory().live;
  std::optional<Parser> parser;
  refuse_call(point, all);
  try {
    const Reading got = read_all(document, options, parser);
    refuse_call(0);
    require_same(expected, got, point);
  } catch (const std::bad_alloc&) {
    refuse_call(0);
    // A parser that had no memory is as good as new once there is some.
    if (parser) require_same(expected.network, parser->parse(document), point);
  }
  parser.reset();
  require(memory().live == before, "{} bytes leak when call {} is refused", memory().live - before,
          point);
}

}  // namespace
}  // namespace virnet::fuzz

extern "C" int LLVMFuzzerInitialize(int*, char***) {
  // What is made once and kept.
  (void)virnet::parse("<network><name>n</name><x/></network>");
  return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace virnet;
  using namespace virnet::fuzz;
  if (size > kMostBytes) return 0;
  Document input = split(data, size);
  const ParseOptions options = options_from(input.decisions);
  std::optional<Parser> parser;
  (void)read_all(input.text, options, parser);
  const std::size_t before = memory().calls;
  const Reading expected = read_all(input.text, options, parser);
  const std::size_t calls = memory().calls - before;
  parser.reset();
  const std::size_t step = 1 + calls / kMostPoints;
  for (std::size_t point = 1 + input.decisions.byte() % step; point <= calls; point += step)
    refuse_at(point, (point & 1) != 0, input.text, options, expected);
  return 0;
}
