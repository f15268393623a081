#include "fuzz/words.h"

#include <cstdio>
#include <set>

#include "conformance/property/documents.h"
#include "conformance/property/vocabulary.h"
#include "parser/schema/schema.h"

namespace virnet::fuzz {
namespace {

using generate::Node;
using internal::AttributeRow;
using internal::ChildRow;
using internal::ElementType;

// A value that fits: one of the table's, else the plainest of the generators'.
std::string good_value(const AttributeRow& row) {
  if (!row.form.values.empty()) return std::string(row.form.values.front());
  generate::Choices plainest({});
  return std::string(generate::any_value(plainest, generate::word_of(row)));
}

Node everything_in(const ChildRow& row) {
  Node node = generate::element(row.printed_name);
  for (const AttributeRow& attribute : row.type->attributes)
    node.attributes.push_back({std::string(attribute.name), good_value(attribute)});
  for (const ChildRow& child : row.type->children) node.children.push_back(everything_in(child));
  // A string value is the element's only content.
  if (row.type->text && node.children.empty() && node.attributes.empty())
    node.children.push_back(
        generate::text(row.name == "uuid" ? "6f2d1c0e-0b4a-4a0e-9c55-2f8a41f2f1aa" : "n"));
  return node;
}

void collect(const ChildRow& row, std::set<std::string>& words) {
  words.insert("<" + std::string(row.name));
  for (const AttributeRow& attribute : row.type->attributes) {
    words.insert(" " + std::string(attribute.name) + "='");
    for (const std::string_view value : attribute.form.values) words.insert(std::string(value));
  }
  for (const ChildRow& child : row.type->children) collect(child, words);
}

// The syntax of XML, and the edges of numbers and addresses.
constexpr std::string_view kSyntax[] = {
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    "<?xml version='1.0' encoding='UTF-8'?>",
    "<?pi ",
    "?>",
    "<!DOCTYPE network>",
    "<!DOCTYPE network [<!ENTITY a 'b'>]>",
    "encoding='ISO-8859-1'",
    "encoding='UTF-16'",
    "&amp;",
    "&lt;",
    "&#10;",
    "&#x41;",
    "&a;",
    "xmlns='u'",
    "xmlns:a='u'",
    "xmlns:dnsmasq='http://libvirt.org/schemas/network/dnsmasq/1.0'",
    "xml:id='a'",
    "xml:space='preserve'",
    "/>",
    "</network>",
    "</ip>",
    "<a:b ",
    "virnet: ignore ",
    "LINT-",
    "\xef\xbb\xbf",
    "\xff\xfe",
    "\xc3\xa9",
    "\xed\xa0\x80",
    "0",
    "4095",
    "4096",
    "65535",
    "65536",
    "4294967295",
    "4294967296",
    "18446744073709551615",
    "18446744073709551616",
    "0x10",
    "010",
    "-1",
    "+1",
    "10.0.0.1",
    "10.0.0.255",
    "255.255.255.0",
    "fd00::1",
    "::ffff:10.0.0.1",
    "fe80::1%lo",
    "52:54:00:00:00:01",
    "01:00:5e:00:00:01"};

std::string escaped(std::string_view word) {
  std::string out;
  for (const char c : word) {
    const auto byte = static_cast<unsigned char>(c);
    char code[5];
    if (c == '"' || c == '\\') {
      out.append("\\").append(1, c);
    } else if (byte < 0x20 || byte >= 0x7f) {
      std::snprintf(code, sizeof(code), "\\x%02x", byte);
      out += code;
    } else {
      out += c;
    }
  }
  return out;
}

}  // namespace

std::string everything(const ChildRow& root) {
  Node node = everything_in(root);
  if (root.name == "network")
    node.attributes.push_back({"xmlns:dnsmasq", std::string(internal::kDnsmasqUri)});
  std::string text;
  // One element a line, so that a person can cut it down.
  const auto print = [&](const auto& self, const Node& each, std::size_t level) -> void {
    text.append(2 * level, ' ').append("<").append(each.name);
    for (const auto& attribute : each.attributes)
      text.append(" ").append(attribute.name).append("='").append(attribute.value).append("'");
    if (each.children.empty()) {
      text += "/>\n";
      return;
    }
    const bool is_text = !each.children.front().is_element();
    text += is_text ? ">" : ">\n";
    for (const Node& child : each.children) {
      if (is_text)
        text += child.text;
      else
        self(self, child, level + 1);
    }
    if (!is_text) text.append(2 * level, ' ');
    text.append("</").append(each.name).append(">\n");
  };
  print(print, node, 0);
  return text;
}

std::string dictionary() {
  std::set<std::string> words;
  collect(internal::network_row(), words);
  collect(internal::networkport_row(), words);
  for (const std::string_view word : kSyntax) words.insert(std::string(word));
  words.erase("");
  std::string text = "# Made by virnet-fuzz-words from the schema table, parser/schema.\n";
  for (const std::string& word : words) text.append("\"").append(escaped(word)).append("\"\n");
  return text;
}

}  // namespace virnet::fuzz
