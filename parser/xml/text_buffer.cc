#include "parser/xml/text_buffer.h"

#include <algorithm>

namespace virnet::internal {

char* TextBuffer::put_long(char* at, std::string_view text) {
  return at + text.copy(at, text.size());
}

void TextBuffer::grow(std::size_t count) {
  constexpr std::size_t kMinRoom = 4096;
  const std::size_t used = size();
  make_room(std::max({kMinRoom, 2 * buffer_.size(), used + count}), used);
}

void TextBuffer::make_room(std::size_t whole, std::size_t used) {
  buffer_.resize_and_overwrite(whole, [&](char*, std::size_t size) { return size; });
  begin_ = buffer_.data();
  at_ = begin_ + used;
  end_ = begin_ + whole;
}

}  // namespace virnet::internal
