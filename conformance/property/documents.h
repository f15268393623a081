// Documents around networks, from faithful ones to rubble.
//
//   Choices choices(seed, index);
//   std::string bytes = document(choices);
//
// The steps can be had one by one: a network becomes markup, the markup is dressed in what no
// release looks at (order, repeated elements, unknown names, comments, other spellings), then
// broken in a few places, then written as text in one of the many ways in which XML can be written,
// and that text may be damaged as well.
#pragma once

#include <virnet/network.h>

#include <string>

#include "conformance/property/choices.h"
#include "conformance/property/markup.h"

namespace virnet::generate {

// The elements and attributes of a network, in the order of the printed form.
[[nodiscard]] Node markup_of(const NetworkSpec& network);

// Changes nothing of what any release understands.
void dress(Choices& choices, Node& network);
// Adds a <metadata> with foreign elements.
void add_metadata(Choices& choices, Node& network);
// Adds ips and routes whose addresses lie close together.
void add_small_world(Choices& choices, Node& network);
// A document about nothing but text and the blanks in it.
[[nodiscard]] Node text_puzzle(Choices& choices);
// Makes one change that may make the document mean something else, or be refused.
void disturb(Choices& choices, Node& network);

// Plain text of the markup: one way of many, well-formed if the names and Raw nodes are.
[[nodiscard]] std::string written(Choices& choices, const Node& root);
// With a declaration, a byte order mark, a DOCTYPE, comments and blanks around, some of them wrong.
[[nodiscard]] std::string wrapped(Choices& choices, std::string document);
// With some bytes changed.
[[nodiscard]] std::string damaged(Choices& choices, std::string document);

// A document that says exactly `network`, in other words.
[[nodiscard]] std::string faithful_document(Choices& choices, const NetworkSpec& network);
// Anything at all, good and bad about equally often.
[[nodiscard]] std::string document(Choices& choices);

}  // namespace virnet::generate
