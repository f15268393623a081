// What no release looks at, added to a network's markup.
#include <algorithm>
#include <iterator>
#include <string>
#include <utility>

#include "conformance/property/documents.h"
#include "conformance/property/vocabulary.h"

namespace virnet::generate {
namespace {

bool holds_text(const Node& node) {
  return std::ranges::any_of(node.children, [](const Node& child) { return !child.is_element(); });
}

// Another order, in which the children of one name keep theirs.
void shuffle_children(Choices& choices, Node& node) {
  std::vector<Node>& children = node.children;
  std::vector<std::size_t> order(children.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  for (std::size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[choices.below(i)]);
  std::vector<Node> shuffled(children.size());
  std::vector<bool> taken(children.size());
  for (std::size_t place = 0; place < order.size(); ++place) {
    const std::string& name = children[order[place]].name;
    std::size_t first = 0;
    while (taken[first] || children[first].name != name) ++first;
    taken[first] = true;
    shuffled[place] = children[first];
  }
  children = std::move(shuffled);
}

Node unknown_element(Choices& choices) {
  constexpr std::string_view kNames[] = {"note", "brigde",     "v:bridge", "w:ip",
                                         "IP",   "interfaces", "name2"};
  Node node = element(choices.pick(kNames), {{"address", "x"}, {"id", "1"}});
  if (choices.chance(40)) node.children.push_back(element("name", {{"dev", "x"}}));
  if (choices.chance(40)) node.children.push_back(text("words"));
  return node;
}

Node nothing_in_particular(Choices& choices) {
  constexpr std::string_view kRaw[] = {"<!-- note -->", "<?target data?>",   "\n",    "  \n\t",
                                       "stray text",    "<![CDATA[<ip/>]]>", "&#65;", "&lt;",
                                       "\r\n"};
  return choices.chance(30) ? unknown_element(choices) : raw(choices.pick(kRaw));
}

void sprinkle(Choices& choices, Node& node) {
  if (holds_text(node)) return;
  for (std::size_t n = choices.below(3); n > 0; --n) {
    const auto at = static_cast<std::ptrdiff_t>(choices.below(node.children.size() + 1));
    node.children.insert(std::next(node.children.begin(), at), nothing_in_particular(choices));
  }
}

// Between two parts of a text that are both more than blanks.
void split_text(Choices& choices, Node& node) {
  constexpr std::string_view kBetween[] = {"<!-- c -->", "<?p?>", "<b/>", "<b></b>"};
  if (node.children.size() != 1 || node.children[0].kind != Node::Kind::Text) return;
  const std::string whole = node.children[0].text;
  if (whole.size() < 2) return;
  const std::size_t at = 1 + choices.below(whole.size() - 1);
  const auto solid = [](std::string_view part) {
    return part.find_first_not_of(" \t\n\r") != std::string_view::npos;
  };
  const bool inside_character = (static_cast<unsigned char>(whole[at]) & 0xc0) == 0x80;
  if (inside_character || !solid(whole.substr(0, at)) || !solid(whole.substr(at))) return;
  node.children = {text(whole.substr(0, at)), raw(choices.pick(kBetween)), text(whole.substr(at))};
}

// A second element where only the first counts; nobody reads it.
void repeat_elements(Choices& choices, Node& network) {
  const Node kSeconds[] = {element("name"),
                           element("uuid", {{"x", "y"}}),
                           element("bridge", {{"delay", "bogus"}, {"name", "second"}}),
                           element("mac", {{"address", "bogus"}}),
                           element("domain", {{"localOnly", "bogus"}, {"name", "second"}}),
                           element("dns", {{"enable", "bogus"}}),
                           element("vlan"),
                           element("bandwidth", {{"classID", "1"}}),
                           element("virtualport", {{"type", "bogus"}}),
                           element("forward", {{"mode", "bogus"}})};
  for (std::size_t n = choices.below(3); n > 0; --n) {
    const Node& second = choices.pick(kSeconds);
    if (std::ranges::any_of(network.children,
                            [&](const Node& child) { return child.name == second.name; }))
      network.children.push_back(second);
  }
}

void dress_attributes(Choices& choices, Node& node, std::string_view parent) {
  constexpr std::string_view kUnknown[] = {"note",     "v:note",  "w:address",
                                           "xml:lang", "Address", "macTableManger"};
  for (Attribute& attribute : node.attributes)
    if (choices.chance(30))
      attribute.value =
          respelled(choices, word_of(parent, node.name, attribute.name).kind, attribute.value);
  if (choices.chance(15)) node.attributes.push_back({std::string(choices.pick(kUnknown)), "1"});
  for (std::size_t i = node.attributes.size(); i > 1; --i)
    std::swap(node.attributes[i - 1], node.attributes[choices.below(i)]);
}

void dress_below(Choices& choices, Node& node, std::string_view parent) {
  if (!node.is_element()) return;
  dress_attributes(choices, node, parent);
  if (!holds_text(node)) shuffle_children(choices, node);
  for (Node& child : node.children) dress_below(choices, child, node.name);
  if (choices.chance(40)) sprinkle(choices, node);
  if (choices.chance(10)) split_text(choices, node);
}

}  // namespace

void dress(Choices& choices, Node& network) {
  dress_below(choices, network, "");
  if (choices.chance(40)) repeat_elements(choices, network);
  // The prefix "v" is declared, "w" never is.
  network.attributes.push_back({"xmlns:v", "urn:v"});
}

}  // namespace virnet::generate
