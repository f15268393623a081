// The memory that a refused document can make the reader hold, in shapes that want much of it.
#include "fuzz/memory.h"

#include <gtest/gtest.h>
#include <virnet/domain.h>
#include <virnet/parse.h>

#include <functional>
#include <string>

namespace virnet::fuzz {
namespace {

constexpr std::size_t kSize = std::size_t{4} << 20;

std::string repeated(std::string_view piece, std::size_t size = kSize) {
  std::string text;
  text.reserve(size + piece.size());
  while (text.size() < size) text += piece;
  return text;
}

std::string in_network(std::string_view content) {
  return std::string("<network><name>n</name>").append(content).append("<mtu size='x'/></network>");
}

// Each with an error at the end, or without an end.
struct Shape {
  const char* name;
  std::string document;
  // Times the size of the document. Where it is more than 4, the reader, Expat or iconv keeps more
  // than it should; it shall not become worse.
  std::size_t most = 4;
};
std::vector<Shape> shapes() {
  std::string numbered;
  for (int i = 0; numbered.size() < kSize; ++i)
    numbered += "<host mac='52:54:00:00:00:01' name='h" + std::to_string(i) + "' ip='10.0.0.2'/>";
  std::string attributes = "<network";
  for (int i = 0; attributes.size() < kSize; ++i) attributes += " a" + std::to_string(i) + "='v'";
  return {
      {"unknown elements", in_network(repeated("<x/>"))},
      {"unknown elements with text", in_network(repeated("<x>y</x>"))},
      {"wrong values", in_network(repeated("<ip address='x'/>")), 18},
      {"comments", in_network(repeated("<!---->"))},
      {"suppressions", in_network(repeated("<!-- virnet: ignore LINT-STP --><x/>"))},
      {"instructions", in_network(repeated("<?a?>"))},
      {"one long comment", in_network("<!--" + repeated("c") + "-->"), 8},
      {"one long text", in_network("<title>" + repeated("t") + "</title>")},
      {"one long attribute", in_network("<bridge name='" + repeated("b") + "'/>"), 12},
      {"one long unknown attribute", in_network("<bridge x='" + repeated("b") + "'/>"), 8},
      {"references", in_network("<title>" + repeated("&lt;") + "</title>"), 42},
      {"metadata", in_network("<metadata>" + repeated("<a:b xmlns:a='u'/>") + "</metadata>"), 18},
      {"metadata of blanks",
       in_network("<metadata><a:b xmlns:a='u'>" + repeated(" \n") + "</a:b></metadata>"), 7},
      {"metadata of texts",
       in_network("<metadata><a:b xmlns:a='u'>" + repeated("t<c/>") + "</a:b></metadata>"), 66},
      {"deep", repeated("<a>")},
      {"deep in metadata", in_network("<metadata>" + repeated("<a>", 700))},
      {"many attributes", attributes + "/>", 13},
      {"hosts", in_network("<ip address='10.0.0.1'><dhcp>" + numbered + "</dhcp></ip>"), 10},
      {"routes", in_network(repeated("<route address='10.0.0.0' prefix='8' gateway='10.0.0.1'/>")),
       9},
      {"namespaces", in_network(repeated("<x xmlns:a='u' xmlns:b='v'/>"))},
      {"names", in_network(repeated("<option value='a'/>"))},
      {"no end", "<network><name>" + repeated("n")},
      {"no tag", repeated(" ")},
      {"zeroes", "<network>" + std::string(kSize, '\0')},
      {"Latin-1",
       "<?xml version='1.0' encoding='ISO-8859-1'?><network><title>" + repeated("\xe9") +
           "</title>",
       17},
      {"windows-1252",
       "<?xml version='1.0' encoding='windows-1252'?><network><title>" + repeated("\x80") +
           "</title>",
       22},
  };
}

// What `read` holds at most, beyond what there was before.
std::size_t peak_of(const std::function<bool()>& read) {
  const std::ptrdiff_t before = memory().live;
  begin_peak();
  EXPECT_FALSE(read()) << "it is not refused";
  return static_cast<std::size_t>(memory().peak - before);
}

class Memories : public testing::Test {
 protected:
  static void SetUpTestSuite() { use_counted_expat(); }
  static void expect_bounded(const Shape& shape, const char* how,
                             const std::function<bool()>& read) {
    const std::size_t peak = peak_of(read);
    EXPECT_LE(peak, shape.most * shape.document.size() + (std::size_t{1} << 20))
        << shape.name << " " << how << ": "
        << static_cast<double>(peak) / static_cast<double>(shape.document.size())
        << " times its size";
  }
};

TEST_F(Memories, OfARefusedDocument) {
  for (const Shape& shape : shapes()) {
    expect_bounded(shape, "whole", [&] { return parse(shape.document).network.has_value(); });
    expect_bounded(shape, "strictly",
                   [&] { return parse(shape.document, {.strict = true}).network.has_value(); });
    expect_bounded(shape, "as a port's",
                   [&] { return parse_networkport(shape.document).port.has_value(); });
  }
}

TEST_F(Memories, OfARefusedDocumentInPieces) {
  for (const Shape& shape : shapes()) {
    expect_bounded(shape, "in pieces", [&] {
      constexpr std::size_t kPiece = 64 << 10;
      Parser parser;
      for (std::string_view rest = shape.document; !rest.empty();
           rest.remove_prefix(std::min(kPiece, rest.size())))
        parser.feed(rest.substr(0, kPiece));
      return parser.finish().network.has_value();
    });
  }
}

}  // namespace
}  // namespace virnet::fuzz
