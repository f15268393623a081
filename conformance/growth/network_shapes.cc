#include <fmt/format.h>

#include "conformance/growth/shape.h"

namespace virnet::growth {
namespace {

constexpr std::size_t kElements = 400;
constexpr std::size_t kAttributes = 100;  // an element has at most a thousand

std::string network(const std::string& content) {
  return "<network><name>n</name>" + content + "</network>";
}
std::string metadata(const std::string& content) {
  return network("<metadata><r:r xmlns:r='u'>" + content + "</r:r></metadata>");
}
std::string hosts(const std::string& content) {
  return network("<ip address='10.0.0.1' prefix='8'><dhcp>" + content + "</dhcp></ip>");
}
std::string declarations(std::size_t count) {
  return each(count, [](std::size_t i) { return fmt::format(" xmlns:p{}='u{}'", i, i); });
}
// So many nested elements with so many declarations each, around `content`.
std::string nested(std::size_t depth, std::size_t each_declares, const std::string& content) {
  return repeated(depth, "<a" + declarations(each_declares) + ">") + content +
         repeated(depth, "</a>");
}
std::string quad(std::size_t i) { return fmt::format("{}.{}", i / 250 % 250, 2 + i % 250); }

void add_networks(std::vector<Shape>& shapes) {
  const auto add = [&](std::string_view name, std::size_t count, auto document) {
    shapes.push_back({std::string(name), Kind::Network, count, document});
  };
  add("hosts in order", kElements, [](std::size_t n) {
    return hosts(each(n, [](std::size_t i) {
      return fmt::format("<host mac='52:54:00:00:{:02x}:{:02x}' name='h{:06}' ip='10.1.{}'/>\n",
                         i / 256, i % 256, i, quad(i));
    }));
  });
  add("hosts in no order", kElements, [](std::size_t n) {
    return hosts(each(n, [n](std::size_t i) {
      const std::size_t k = i * 7919 % n;
      return fmt::format("<host mac='52:54:00:00:{:02x}:{:02x}' name='h{}' ip='10.1.{}'/>\n",
                         k / 256, k % 256, k, quad(k));
    }));
  });
  add("the same host", kElements, [](std::size_t n) {
    return hosts(repeated(n, "<host mac='52:54:00:00:00:01' name='h' ip='10.1.0.1'/>"));
  });
  add("ranges", kElements, [](std::size_t n) {
    return hosts(each(n, [n](std::size_t i) {
      const std::string at = quad(i * 7919 % n);
      return fmt::format("<range start='10.1.{}' end='10.1.{}'/>", at, at);
    }));
  });
  add("ranges x hosts", kElements / 2, [](std::size_t n) {
    return hosts(each(n, [](std::size_t i) {
      return fmt::format("<range start='10.1.{}' end='10.2.{}'/><host name='h{}' ip='10.1.{}'/>",
                         quad(i), quad(i), i, quad(i));
    }));
  });
  add("addresses x routes", kElements / 2, [](std::size_t n) {
    return network(each(n, [](std::size_t i) {
      return fmt::format(
          "<ip address='10.{}.{}.1' prefix='24'/>"
          "<route address='172.{}.{}.0' prefix='24' gateway='10.{}.{}.2'/>",
          i / 250, i % 250, i / 250, i % 250, i / 250, i % 250);
    }));
  });
  add("interfaces", kElements, [](std::size_t n) {
    return network(
        "<forward mode='bridge'>" +
        each(n,
             [n](std::size_t i) { return fmt::format("<interface dev='e{}'/>", i * 7919 % n); }) +
        "</forward>");
  });
  add("PCI addresses", kElements, [](std::size_t n) {
    return "<network><forward mode='hostdev'>" +
           each(n,
                [](std::size_t i) {
                  return fmt::format(
                      "<address type='pci' domain='{}' bus='{}' slot='{}' function='{}'/>\n",
                      i >> 16, i >> 8 & 255, i >> 3 & 31, i & 7);
                }) +
           "</forward><name>n</name></network>";
  });
  add("portgroups", kElements, [](std::size_t n) {
    return network("<forward mode='bridge'/><bridge name='b'/>" + each(n, [n](std::size_t i) {
                     return fmt::format(
                         "<portgroup name='p{}'><vlan><tag id='{}'/></vlan>"
                         "</portgroup>",
                         i * 7919 % n, i % 4000);
                   }));
  });
  add("subnets, the name last", kElements, [](std::size_t n) {
    return "<network>" +
           each(n,
                [](std::size_t i) {
                  return fmt::format("<ip address='10.{}.{}.1' netmask='255.255.255.0'/>\n",
                                     i / 250, i % 250);
                }) +
           "<name>n</name></network>";
  });
  add("subnets on one line", kElements, [](std::size_t n) {
    return network(each(n, [](std::size_t i) {
      return fmt::format("<ip address='10.{}.{}.1' netmask='255.255.255.0'/>", i / 250, i % 250);
    }));
  });
  add("subnets x a long name", 64, [](std::size_t n) {
    return "<network>" +
           each(n,
                [](std::size_t i) {
                  return fmt::format("<ip address='10.0.{}.1' netmask='255.255.255.0'/>", i);
                }) +
           "<name>" + repeated(n, std::string(1000, 'n')) + "</name></network>";
  });
  add("DNS", kElements / 4, [](std::size_t n) {
    return network("<dns>" +
                   each(n,
                        [](std::size_t i) {
                          return fmt::format(
                              "<host ip='10.1.{}'><hostname>h{}</hostname><hostname>g{}</hostname>"
                              "</host><txt name='t{}' value='v'/><forwarder domain='d{}' "
                              "addr='10.0.0.1'/><srv service='s{}' protocol='tcp' domain='d' "
                              "target='t' port='1'/>",
                              quad(i), i, i, i, i, i);
                        }) +
                   "</dns>");
  });
}

void add_namespaces(std::vector<Shape>& shapes) {
  const auto add = [&](std::string_view name, std::size_t count, auto document) {
    shapes.push_back({std::string(name), Kind::Network, count, document});
  };
  // A hundred deep and a number of declarations each, which no name in it uses.
  add("names x declarations in metadata", kAttributes,
      [](std::size_t n) { return metadata(nested(100, n / 10, repeated(10 * n, "<r:b/>"))); });
  add("names x declarations", kAttributes, [](std::size_t n) {
    return "<network xmlns:r='u'><name>n</name>" +
           nested(100, n / 10, repeated(10 * n, "<r:b r:c=''/>")) + "</network>";
  });
  add("names without prefix x declarations", kAttributes,
      [](std::size_t n) { return metadata(nested(100, n / 10, repeated(10 * n, "<b/>"))); });
  add("unknown elements x declarations at the root", kAttributes, [](std::size_t n) {
    return "<network" + declarations(n) + "><name>n</name>" + repeated(10 * n, "<p0:x/><y/>") +
           "</network>";
  });
  add("undeclared prefixes x declarations", kAttributes, [](std::size_t n) {
    return "<network" + declarations(n) + "><name>n</name>" + repeated(10 * n, "<q:x q:y=''/>") +
           "</network>";
  });
  add("declared again in each element", kElements,
      [](std::size_t n) { return metadata(repeated(n, "<a xmlns:p='u' xmlns:q='v'><p:b/></a>")); });
  add("attributes with a prefix x elements", kAttributes, [](std::size_t n) {
    const std::string attributes =
        each(n, [](std::size_t i) { return fmt::format(" p:a{}=''", i); });
    return "<network xmlns:p='u'><name>n</name>" + repeated(20, "<u" + attributes + "/>") +
           "</network>";
  });
  add("attributes with a prefix x elements in metadata", kAttributes, [](std::size_t n) {
    const std::string attributes =
        each(n, [](std::size_t i) { return fmt::format(" r:a{}=''", i); });
    return metadata(repeated(20, "<u" + attributes + "/>"));
  });
  add("prefixes of the root in metadata", kAttributes, [](std::size_t n) {
    return "<network" + declarations(n) + "><name>n</name><metadata><p0:r>" +
           each(10 * n, [n](std::size_t i) { return fmt::format("<p{}:a/>", i % n); }) +
           "</p0:r></metadata></network>";
  });
  add("children of metadata x a long namespace", kElements, [](std::size_t n) {
    return "<network xmlns:p='" + repeated(n, "long") + "'><name>n</name><metadata>" +
           repeated(n, "<p:a/>") + "</metadata></network>";
  });
  add("attributes x long namespaces", kElements, [](std::size_t n) {
    const std::string uri = repeated(n, "long");
    return "<network xmlns:p='" + uri + "' xmlns:q='" + uri + "'><name>n</name>" +
           repeated(n, "<x p:a='' q:b=''/>") + "</network>";
  });
  add("namespaces of metadata", kElements, [](std::size_t n) {
    return network("<metadata>" +
                   each(n, [](std::size_t i) { return fmt::format("<p:a xmlns:p='u{}'/>", i); }) +
                   "</metadata>");
  });
  add("identifiers", kElements, [](std::size_t n) {
    return network(each(n, [](std::size_t i) { return fmt::format("<u xml:id='a{}'/>", i); }));
  });
}

void add_suppressions(std::vector<Shape>& shapes) {
  const auto add = [&](std::string_view name, std::size_t count, auto document) {
    shapes.push_back({std::string(name), Kind::Network, count, document});
  };
  const std::string_view odd = "<ip address='10.0.0.1' prefix='24' u='1'/>";
  add("words of an ignore comment", kElements,
      [](std::size_t n) { return network("<!-- virnet: ignore " + repeated(n, "x ") + "-->"); });
  add("rules of an ignore comment x values", kElements, [](std::size_t n) {
    return network("\n<!-- virnet: ignore " + repeated(n, "LINT-TEXT ") + "-->\n<ip " +
                   "address='10.0.0.1' prefix='24'><dhcp>" +
                   repeated(n, "<host mac='52:54:0:0:0:1' ip='10.0.0.2'/>") + "</dhcp></ip>");
  });
  add("comments x findings in a long tag", kAttributes, [](std::size_t n) {
    return network("<dns big='" + repeated(n, std::string(100, 'x')) + "'" +
                   each(60, [](std::size_t i) { return fmt::format(" u{}=''", i); }) + "/>\n" +
                   repeated(n, "<!-- a --> <!-- virnet: ignore LINT-ATTRIBUTE -->\n"));
  });
  add("comments x findings of a line", kAttributes, [=](std::size_t n) {
    return network(repeated(n, std::string(odd) + "<!-- virnet: ignore LINT-BASE -->"));
  });
  add("comments x findings, each on its line", kAttributes, [=](std::size_t n) {
    return network(
        repeated(n, std::string(odd) + "<!-- virnet: ignore LINT-ATTRIBUTE LINT-BASE -->\n"));
  });
  add("nested comments x findings", 120, [=](std::size_t n) {
    return network("<metadata><r:r xmlns:r='u'>" +
                   repeated(n, "\n<!-- virnet: ignore LINT-TEXT LINT-BASE LINT-CASE --><a>") +
                   repeated(n, "</a>") + "</r:r></metadata>" + repeated(10 * n, odd));
  });
  add("silenced attributes", kAttributes, [](std::size_t n) {
    return network("\n<!-- virnet: ignore LINT-ATTRIBUTE -->\n<bridge name='b'" +
                   each(n, [](std::size_t i) { return fmt::format(" dela{}=''", i); }) + "/>");
  });
  add("silenced elements", kElements, [](std::size_t n) {
    return network("\n<!-- virnet: ignore LINT-ELEMENT -->\n<dns>" +
                   repeated(n, "<hsot><x/></hsot>") + "</dns>");
  });
  add("silenced elements x a long namespace", kElements, [](std::size_t n) {
    return "<network xmlns:p='" + repeated(n, "long") +
           "'><name>n</name>\n<!-- virnet: ignore LINT-ELEMENT LINT-METADATA -->\n<metadata>" +
           repeated(n, "<p:a/>") + "</metadata>\n<!-- virnet: ignore LINT-ELEMENT -->\n<dns>" +
           repeated(n, "<p:host/>") + "</dns></network>";
  });
  add("findings on one line", kElements, [=](std::size_t n) {
    return network(repeated(n, "<ip address='10.0.0.1' prefix='24'/>") + repeated(n, odd));
  });
  add("wrong hosts", kElements, [](std::size_t n) {
    return hosts(repeated(n, "<host mac='x' nmae='a' name='-' ip='10.0.0.9'/>\n"));
  });
}

void add_states(std::vector<Shape>& shapes) {
  const auto add = [&](std::string_view name, std::size_t count, auto document) {
    shapes.push_back({std::string(name), Kind::Status, count, document});
  };
  const std::string before = "<networkstatus><class_id bitmap='0-2'/>";
  const std::string after = "</networkstatus>";
  add("status of hosts", kElements, [=](std::size_t n) {
    return before + hosts(repeated(n, "<host name='h' ip='10.1.0.1'/>")) + after;
  });
  add("status with unknown elements", kElements,
      [=](std::size_t n) { return before + repeated(n, "<x><y/></x>") + network("") + after; });
  add("status with comments", kElements,
      [=](std::size_t n) { return before + repeated(n, "<!--c-->") + network("") + after; });
  add("status of a deep network", 120, [=](std::size_t n) {
    return before + repeated(n, "<x>") + network("") + repeated(n, "</x>") + after;
  });
}

}  // namespace

void add_shapes_of_networks(std::vector<Shape>& shapes) {
  add_networks(shapes);
  add_namespaces(shapes);
  add_suppressions(shapes);
  add_states(shapes);
}

}  // namespace virnet::growth
