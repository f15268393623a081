// Documents of which one thing, or two, grow with a number.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace virnet::growth {

enum class Kind : std::uint8_t { Network, Port, Status, Domain };

struct Shape {
  std::string name;
  Kind kind;
  std::size_t count;  // of the things; the larger document has twice as many
  std::function<std::string(std::size_t count)> document;
  bool is_brief = false;  // go only the paths that have most of the others in them
};

// Every element and attribute of the schema table, and what any element can hold.
void add_shapes_of_schema(std::vector<Shape>& shapes);
// What takes two things to grow, or values that go together.
void add_shapes_of_networks(std::vector<Shape>& shapes);
void add_shapes_of_domains(std::vector<Shape>& shapes);

inline std::string repeated(std::size_t count, std::string_view piece) {
  std::string all;
  all.reserve(count * piece.size());
  for (; count > 0; --count) all += piece;
  return all;
}
// Of piece(0) to piece(count - 1).
template <typename Piece>
std::string each(std::size_t count, const Piece& piece) {
  std::string all;
  for (std::size_t i = 0; i < count; ++i) all += piece(i);
  return all;
}

}  // namespace virnet::growth
