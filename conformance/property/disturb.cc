// Changes that may break a document, or make it mean something else.
#include <algorithm>
#include <iterator>
#include <string>
#include <utility>

#include "conformance/property/documents.h"
#include "conformance/property/vocabulary.h"

namespace virnet::generate {
namespace {

struct Place {
  Node* node;
  Node* parent;  // null for the root
};

void collect(Node& node, Node* parent, std::vector<Place>& places) {
  if (!node.is_element()) return;
  places.push_back({&node, parent});
  for (Node& child : node.children) collect(child, &node, places);
}

std::string_view parent_name(const Place& place) {
  return place.parent ? std::string_view(place.parent->name) : "";
}

std::string changed_word(Choices& choices, std::string word) {
  constexpr std::string_view kInserted[] = {" ", "x", "0", "-",        "\n", "A", "\t", "%",
                                            "/", ":", ".", "\xc3\xa9", "'",  "&", "<"};
  const std::size_t at = choices.below(word.size() + 1);
  switch (choices.below(5)) {
    case 4: {
      // To an edge: the last number of an address becomes the first or the last of its network.
      const std::size_t digits = word.find_last_not_of("0123456789");
      return word.substr(0, digits + 1).append(choices.chance(50) ? "0" : "255");
    }
    case 0: return word.insert(at, choices.pick(kInserted));
    case 1: return at < word.size() ? word.erase(at, 1) : word.append(1, ' ');
    case 2:
      if (at < word.size())
        word[at] = static_cast<char>(static_cast<unsigned char>(word[at]) ^ 0x20);
      return word;
    default: return word.substr(0, at);
  }
}

bool is_clean(std::string_view text) {
  // Cutting may have split a character; what remains must still be UTF-8.
  for (std::size_t i = 0; i < text.size();) {
    const auto lead = static_cast<unsigned char>(text[i]);
    const std::size_t length = lead < 0x80   ? 1
                               : lead < 0xc0 ? 0
                               : lead < 0xe0 ? 2
                               : lead < 0xf0 ? 3
                                             : 4;
    if (length == 0 || i + length > text.size()) return false;
    for (std::size_t k = 1; k < length; ++k)
      if ((static_cast<unsigned char>(text[i + k]) & 0xc0) != 0x80) return false;
    if (length == 1 && lead < 0x20 && lead != '\t' && lead != '\n' && lead != '\r') return false;
    i += length;
  }
  return true;
}

void change_value(Choices& choices, const Place& place) {
  if (place.node->attributes.empty()) return;
  Attribute& attribute = choices.pick_from(place.node->attributes);
  const std::string before = attribute.value;
  const AttributeWord word = word_of(parent_name(place), place.node->name, attribute.name);
  switch (choices.below(5)) {
    case 0: attribute.value = changed_word(choices, before); break;
    case 1:
      attribute.value = any_value(
          choices,
          static_cast<ValueKind>(choices.below(static_cast<std::size_t>(ValueKind::Profile) + 1)));
      break;
    default: attribute.value = any_value(choices, word); break;
  }
  // Control characters have no place in XML at all; see damaged() for those.
  if (!is_clean(attribute.value)) attribute.value = before;
}

void add_known_attribute(Choices& choices, const Place& place) {
  const ElementWord* word = find_word(parent_name(place), place.node->name);
  if (!word || word->attributes.empty()) return;
  const AttributeWord& known = choices.pick_from(word->attributes);
  const std::string_view value = any_value(choices, known);
  if (!is_clean(value)) return;
  auto& attributes = place.node->attributes;
  const auto old = std::ranges::find(attributes, known.name, &Attribute::name);
  if (old != attributes.end())
    old->value = value;
  else
    attributes.push_back({std::string(known.name), std::string(value)});
}

void rename(Choices& choices, std::string& name) {
  constexpr std::string_view kPrefixes[] = {"v:", "w:", "xml:", "v:w:", ":", "v:1"};
  const std::size_t colon = name.find(':');
  switch (choices.below(4)) {
    case 0: name = changed_word(choices, name); break;
    case 1:
      if (colon != std::string::npos) name.erase(0, colon + 1);
      break;
    default: name.insert(0, choices.pick(kPrefixes)); break;
  }
  // Whatever is no name would only make the document ill-formed.
  std::erase_if(name, [](char c) {
    return std::string_view(" \n\t%/'&<").find(c) != std::string_view::npos;
  });
  if (name.empty() || std::string_view("0123456789-.").find(name[0]) != std::string_view::npos)
    name.insert(name.begin(), 'x');
}

void rename_attribute(Choices& choices, const Place& place) {
  auto& attributes = place.node->attributes;
  if (attributes.empty()) return;
  Attribute copy = choices.pick_from(attributes);
  if (choices.chance(50)) {
    // Beside the original, before or after it.
    rename(choices, copy.name);
    if (std::ranges::find(attributes, copy.name, &Attribute::name) != attributes.end()) return;
    if (choices.chance(30))
      copy.value = any_value(choices, word_of(parent_name(place), place.node->name, copy.name));
    if (!is_clean(copy.value)) return;
    attributes.insert(choices.chance(50) ? attributes.begin() : attributes.end(), copy);
    return;
  }
  Attribute& chosen = choices.pick_from(attributes);
  std::string name = chosen.name;
  rename(choices, name);
  if (std::ranges::find(attributes, name, &Attribute::name) == attributes.end()) chosen.name = name;
}

void drop_attribute(Choices& choices, const Place& place) {
  auto& attributes = place.node->attributes;
  if (!attributes.empty())
    attributes.erase(std::next(attributes.begin(),
                               static_cast<std::ptrdiff_t>(choices.below(attributes.size()))));
}

void insert_child(Choices& choices, Node& parent, Node child) {
  const std::size_t at = choices.below(parent.children.size() + 1);
  parent.children.insert(std::next(parent.children.begin(), static_cast<std::ptrdiff_t>(at)),
                         std::move(child));
}

void drop_child(Choices& choices, const Place& place) {
  auto& children = place.node->children;
  if (!children.empty())
    children.erase(
        std::next(children.begin(), static_cast<std::ptrdiff_t>(choices.below(children.size()))));
}

// A copy of a child, sometimes with one change.
void repeat_child(Choices& choices, const Place& place) {
  if (place.node->children.empty()) return;
  Node copy = choices.pick_from(place.node->children);
  if (copy.is_element() && choices.chance(50)) change_value(choices, {&copy, place.node});
  insert_child(choices, *place.node, std::move(copy));
}

Node random_element(Choices& choices, const ElementWord& word, std::size_t depth) {
  Node node = element(word.name);
  for (const AttributeWord& known : word.attributes) {
    if (choices.chance(40)) continue;
    const std::string_view value = any_value(choices, known);
    if (is_clean(value)) node.attributes.push_back({std::string(known.name), std::string(value)});
  }
  if (word.attributes.empty() && choices.chance(50)) node.children.push_back(text("some text"));
  for (const ElementWord& inner : vocabulary())
    if (depth < 3 && inner.parent == word.name && choices.chance(40))
      node.children.push_back(random_element(choices, inner, depth + 1));
  return node;
}

// An element of the vocabulary, mostly where it belongs.
void add_random_element(Choices& choices, const Place& place) {
  std::vector<const ElementWord*> fitting;
  for (const ElementWord& word : vocabulary())
    if (word.parent == place.node->name) fitting.push_back(&word);
  const auto words = vocabulary();
  const bool anywhere = fitting.empty() || choices.chance(15);
  const ElementWord& word = anywhere ? choices.pick_from(words) : *choices.pick_from(fitting);
  insert_child(choices, *place.node, random_element(choices, word, 1));
}

void move_element(Choices& choices, Node& root, const Place& place) {
  if (!place.parent) return;
  const Node copy = *place.node;
  if (choices.chance(60)) place.node->name = "moved";
  insert_child(choices, root, copy);
}

void add_junk(Choices& choices, const Place& place) {
  constexpr std::string_view kJunk[] = {"<!-- c -->",
                                        " ",
                                        "text",
                                        "<![CDATA[x]]>",
                                        "<x/>",
                                        "&amp;",
                                        "&unknown;",
                                        "<w:x/>",
                                        "<v:w:x/>",
                                        "\r\n",
                                        "<?xml x?>",
                                        "<?p:q r?>",
                                        "<a:/>",
                                        "<x xmlns:a=''/>",
                                        "<x xmlns='urn:n'/>",
                                        "<x v:k='1' w:k='2'/>",
                                        "<x a='1' a='2'/>",
                                        "<!-- -- -->",
                                        "]]>",
                                        "<x y=1/>",
                                        "<x y='<'/>",
                                        "<x xml:id='1'/><x xml:id='1'/>",
                                        "<\xe2\xb0\x80/>",
                                        "<\xc2\xaa/>",
                                        "<x>",
                                        "</x>",
                                        "&#0;",
                                        "&#x110000;",
                                        "&#xd800;",
                                        "&#xfffe;"};
  insert_child(choices, *place.node, raw(choices.pick(kJunk)));
}

// Puts an element and what is below it into a namespace of its own.
void enter_namespace(Choices& choices, const Place& place) {
  constexpr std::string_view kUris[] = {"urn:n", "",
                                        "http://libvirt.org/schemas/network/dnsmasq/1.0",
                                        "http://www.w3.org/2000/xmlns/"};
  auto& attributes = place.node->attributes;
  if (std::ranges::find(attributes, "xmlns", &Attribute::name) == attributes.end())
    attributes.push_back({"xmlns", std::string(choices.pick(kUris))});
}

void replace_text(Choices& choices, const Place& place) {
  if (place.node->children.empty()) return;
  Node& child = choices.pick_from(place.node->children);
  if (child.kind != Node::Kind::Text) return;
  std::string changed =
      choices.chance(50)
          ? changed_word(choices, child.text)
          : std::string(
                any_value(choices, place.node->name == "uuid" ? ValueKind::Uuid : ValueKind::Text));
  if (is_clean(changed)) child.text = std::move(changed);
}

}  // namespace

void disturb(Choices& choices, Node& network) {
  std::vector<Place> places;
  collect(network, nullptr, places);
  const Place& place = choices.pick_from(places);
  switch (choices.below(20)) {
    case 0:
    case 1:
    case 2:
    case 3:
    case 4: change_value(choices, place); break;
    case 5:
    case 6: add_known_attribute(choices, place); break;
    case 7: rename_attribute(choices, place); break;
    case 8: drop_attribute(choices, place); break;
    case 9: drop_child(choices, place); break;
    case 10: repeat_child(choices, place); break;
    case 11:
    case 12:
    case 13: add_random_element(choices, place); break;
    case 14: move_element(choices, network, place); break;
    case 15: add_junk(choices, place); break;
    case 16: enter_namespace(choices, place); break;
    case 17: rename(choices, place.node->name); break;
    default: replace_text(choices, place); break;
  }
}

}  // namespace virnet::generate
