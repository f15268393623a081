#include <fmt/format.h>

#include "conformance/growth/shape.h"

namespace virnet::growth {
namespace {

constexpr std::size_t kElements = 400;
constexpr std::size_t kAttributes = 100;

}  // namespace

void add_shapes_of_domains(std::vector<Shape>& shapes) {
  struct Content {
    std::string_view name, begin, piece, end;
    std::size_t count;
  };
  constexpr Content kContents[] = {
      {"interfaces", "<devices>",
       "<interface type='bridge'><mac address='52:54:00:00:00:01'/>"
       "<source bridge='b'/><target dev='vnet0'/></interface>\n",
       "</devices>", kElements},
      {"VLANs", "<devices><interface><vlan>", "<tag id='1'/>", "</vlan></interface></devices>",
       kElements},
      {"sources", "<devices><interface>", "<source network='n'/>", "</interface></devices>",
       kElements},
      {"devices", "<devices>", "<disk><source file='f'/></disk>", "</devices>", kElements},
      {"unknown elements", "", "<x><y/></x>", "", kElements},
      {"names", "", "<name>n</name>", "", kElements},
      {"a long name", "<name>", "n", "</name>", 8 * kElements},
      {"references", "<name>", "&amp;", "</name>", kElements},
      {"comments", "", "<!--c-->", "", kElements},
      {"instructions", "", "<?p q?>", "", kElements},
      {"sections", "<name>", "<![CDATA[c]]>", "</name>", kElements},
      {"texts", "", "t<x/>", "", kElements},
      {"namespaces", "", "<x xmlns='u' xmlns:p='v'/>", "", kElements},
      {"attributes", "<devices><interface", " a@=''", "/></devices>", kAttributes},
      {"a long comment", "<!--", "c", "-->", 8 * kElements},
      {"a long value", "<x a='", "c", "'/>", 8 * kElements},
  };
  for (const Content& content : kContents)
    shapes.push_back({fmt::format("domain {}", content.name), Kind::Domain, content.count,
                      [content](std::size_t n) {
                        const std::size_t mark = content.piece.find('@');
                        const auto piece = [&](std::size_t i) {
                          std::string text(content.piece);
                          if (mark != std::string::npos) text.replace(mark, 1, std::to_string(i));
                          return text;
                        };
                        return fmt::format("<domain type='kvm'>{}{}{}</domain>", content.begin,
                                           each(n, piece), content.end);
                      }});
}

}  // namespace virnet::growth
