// Mutations of documents that leave them documents: elements and attributes are changed, added,
// repeated, moved and taken from another document, and written in another way. What is not
// well-formed, and every third input, is left to the engine's own mutations of bytes.
#include <algorithm>
#include <cstring>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "conformance/property/documents.h"
#include "conformance/property/networks.h"
#include "fuzz/input.h"
#include "fuzz/tree.h"

extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t most);

namespace virnet::fuzz {
namespace {

using generate::Choices;
using generate::Node;

std::string_view view(const std::uint8_t* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

// The document, and what stands behind it in the input, with its NUL.
std::pair<std::string_view, std::string_view> parts(std::string_view input) {
  const std::size_t nul = input.rfind('\0');
  if (nul == std::string_view::npos) return {input, {}};
  return {input.substr(0, nul), input.substr(nul)};
}

// 0: it does not fit.
std::size_t put(std::string_view document, std::string_view behind, std::uint8_t* to,
                std::size_t most) {
  if (document.size() + behind.size() > most) return 0;
  const std::string kept(behind);  // may be a part of what is overwritten
  std::memcpy(to, document.data(), document.size());
  std::memcpy(to + document.size(), kept.data(), kept.size());
  return document.size() + kept.size();
}

void collect(Node& node, std::vector<Node*>& elements) {
  if (!node.is_element()) return;
  elements.push_back(&node);
  for (Node& child : node.children) collect(child, elements);
}

void move_around(Choices& choices, Node& root) {
  std::vector<Node*> elements;
  collect(root, elements);
  Node& parent = *choices.pick_from(elements);
  if (parent.children.empty()) return;
  const std::size_t at = choices.below(parent.children.size());
  switch (choices.below(3)) {
    case 0: parent.children.erase(parent.children.begin() + static_cast<std::ptrdiff_t>(at)); break;
    case 1: {
      Node copy = parent.children[at];
      parent.children.push_back(std::move(copy));
      break;
    }
    default:
      std::swap(parent.children[at], parent.children[choices.below(parent.children.size())]);
      break;
  }
}

void change(Choices& choices, Node& root) {
  switch (choices.below(8)) {
    case 0: generate::dress(choices, root); break;
    case 1: generate::add_metadata(choices, root); break;
    case 2: generate::add_small_world(choices, root); break;
    case 3: move_around(choices, root); break;
    default: generate::disturb(choices, root); break;
  }
}

std::string some_document(Choices& choices) {
  const Release release = choices.pick_from(kVerifiedReleases).release;
  const Network made = generate::network(choices, release).finish(release).value();
  return generate::written(choices, generate::markup_of(*made));
}

// Empty if the document is no tree.
std::string changed(Choices& choices, std::string_view document) {
  constexpr std::size_t kMostChanges = 3;
  if (choices.chance(2)) return some_document(choices);
  std::optional<Node> root = read_tree(document);
  if (!root) return {};
  for (std::size_t n = 1 + choices.below(kMostChanges); n > 0; --n) change(choices, *root);
  std::string text = generate::written(choices, *root);
  return choices.chance(10) ? generate::wrapped(choices, std::move(text)) : text;
}

// An element of one document in place of, or beside, one of the other.
std::string crossed(Choices& choices, std::string_view a, std::string_view b) {
  std::optional<Node> to = read_tree(a);
  std::optional<Node> from = read_tree(b);
  if (!to || !from) return {};
  std::vector<Node*> places;
  std::vector<Node*> gifts;
  collect(*to, places);
  collect(*from, gifts);
  Node& place = *choices.pick_from(places);
  const Node& gift = *choices.pick_from(gifts);
  if (choices.chance(50))
    place.children.push_back(gift);
  else
    place = gift;
  return generate::written(choices, *to);
}

}  // namespace
}  // namespace virnet::fuzz

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size,
                                               std::size_t most, unsigned seed) {
  using namespace virnet::fuzz;
  virnet::generate::Choices choices(seed, 0);
  if (choices.below(3) == 0) return LLVMFuzzerMutate(data, size, most);
  const auto [document, behind] = parts(view(data, size));
  const std::size_t made = put(changed(choices, document), behind, data, most);
  return made > behind.size() ? made : LLVMFuzzerMutate(data, size, most);
}

extern "C" std::size_t LLVMFuzzerCustomCrossOver(const std::uint8_t* a, std::size_t a_size,
                                                 const std::uint8_t* b, std::size_t b_size,
                                                 std::uint8_t* out, std::size_t most,
                                                 unsigned seed) {
  using namespace virnet::fuzz;
  virnet::generate::Choices choices(seed, 1);
  const auto [document, behind] = parts(view(a, a_size));
  const std::string made = crossed(choices, document, parts(view(b, b_size)).first);
  return made.empty() ? 0 : put(made, behind, out, most);
}
