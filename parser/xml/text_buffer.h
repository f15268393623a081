// parser/xml/text_buffer.h - A string that grows at its end, a few bytes at a time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

#include "parser/xml/char_set.h"

namespace virnet::internal {

class TextBuffer {
 public:
  // Appends to `buffer`, of which more is used than its size says until the TextBuffer is gone.
  explicit TextBuffer(std::string& buffer) : buffer_(buffer) {
    make_room(buffer.capacity(), buffer.size());
  }
  ~TextBuffer() { buffer_.resize(size()); }
  TextBuffer(const TextBuffer&) = delete;
  TextBuffer& operator=(const TextBuffer&) = delete;

  void raw(std::string_view text) { put(room_for(text.size()), text); }
  void raw(char c) { *room_for(1) = c; }
  // With replacement(c) in place of each character of `special`.
  template <typename Replacement>
  void replaced(std::string_view text, const CharSet& special, Replacement replacement) {
    std::size_t first = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
      if (!special.has(text[i])) continue;
      raw(text.substr(first, i - first));
      raw(replacement(text[i]));
      first = i + 1;
    }
    raw(text.substr(first));
  }

  [[nodiscard]] std::size_t size() const { return static_cast<std::size_t>(at_ - begin_); }
  void cut_to(std::size_t size) { at_ = begin_ + size; }

 protected:
  // Where so many bytes are to be written.
  char* room_for(std::size_t count) {
    if (static_cast<std::size_t>(end_ - at_) < count) grow(count);
    char* place = at_;
    at_ += count;
    return place;
  }
  // What room_for() gave beyond `end` is not used.
  void give_back(char* end) { at_ = end; }
  char* place(std::size_t offset) { return begin_ + offset; }
  // Most texts are too short for a call of memcpy(): they are two words that may overlap.
  static char* put(char* at, std::string_view text) {
    const std::size_t size = text.size();
    if (size > 16) return put_long(at, text);
    if (size >= 8)
      put_ends<std::uint64_t>(at, text);
    else if (size >= 4)
      put_ends<std::uint32_t>(at, text);
    else if (size >= 2)
      put_ends<std::uint16_t>(at, text);
    else if (size == 1)
      *at = text.front();
    return at + size;
  }

 private:
  template <typename Word>
  static void put_ends(char* at, std::string_view text) {
    const char* const from = text.data();
    const std::size_t last = text.size() - sizeof(Word);
    Word first = 0;
    Word rest = 0;
    std::memcpy(&first, from, sizeof(Word));
    std::memcpy(&rest, from + last, sizeof(Word));
    std::memcpy(at, &first, sizeof(Word));
    std::memcpy(at + last, &rest, sizeof(Word));
  }

  static char* put_long(char* at, std::string_view text);

  // Makes room for `count` more bytes, at least.
  void grow(std::size_t count);
  void make_room(std::size_t whole, std::size_t used);

  std::string& buffer_;
  char* begin_ = nullptr;
  char* at_ = nullptr;
  char* end_ = nullptr;
};

}  // namespace virnet::internal
