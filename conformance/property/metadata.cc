// Foreign elements in <metadata>, and text that tries the rules for blanks.
#include <string>

#include "conformance/property/documents.h"

namespace virnet::generate {
namespace {

constexpr std::string_view kPrefixes[] = {"a", "b", "v", "w", "xml", ""};
constexpr std::string_view kUris[] = {"urn:a",
                                      "urn:b",
                                      "urn:v",
                                      "urn:a&b",
                                      "urn:\"q\"",
                                      "urn:'q'",
                                      "urn:\"'",
                                      "urn:\xc3\xa9",
                                      "",
                                      "urn:<>",
                                      "http://libvirt.org/schemas/network/dnsmasq/1.0",
                                      "http://www.w3.org/XML/1998/namespace",
                                      "http://www.w3.org/2000/xmlns/",
                                      "urn:a b",
                                      "x%20y",
                                      "x%zz",
                                      "[u]"};
constexpr std::string_view kLocals[] = {"one",    "two",  "bridge",    "options",
                                        "option", "name", "\xc3\xa9l", "x.y-z"};

std::string qualified(Choices& choices, std::string_view local) {
  const std::string_view prefix = choices.pick(kPrefixes);
  return prefix.empty() ? std::string(local) : std::string(prefix).append(":").append(local);
}

bool has(const Node& node, std::string_view name) {
  for (const Attribute& attribute : node.attributes)
    if (attribute.name == name) return true;
  return false;
}

void declare(Choices& choices, Node& node) {
  constexpr std::string_view kDeclared[] = {"xmlns:a", "xmlns:b",   "xmlns",
                                            "xmlns:v", "xmlns:xml", "xmlns:a"};
  const std::string_view name = choices.pick(kDeclared);
  if (!has(node, name))
    node.attributes.push_back({std::string(name), std::string(choices.pick(kUris))});
}

void add_attribute(Choices& choices, Node& node) {
  constexpr std::string_view kValues[] = {
      "",       "1",   "two words",  "\xc3\xa9\xe2\x82\xac", "\"",
      "'",      "<>&", "a\nb\tc\rd", "\xf0\x9f\x90\xa7",     "preserve",
      "default"};
  constexpr std::string_view kNames[] = {"k", "value", "id", "space"};
  const std::string name =
      choices.chance(10) ? "xml:space" : qualified(choices, choices.pick(kNames));
  if (!has(node, name)) node.attributes.push_back({name, std::string(choices.pick(kValues))});
}

Node foreign(Choices& choices, std::size_t depth) {
  Node node = element(qualified(choices, choices.pick(kLocals)));
  for (std::size_t n = choices.below(3); n > 0; --n) declare(choices, node);
  for (std::size_t n = choices.below(3); n > 0; --n) add_attribute(choices, node);
  constexpr std::string_view kRaw[] = {"\n  ",
                                       " ",
                                       "text",
                                       "<!--c-->",
                                       "<![CDATA[<x>]]>",
                                       "<![CDATA[]]>",
                                       "<?p  q ?>",
                                       "<?p?>",
                                       "<?p ?>",
                                       "&#13;",
                                       "&amp;",
                                       "\xc3\xa9",
                                       "\r\n",
                                       "\t",
                                       "a > b \"'",
                                       "<![CDATA[]]]]><![CDATA[>]]>"};
  for (std::size_t n = choices.below(4); n > 0; --n)
    node.children.push_back(depth < 4 && choices.chance(50) ? foreign(choices, depth + 1)
                                                            : raw(choices.pick(kRaw)));
  return node;
}

// Text in the pieces that the dropping of blanks tells apart.
std::string pieces(Choices& choices) {
  constexpr std::string_view kPieces[] = {" ",
                                          "\n",
                                          "a",
                                          "\r\n",
                                          "\r",
                                          "\t",
                                          "  ",
                                          "\xc3\xa9",
                                          "&#10;",
                                          "&#13;",
                                          "&#32;",
                                          "&amp;",
                                          "<![CDATA[ ]]>",
                                          "<![CDATA[x]]>",
                                          "<!-- -->",
                                          "<?p?>",
                                          "<b/>",
                                          "<b> </b>",
                                          "<b>x</b>",
                                          "<b xml:space='preserve'> </b>",
                                          "\x7f",
                                          "\xe2\x80\xa8",
                                          "<b xml:space='default'> <c/> </b>",
                                          "<b>t <c> </c> </b>"};
  std::string bytes;
  for (std::size_t n = 1 + choices.below(7); n > 0; --n) bytes += choices.pick(kPieces);
  if (choices.chance(5)) bytes.append(290 + choices.below(20), ' ').append("\r\n\xc3\xa9");
  if (choices.chance(5)) bytes.insert(0, "\r\r").insert(2, 290 + choices.below(20), '\n');
  return bytes;
}

}  // namespace

void add_metadata(Choices& choices, Node& network) {
  Node node = element("metadata");
  if (choices.chance(20)) declare(choices, node);
  if (choices.chance(20)) add_attribute(choices, node);
  for (std::size_t n = 1 + choices.below(4); n > 0; --n)
    node.children.push_back(choices.chance(70) ? foreign(choices, 1) : raw(pieces(choices)));
  if (choices.chance(30) && !has(network, "xmlns:a"))
    network.attributes.push_back({"xmlns:a", std::string(choices.pick(kUris))});
  if (choices.chance(10) && !has(network, "xmlns:b"))
    network.attributes.push_back({"xmlns:b", std::string(choices.pick(kUris))});
  network.children.push_back(std::move(node));
}

Node text_puzzle(Choices& choices) {
  constexpr std::string_view kNames[] = {"name", "title", "description", "metadata", "uuid"};
  Node root = element("network");
  if (choices.chance(20))
    root.attributes.push_back({"xml:space", choices.chance(50) ? "preserve" : "default"});
  for (const std::string_view name : kNames) {
    if (name == "uuid" ? !choices.chance(10) : name != "name" && !choices.chance(40)) continue;
    Node child = element(name);
    if (choices.chance(10))
      child.attributes.push_back({"xml:space", choices.chance(50) ? "preserve" : "default"});
    if (name == "metadata" && choices.chance(60)) child.attributes.push_back({"xmlns:b", "urn:b"});
    child.children.push_back(raw(pieces(choices)));
    if (name == "metadata") {
      Node kept = element("b:x", {{"xmlns:b", "urn:x"}});
      kept.children.push_back(raw(pieces(choices)));
      child.children.push_back(std::move(kept));
    }
    root.children.push_back(std::move(child));
  }
  if (choices.chance(40)) {
    Node host = element("host", {{"ip", "10.0.0.1"}});
    Node hostname = element("hostname");
    hostname.children.push_back(raw(pieces(choices)));
    host.children.push_back(std::move(hostname));
    Node dns = element("dns");
    dns.children.push_back(std::move(host));
    root.children.push_back(std::move(dns));
  }
  return root;
}

}  // namespace virnet::generate
