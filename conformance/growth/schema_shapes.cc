#include <fmt/format.h>

#include <array>
#include <set>

#include "conformance/growth/shape.h"
#include "conformance/property/vocabulary.h"
#include "parser/schema/schema.h"

namespace virnet::growth {
namespace {

using generate::ValueKind;
using internal::AttributeRow;
using internal::ChildRow;

constexpr std::size_t kElements = 500;
constexpr std::size_t kBytes = 4'000;
constexpr std::size_t kAttributes = 200;  // an element has at most a thousand
constexpr std::string_view kMark = "@";

// A good value, one of as many as there are numbers.
std::string value_of(const AttributeRow& row, std::size_t i) {
  const generate::AttributeWord word = generate::word_of(row);
  const auto address = [&] {
    return fmt::format("10.{}.{}.{}", 1 + i / 62'500, i / 250 % 250, 2 + i % 250);
  };
  switch (word.kind) {
    case ValueKind::Listed: return std::string(word.values[i % word.values.size()]);
    case ValueKind::Mac: return fmt::format("52:54:00:{:02x}:{:02x}:00", i / 256 % 256, i % 256);
    case ValueKind::Uuid: return fmt::format("6f2d1c0e-0b4a-4a0e-9c55-2f8a41f2{:04x}", i % 65536);
    case ValueKind::Duid: return fmt::format("0:1:2:{:x}:{:x}", i / 256 % 256, i % 256);
    case ValueKind::Address:
    case ValueKind::Address4: return address();
    case ValueKind::Mask: return "255.255.255.0";
    case ValueKind::Number:
    case ValueKind::PciNumber:
    case ValueKind::PortId:
    case ValueKind::Expiry: return std::to_string(i % 32);
    case ValueKind::YesNo: return "yes";
    case ValueKind::OnOff: return "on";
    case ValueKind::Mode: return "hostdev";
    case ValueKind::Manager: return "libvirt";
    case ValueKind::Driver: return "vfio";
    case ValueKind::Family: return "ipv4";
    case ValueKind::Unit: return "minutes";
    case ValueKind::NativeMode: return "tagged";
    case ValueKind::PortType: return "openvswitch";
    case ValueKind::PciType: return "pci";
    default: return fmt::format("n{}", i);
  }
}

std::string name_of(const ChildRow& row) {
  return (row.ns == internal::Namespace::Dnsmasq ? "dnsmasq:" : "") + std::string(row.name);
}

std::string attributes_of(const ChildRow& row, std::size_t i) {
  std::string all;
  for (const AttributeRow& attribute : row.type->attributes)
    all += fmt::format(" {}='{}'", attribute.name, value_of(attribute, i));
  return all;
}

std::string text_of(const ChildRow& row, std::size_t i) {
  if (!row.type->text) return {};
  return row.name == "uuid" ? fmt::format("6f2d1c0e-0b4a-4a0e-9c55-2f8a41f2{:04x}", i % 65536)
                            : fmt::format("n{}", i);
}

// An element of the table where it stands.
struct Place {
  std::string path;
  const ChildRow* row;
  Kind kind;
  std::string before, after;  // the tags of the elements around

  [[nodiscard]] std::string within(const std::string& content) const {
    return before + content + after;
  }
  // The element with `attributes` and `content`.
  [[nodiscard]] std::string element(const std::string& attributes,
                                    const std::string& content) const {
    const std::string name = name_of(*row);
    return fmt::format("<{}{}>{}</{}>", name, attributes, content, name);
  }
  [[nodiscard]] std::string root_attributes() const {
    const bool is_root = before.empty() && kind == Kind::Network;
    return is_root ? fmt::format(" xmlns:dnsmasq='{}'", internal::kDnsmasqUri) : "";
  }
  [[nodiscard]] std::string own_attributes(std::size_t i) const {
    return root_attributes() + attributes_of(*row, i);
  }
  // What the root cannot do without.
  [[nodiscard]] std::string own_content() const {
    return before.empty() && kind == Kind::Network ? "<name>n</name>" : "";
  }
};

// Adds the shapes of one place.
class ShapesOf {
 public:
  ShapesOf(std::vector<Shape>& shapes, const Place& place) : shapes_(shapes), place_(place) {}

  // The element again and again.
  void add_elements() {
    add("the same", kElements, [place = place_](std::size_t n) {
      return place.within(
          repeated(n, place.element(attributes_of(*place.row, 1), text_of(*place.row, 1))));
    });
    add("each another", kElements, [place = place_](std::size_t n) {
      return place.within(each(n, [&](std::size_t i) {
        return place.element(attributes_of(*place.row, i), text_of(*place.row, i));
      }));
    });
    add("empty", kElements, [place = place_](std::size_t n) {
      return place.within(repeated(n, fmt::format("<{}/>", name_of(*place.row))));
    });
  }
  // What is in one.
  void add_insides() {
    add_contents();
    add_many_attributes();
    add_long_values();
  }

 private:
  void add(std::string_view what, std::size_t count,
           std::function<std::string(std::size_t)> document) {
    shapes_.push_back(
        {fmt::format("{} {}", place_.path, what), place_.kind, count, std::move(document), true});
  }

  // What any element can hold.
  void add_contents() {
    struct Content {
      std::string_view name, begin, piece, end;
      std::size_t count;
    };
    constexpr std::array kContents = {
        Content{"unknown elements", "", "<x/>", "", kElements},
        Content{"unknown elements with text", "", "<x>y</x>\n", "", kElements},
        Content{"elements of other namespaces", "", "<p:x xmlns:p='u'/>", "", kElements},
        Content{"texts", "", "t<x/>", "", kElements},
        Content{"comments", "", "<!--c-->", "", kElements},
        Content{"instructions", "", "<?p q?>", "", kElements},
        Content{"sections", "", "<![CDATA[c]]>", "", kElements},
        Content{"joined sections", "", "<![CDATA[]]]]><![CDATA[>]]>", "", kElements},
        Content{"references", "", "&amp;", "", kElements},
        Content{"references of numbers", "", "&#65;", "", kElements},
        Content{"lines", "", "a\r\n", "", kElements},
        Content{"blanks", "", " \n", "", kBytes},
        Content{"a long text", "", "t", "", kBytes},
        Content{"a long comment", "<!--", "c", "-->", kBytes},
        Content{"a long instruction", "<?p ", "c", "?>", kBytes},
        Content{"a long section", "<![CDATA[", "c", "]]>", kBytes},
        Content{"a long unknown name", "<", "c", "/>", kBytes},
    };
    for (const Content& content : kContents)
      add(content.name, content.count, [place = place_, content](std::size_t n) {
        std::string inside = place.own_content();
        inside.append(content.begin).append(repeated(n, content.piece)).append(content.end);
        return place.within(place.element(place.own_attributes(1), inside));
      });
  }

  void add_many_attributes() {
    struct Attributes {
      std::string_view name, begin, each;
    };
    constexpr std::array kKinds = {
        Attributes{"unknown attributes", "", " a@='v'"},
        Attributes{"attributes with a prefix", " xmlns:p='u'", " p:a@='v'"},
        Attributes{"attributes with an undeclared prefix", "", " p@:a='v'"},
        Attributes{"declarations", "", " xmlns:p@='u'"},
    };
    for (const Attributes& kind : kKinds)
      add(kind.name, kAttributes, [place = place_, kind](std::size_t n) {
        const std::size_t mark = kind.each.find(kMark);
        std::string attributes = place.own_attributes(1).append(kind.begin);
        attributes += each(n, [&](std::size_t i) {
          return std::string(kind.each).replace(mark, kMark.size(), std::to_string(i));
        });
        return place.within(place.element(attributes, place.own_content()));
      });
    add("a long name of an attribute", kBytes, [place = place_](std::size_t n) {
      return place.within(place.element(place.own_attributes(1) + " " + repeated(n, "a") + "='v'",
                                        place.own_content()));
    });
    add("blanks in the tag", kBytes, [place = place_](std::size_t n) {
      return place.within(
          place.element(place.own_attributes(1) + repeated(n, "\n"), place.own_content()));
    });
  }

  void add_long_values() {
    for (const AttributeRow& row : place_.row->type->attributes)
      for (const std::string_view piece : {"1", "n", "&lt;"})
        add(fmt::format("{} of '{}'", row.name, piece), kBytes,
            [place = place_, &row, piece](std::size_t n) {
              const std::string value = repeated(n / piece.size(), piece);
              return place.within(
                  place.element(place.root_attributes() + fmt::format(" {}='{}'", row.name, value),
                                place.own_content()));
            });
  }

  std::vector<Shape>& shapes_;
  const Place& place_;
};

// An element that stands at several places is the same at each.
using Seen = std::set<const internal::ElementType*>;

void walk(const Place& place, Seen& seen, std::vector<Shape>& shapes) {
  ShapesOf of_place(shapes, place);
  if (!place.before.empty()) of_place.add_elements();
  if (seen.insert(place.row->type).second) of_place.add_insides();
  for (const ChildRow& child : place.row->type->children) {
    const std::string name = name_of(*place.row);
    const Place inner{
        place.path + "/" + std::string(child.name), &child, place.kind,
        place.before + "<" + name + place.own_attributes(1) + ">" + place.own_content(),
        "</" + name + ">" + place.after};
    walk(inner, seen, shapes);
  }
}

}  // namespace

void add_shapes_of_schema(std::vector<Shape>& shapes) {
  Seen seen;
  walk({"network", &internal::network_row(), Kind::Network, "", ""}, seen, shapes);
  walk({"networkport", &internal::networkport_row(), Kind::Port, "", ""}, seen, shapes);
}

}  // namespace virnet::growth
