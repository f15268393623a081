#include <algorithm>

#include "parser/output.h"

namespace virnet::internal {
namespace {

constexpr std::size_t kLeastRoom = 4096;

constexpr std::string_view replacement(char c) {
  switch (c) {
    case '<': return "&lt;";
    case '>': return "&gt;";
    case '&': return "&amp;";
    case '"': return "&quot;";
    case '\'': return "&apos;";
    default: return {};
  }
}

}  // namespace

void Output::grow(std::size_t count) {
  const std::size_t used = size();
  make_room(std::max({kLeastRoom, 2 * buffer_.size(), used + count}), used);
}

void Output::make_room(std::size_t whole, std::size_t used) {
  buffer_.resize_and_overwrite(whole, [&](char*, std::size_t size) { return size; });
  at_ = buffer_.data() + used;
  end_ = buffer_.data() + whole;
}

void Output::escaped(std::string_view text) {
  std::size_t first = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const std::string_view entity = replacement(text[i]);
    if (entity.empty()) continue;
    raw(text.substr(first, i - first));
    raw(entity);
    first = i + 1;
  }
  raw(text.substr(first));
}

}  // namespace virnet::internal
