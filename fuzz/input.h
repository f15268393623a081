// fuzz/input.h - Decisions and documents from the bytes of an input.
#pragma once

#include <virnet/parse.h>

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

namespace virnet::fuzz {

// Decisions, one byte each. At the end of the input every answer is 0, which is the plainest one.
class Decisions {
 public:
  explicit Decisions(std::string_view bytes) : bytes_(bytes) {}

  [[nodiscard]] bool empty() const { return bytes_.empty(); }
  [[nodiscard]] std::string_view rest() const { return bytes_; }
  std::uint8_t byte() {
    if (bytes_.empty()) return 0;
    const auto first = static_cast<std::uint8_t>(bytes_.front());
    bytes_.remove_prefix(1);
    return first;
  }
  bool yes() { return (byte() & 1) != 0; }
  // 0 to n-1; n is at least 1 and at most 256.
  std::size_t below(std::size_t n) { return byte() % n; }
  template <typename T, std::size_t N>
  const T& pick(const T (&ways)[N]) {
    return ways[below(N)];
  }
  // Little-endian.
  template <typename T>
  T number() {
    T value = 0;
    for (std::size_t i = 0; i < sizeof(T); ++i)
      value = static_cast<T>(value | static_cast<T>(T{byte()} << (8 * i)));
    return value;
  }
  // At most this many bytes.
  std::string_view take(std::size_t size) {
    const std::string_view piece = bytes_.substr(0, size);
    bytes_.remove_prefix(piece.size());
    return piece;
  }

 private:
  std::string_view bytes_;
};

// A document and how to read it. The input is the document alone, or the document, a NUL and
// decisions, none of which is 0: so the corpora of all targets are XML that people can read.
struct Document {
  std::string_view text;
  Decisions decisions{{}};
};
[[nodiscard]] inline Document split(const std::uint8_t* data, std::size_t size) {
  const std::string_view all(reinterpret_cast<const char*>(data), size);
  const std::size_t nul = all.rfind('\0');
  if (nul == std::string_view::npos) return {all};
  return {all.substr(0, nul), Decisions(all.substr(nul + 1))};
}

// Without decisions those that a user gets.
[[nodiscard]] ParseOptions options_from(Decisions& decisions);

// The decisions as a generator of conformance/property takes them: a byte for a small number, five
// for a large one.
[[nodiscard]] std::vector<std::uint32_t> numbers_from(std::string_view bytes);

}  // namespace virnet::fuzz
