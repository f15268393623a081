// Each limit at one below, at it, and one above.
#include <gtest/gtest.h>
#include <virnet/parse.h>

#include <cstdio>
#include <string>

namespace virnet {
namespace {

std::string repeat(std::string_view text, std::size_t times) {
  std::string result;
  for (std::size_t i = 0; i < times; ++i) result += text;
  return result;
}

std::string network(const std::string& content) {
  return "<network><name>n</name>" + content + "</network>";
}

// The code of the first error, or "" for a document that is taken.
std::string verdict(const std::string& document, const Limits& limits,
                    Release release = kNewestRelease) {
  const ParseResult result = parse(document, {.release = release, .limits = limits});
  for (const Diagnostic& d : result.diagnostics)
    if (d.severity == Severity::Error) return std::string(d.code);
  return "";
}

TEST(Limits, Bytes) {
  const std::string document = network("");
  EXPECT_EQ(verdict(document, {.max_bytes = document.size() + 1}), "");
  EXPECT_EQ(verdict(document, {.max_bytes = document.size()}), "");
  EXPECT_EQ(verdict(document, {.max_bytes = document.size() - 1}), "LIMIT-BYTES");
}

TEST(Limits, Depth) {
  const auto nested = [](std::size_t depth) {
    return network(repeat("<x>", depth - 1) + repeat("</x>", depth - 1));
  };
  EXPECT_EQ(verdict(nested(9), {.max_depth = 10}), "");
  EXPECT_EQ(verdict(nested(10), {.max_depth = 10}), "");
  EXPECT_EQ(verdict(nested(11), {.max_depth = 10}), "LIMIT-DEPTH");
}

TEST(Limits, DepthOfLibxml2) {
  const auto nested = [](std::size_t depth) {
    return network(repeat("<x>", depth - 1) + repeat("</x>", depth - 1));
  };
  EXPECT_EQ(verdict(nested(256), {}, Release(12, 8)), "");
  EXPECT_EQ(verdict(nested(257), {}, Release(12, 8)), "XML-DEPTH-001");
  EXPECT_EQ(verdict(nested(257), {}, Release(11, 3)), "");
  EXPECT_EQ(verdict(nested(258), {}, Release(11, 3)), "XML-DEPTH-001");
}

TEST(Limits, Attributes) {
  const auto with = [](std::size_t count) {
    std::string element = "<x";
    for (std::size_t i = 0; i < count; ++i) element += " a" + std::to_string(i) + "=''";
    return network(element + "/>");
  };
  EXPECT_EQ(verdict(with(9), {.max_attributes = 10}), "");
  EXPECT_EQ(verdict(with(10), {.max_attributes = 10}), "");
  EXPECT_EQ(verdict(with(11), {.max_attributes = 10}), "LIMIT-ATTRIBUTES");
}

TEST(Limits, Name) {
  const auto element = [](std::size_t size) {
    return network("<" + std::string(size, 'x') + "/>");
  };
  EXPECT_EQ(verdict(element(19), {.max_name = 20}), "");
  EXPECT_EQ(verdict(element(20), {.max_name = 20}), "");
  EXPECT_EQ(verdict(element(21), {.max_name = 20}), "XML-SIZE-001");
  const auto attribute = [](std::size_t size) {
    return network("<x " + std::string(size, 'a') + "=''/>");
  };
  EXPECT_EQ(verdict(attribute(20), {.max_name = 20}), "");
  EXPECT_EQ(verdict(attribute(21), {.max_name = 20}), "XML-SIZE-001");
}

TEST(Limits, Text) {
  const std::string filler(200, ' ');
  const auto value = [&](std::size_t size) {
    return network(filler + "<x a='" + std::string(size, 'v') + "'/>");
  };
  const auto comment = [&](std::size_t size) {
    return network("<!--" + std::string(size, 'c') + "-->");
  };
  const auto instruction = [&](std::size_t size) {
    return network("<?p " + std::string(size, 'i') + "?>");
  };
  const auto cdata = [&](std::size_t size) {
    return network("<description><![CDATA[" + std::string(size, 'd') + "]]></description>");
  };
  const Limits limits{.max_text = 50};
  EXPECT_EQ(verdict(value(49), limits), "");
  EXPECT_EQ(verdict(value(50), limits), "");
  EXPECT_EQ(verdict(value(51), limits), "XML-SIZE-001");
  EXPECT_EQ(verdict(comment(50), limits), "");
  EXPECT_EQ(verdict(comment(51), limits), "XML-SIZE-001");
  EXPECT_EQ(verdict(instruction(50), limits), "");
  EXPECT_EQ(verdict(instruction(51), limits), "XML-SIZE-001");
  EXPECT_EQ(verdict(cdata(50), limits), "");
  EXPECT_EQ(verdict(cdata(51), limits), "XML-SIZE-001");
}

// The smallest elements there are, where the model has room for what each often has.
TEST(Limits, Memory) {
  const std::string dense = network(repeat("<portgroup name='p'/>", 150'000));
  EXPECT_EQ(verdict(dense, {.max_memory = 12}), "");
  EXPECT_EQ(verdict(dense, {}), "LIMIT-MEMORY");
}

TEST(Limits, MemoryOfPieces) {
  const std::string piece = repeat("<portgroup name='p'/>", 10'000);
  Parser parser;
  parser.feed("<network><name>n</name>");
  for (int i = 0; i < 15; ++i) parser.feed(piece);
  parser.feed("</network>");
  const ParseResult result = parser.finish();
  ASSERT_TRUE(has_error(result.diagnostics));
  EXPECT_EQ(result.diagnostics.front().code, "LIMIT-MEMORY");
  // The parser is as good as new.
  EXPECT_TRUE(parser.parse(network("")).network);
}

// What Expat keeps of one tag that is the whole document.
TEST(Limits, MemoryOfExpat) {
  std::string attributes;
  for (int i = 0; attributes.size() < std::size_t{2} << 20; ++i)
    attributes += " a" + std::to_string(i) + "=''";
  const std::string document = network("<x" + attributes + "/>");
  EXPECT_EQ(verdict(document, {}), "LIMIT-MEMORY");
  EXPECT_EQ(verdict(document, {.max_memory = 20}), "LIMIT-ATTRIBUTES");
}

TEST(Limits, MemoryOfUsualDocuments) {
  std::string hosts = "<ip address='10.0.0.1' prefix='8'><dhcp>";
  std::string interfaces = "<forward mode='bridge'>";
  for (int i = 0; i < 60'000; ++i) {
    const std::string number = std::to_string(i);
    hosts += "<host name='g" + number + "' ip='10.1." + std::to_string(i / 250) + "." +
             std::to_string(i % 250) + "'/>";
    interfaces += "<interface dev='e" + number + "'/>";
  }
  EXPECT_EQ(verdict(network(hosts + "</dhcp></ip>"), {}), "");
  EXPECT_EQ(verdict(network(interfaces + "</forward>"), {}), "");
  std::string addresses;
  for (int i = 0; i < 40'000; ++i)
    addresses += "\n  <ip address='10." + std::to_string(i / 250) + "." + std::to_string(i % 250) +
                 ".1' prefix='24'>\n  </ip>";
  EXPECT_EQ(verdict(network(addresses), {}), "");
}

// Buffers and tables that double take most just behind a power of two, which is some number of
// hosts or other, depending on how they are written.
TEST(Limits, MemoryOfAnyNumberOfHosts) {
  struct Kind {
    const char* name;
    bool is_sorted, has_names;
    const char *before, *after;  // each host
  };
  const Kind kinds[] = {
      {"dense", false, false, "", ""},
      {"a line each", false, false, "", "\n"},
      {"as libvirt", false, true, "      ", "\n"},
      {"dense in order", true, false, "", ""},
      {"dense with names", false, true, "", ""},
  };
  constexpr std::size_t kMost = 200'000;
  for (const Kind& kind : kinds)
    for (std::size_t count = 100; count <= kMost; count += 50 + count / 6) {
      std::string hosts = "<ip address='10.0.0.1' prefix='8'><dhcp>";
      for (std::size_t i = 0; i < count; ++i) {
        const std::size_t k = kind.is_sorted ? i : i * 7919 % count;
        char text[100];
        std::snprintf(text, sizeof text, "<host mac='52:54:00:%02zx:%02zx:%02zx'", k >> 16,
                      k >> 8 & 255, k & 255);
        hosts.append(kind.before).append(text);
        if (kind.has_names) hosts += " name='g" + std::to_string(k) + "'";
        std::snprintf(text, sizeof text, " ip='10.%zu.%zu.%zu'/>", 1 + (k >> 16), k >> 8 & 255,
                      k & 255);
        hosts.append(text).append(kind.after);
      }
      EXPECT_EQ(verdict(network(hosts + "</dhcp></ip>"), {}), "") << count << " " << kind.name;
    }
}

// A limit is one error, however Expat takes it.
TEST(Limits, MemoryIsReportedOnce) {
  std::string prefixes;
  for (int i = 0; i < 80'000; ++i) prefixes += " xmlns:p" + std::to_string(i) + "='u'";
  const ParseResult result = parse("<network" + prefixes + "><name>n</name></network>");
  ASSERT_EQ(result.diagnostics.size(), 1U);
  EXPECT_EQ(result.diagnostics.front().code, "LIMIT-MEMORY");
}

TEST(Limits, Diagnostics) {
  const auto wrong = [](std::size_t count) { return network(repeat("<ip address='x'/>", count)); };
  const auto count = [&](std::size_t mistakes) {
    return parse(wrong(mistakes), {.limits = {.max_diagnostics = 10}}).diagnostics;
  };
  EXPECT_EQ(count(9).size(), 9U);
  EXPECT_EQ(count(10).size(), 10U);
  EXPECT_EQ(count(10).back().code, "NET-IP-002");
  EXPECT_EQ(count(11).size(), 10U);
  EXPECT_EQ(count(11).back().code, "LIMIT-DIAGNOSTICS");
  EXPECT_EQ(count(11).back().message, "2 more are not shown");
}

// Warnings may fill the list, but never hide that the document is refused.
TEST(Limits, DiagnosticsKeepErrorsBeforeWarnings) {
  const std::string document = network(repeat("<x/>", 30) + "<ip address='x'/>");
  const ParseResult result = parse(document, {.limits = {.max_diagnostics = 10}});
  EXPECT_FALSE(result.network);
  EXPECT_TRUE(has_error(result.diagnostics));
  EXPECT_EQ(result.diagnostics.size(), 10U);
  EXPECT_FALSE(parse(document, {.limits = {.max_diagnostics = 0}}).network);
}

}  // namespace
}  // namespace virnet
