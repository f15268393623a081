#include "fuzz/tree.h"

#include <expat.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "parser/xml/expat_release.h"

namespace virnet::fuzz {
namespace {

using generate::Node;

// Deeper ones are left to the mutations of bytes.
constexpr std::size_t kDeepest = 64;

class Builder {
 public:
  explicit Builder(XML_Parser expat) : expat_(expat) {
    XML_SetUserData(expat, this);
    XML_SetElementHandler(expat, on_start, on_end);
    XML_SetCharacterDataHandler(expat, on_text);
    XML_SetCommentHandler(expat, on_comment);
  }

  std::optional<Node> root;

 private:
  static Builder& self(void* user) { return *static_cast<Builder*>(user); }

  static void on_start(void* user, const char* name, const char** attributes) {
    Builder& builder = self(user);
    if (builder.open_.size() == kDeepest) {
      XML_StopParser(builder.expat_, XML_FALSE);
      return;
    }
    Node node = generate::element(name);
    for (; *attributes != nullptr; attributes += 2)
      node.attributes.push_back({attributes[0], attributes[1]});
    builder.open_.push_back(std::move(node));
  }
  static void on_end(void* user, const char*) {
    Builder& builder = self(user);
    if (builder.open_.empty()) return;
    Node node = std::move(builder.open_.back());
    builder.open_.pop_back();
    if (builder.open_.empty())
      builder.root = std::move(node);
    else
      builder.open_.back().children.push_back(std::move(node));
  }
  static void on_text(void* user, const char* text, int size) {
    self(user).add(generate::text({text, static_cast<std::size_t>(size)}));
  }
  static void on_comment(void* user, const char* text) {
    self(user).add(generate::raw(std::string("<!--").append(text).append("-->")));
  }
  void add(Node node) {
    if (open_.empty()) return;
    auto& children = open_.back().children;
    const bool joins = node.kind == Node::Kind::Text && !children.empty() &&
                       children.back().kind == Node::Kind::Text;
    if (joins)
      children.back().text += node.text;
    else
      children.push_back(std::move(node));
  }

  XML_Parser expat_;
  std::vector<Node> open_;
};

bool is_blank(const Node& node) {
  return node.kind == Node::Kind::Text &&
         node.text.find_first_not_of(" \t\r\n") == std::string::npos;
}

// Between elements; they are written with new ones.
void drop_blanks(Node& node) {
  bool only_elements = false;
  for (const Node& child : node.children) only_elements |= child.is_element();
  if (only_elements) std::erase_if(node.children, is_blank);
  for (Node& child : node.children) drop_blanks(child);
}

}  // namespace

std::optional<Node> read_tree(std::string_view document) {
  const std::unique_ptr<XML_ParserStruct, decltype(&XML_ParserFree)> expat(
      XML_ParserCreate(nullptr), XML_ParserFree);
  internal::set_hash_salt(expat.get());
  Builder builder(expat.get());
  if (XML_Parse(expat.get(), document.data(), static_cast<int>(document.size()), XML_TRUE) !=
      XML_STATUS_OK)
    return std::nullopt;
  if (builder.root) drop_blanks(*builder.root);
  return std::move(builder.root);
}

}  // namespace virnet::fuzz
