// A document as a tree that can still be wrong in every way that text can.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace virnet::generate {

struct Attribute {
  std::string name;  // with its prefix
  std::string value;
};

struct Node {
  enum class Kind { Element, Text, Raw };
  Kind kind = Kind::Element;
  std::string name;                   // of an element, with its prefix
  std::vector<Attribute> attributes;  // of an element
  std::vector<Node> children;         // of an element
  std::string text;                   // characters, or the very bytes of a Raw node

  [[nodiscard]] bool is_element() const { return kind == Kind::Element; }
};

[[nodiscard]] inline Node element(std::string_view name, std::vector<Attribute> attributes = {}) {
  Node node;
  node.name = name;
  node.attributes = std::move(attributes);
  return node;
}
[[nodiscard]] inline Node text(std::string_view characters) {
  Node node;
  node.kind = Node::Kind::Text;
  node.text = characters;
  return node;
}
[[nodiscard]] inline Node raw(std::string_view bytes) {
  Node node;
  node.kind = Node::Kind::Raw;
  node.text = bytes;
  return node;
}

}  // namespace virnet::generate
