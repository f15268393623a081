// cli/render/source_text.h - The document that findings are about, or what excerpts need of it.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace virnet::cli {

class SourceText {
 public:
  SourceText() = default;
  explicit(false) SourceText(std::string whole);

  [[nodiscard]] bool empty() const { return pieces_.empty(); }
  // Forgets all but the lines at these places, as far as an excerpt may show them.
  void keep_only(std::vector<std::size_t> offsets);

  // The line at a place, as far as an excerpt may show it, and where in it the place is.
  struct Line {
    std::string_view text;
    std::size_t at;
  };
  [[nodiscard]] Line line_at(std::size_t offset) const;

 private:
  struct Piece {
    std::size_t first;  // its place in the document
    std::string text;
  };
  std::vector<Piece> pieces_;  // in order
};

}  // namespace virnet::cli
