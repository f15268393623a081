// The memory that a refused document can make the reader hold, in shapes that want much of it.
#include "fuzz/memory.h"

#include <fmt/format.h>
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
  std::size_t most = 4;  // times its size; of other encodings, that of UTF-8
};
std::vector<Shape> shapes() {
  std::string numbered;
  for (int i = 0; numbered.size() < kSize; ++i)
    numbered += "<host mac='52:54:00:00:00:01' name='h" + std::to_string(i) + "' ip='10.0.0.2'/>";
  std::string attributes = "<network";
  for (int i = 0; attributes.size() < kSize; ++i) attributes += " a" + std::to_string(i) + "='v'";
  std::string spaces = "<metadata>";
  for (int i = 0; spaces.size() < kSize; ++i) spaces += "<a xmlns='u" + std::to_string(i) + "'/>";
  std::string ids;
  for (int i = 0; ids.size() < kSize; ++i) ids += "<a xml:id='i" + std::to_string(i) + "'/>";
  const std::string ip = "<ip address='10.0.0.1'><dhcp>";
  const std::string no_ip = "</dhcp></ip>";
  return {
      {"unknown elements", in_network(repeated("<x/>"))},
      {"unknown elements with text", in_network(repeated("<x>y</x>"))},
      {"long unknown names", in_network(repeated("<" + std::string(49'000, 'x') + "/>"))},
      {"comments", in_network(repeated("<!---->"))},
      {"suppressions", in_network(repeated("<!-- virnet: ignore LINT-STP --><x/>"))},
      {"instructions", in_network(repeated("<?a?>"))},
      {"one long text", in_network("<title>" + repeated("t") + "</title>")},
      {"references", in_network("<title>" + repeated("&lt;") + "</title>")},
      {"metadata", in_network("<metadata>" + repeated("<a:b xmlns:a='u'/>") + "</metadata>")},
      {"metadata of blanks",
       in_network("<metadata><a:b xmlns:a='u'>" + repeated(" \n") + "</a:b></metadata>")},
      {"metadata of texts",
       in_network("<metadata><a:b xmlns:a='u'>" + repeated("t<c/>") + "</a:b></metadata>")},
      {"metadata of sections",
       in_network("<metadata><a:b xmlns:a='u'>" + repeated("<![CDATA[c]]>") + "</a:b></metadata>")},
      {"metadata of namespaces", in_network(spaces + "</metadata>")},
      {"ids", in_network(ids)},
      {"deep", repeated("<a>")},
      {"deep in metadata", in_network("<metadata>" + repeated("<a>", 700))},
      {"hosts", in_network(ip + numbered + no_ip)},
      {"routes", in_network(repeated("<route address='10.0.0.0' prefix='8' gateway='10.0.0.1'/>"))},
      {"TXT records", in_network("<dns>" + repeated("<txt name='a' value='b'/>") + "</dns>")},
      {"tags", in_network("<vlan>" + repeated("<tag id='1'/>") + "</vlan>")},
      {"namespaces", in_network(repeated("<x xmlns:a='u' xmlns:b='v'/>"))},
      {"names", in_network(repeated("<option value='a'/>"))},
      {"no end", "<network><name>" + repeated("n")},
      {"no tag", repeated(" ")},
      {"zeroes", "<network>" + std::string(kSize, '\0')},
      {"Latin-1",
       "<?xml version='1.0' encoding='ISO-8859-1'?><network><title>" + repeated("\xe9") +
           "</title>",
       2 * 4},
      {"windows-1252",
       "<?xml version='1.0' encoding='windows-1252'?><network><title>" + repeated("\x80") +
           "</title>",
       3 * 4},
      // What is modelled has room for everything that such an element can have, and here has
      // little.
      {"smallest addresses", in_network(repeated("<ip address='::1'/>"))},
      {"wrong addresses", in_network(repeated("<ip address='x'/>"))},
      {"smallest hosts", in_network(ip + repeated("<host name='a' ip='::1'/>") + no_ip)},
      {"smallest ranges", in_network(ip + repeated("<range start='::' end='::'/>") + no_ip)},
      {"smallest routes", in_network(repeated("<route address='::' gateway='::'/>"))},
      {"portgroups", in_network(repeated("<portgroup name='p'/>"))},
      {"forwarders", in_network("<dns>" + repeated("<forwarder addr='::'/>") + "</dns>")},
      {"host names",
       in_network("<dns>" + repeated("<host ip='::1'><hostname>a</hostname></host>") + "</dns>")},
      // Expat keeps a tag or comment whole, twice, in buffers that double.
      {"one long comment", in_network("<!--" + repeated("c") + "-->")},
      {"one long attribute", in_network("<bridge name='" + repeated("b") + "'/>")},
      {"one long unknown attribute", in_network("<bridge x='" + repeated("b") + "'/>")},
      {"many attributes", attributes + "/>"},
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

TEST_F(Memories, OfARefusedGuest) {
  const auto in_domain = [](const std::string& content) {
    return "<domain><name>n</name><devices>" + content + "<interface><mac address='x'/>";
  };
  std::string attributes = "<a";
  for (int i = 0; attributes.size() < kSize; ++i) attributes += " a" + std::to_string(i) + "='v'";
  const std::vector<Shape> guests = {
      {"interfaces", in_domain(repeated("<interface type='x'/>"))},
      {"interfaces with a device", in_domain(repeated("<interface><target dev='a'/></interface>"))},
      {"VLANs", in_domain("<interface><vlan>" + repeated("<tag id='1'/>") + "</vlan></interface>")},
      {"unknown elements", in_domain(repeated("<x/>"))},
      {"deep", in_domain(repeated("<x>"))},
      {"a comment", in_domain("<!--" + repeated("c") + "-->")},
      {"a name", "<domain><name>" + repeated("n") + "</name><devices>" + in_domain("")},
      {"an attribute", in_domain("<interface type='" + repeated("b") + "'/>")},
      {"attributes", in_domain(attributes + "/>")},
  };
  for (const Shape& shape : guests)
    expect_bounded(shape, "as a guest", [&] {
      DomainReader reader;
      reader.feed(shape.document);
      return reader.finish().has_value();
    });
}

// Of a document as libvirt writes it: what is left when it has been read.
TEST_F(Memories, OfAModel) {
  std::string document = "<network><name>n</name><ip address='10.0.0.1' prefix='8'><dhcp>\n";
  for (int i = 0; i < 100'000; ++i)
    document += fmt::format(
        "      <host mac='52:54:00:{:02x}:{:02x}:{:02x}' name='guest-{:06}' ip='10.{}.{}.{}'/>\n",
        i >> 16, i >> 8 & 0xff, i & 0xff, i, i / 62'500, i / 250 % 250, 2 + i % 250);
  document += "</dhcp></ip></network>";
  const std::ptrdiff_t before = memory().live;
  const auto network = parse(document, {.warnings = false}).network;
  ASSERT_TRUE(network);
  const auto held = static_cast<double>(memory().live - before);
  EXPECT_LE(held, 1.5 * static_cast<double>(document.size()));
}

}  // namespace
}  // namespace virnet::fuzz
