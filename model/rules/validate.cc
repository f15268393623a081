// How messages quote what stands in a document.
#include "model/rules/validate.h"

namespace virnet::internal {

std::string clipped(std::string_view text, std::size_t longest, std::size_t end) {
  if (text.size() <= longest) return std::string(text);
  const auto is_inside = [&](std::size_t at) { return (text[at] & 0xC0) == 0x80; };
  std::size_t head = end;
  while (head > 0 && is_inside(head)) --head;
  std::size_t tail = text.size() - end;
  while (tail < text.size() && is_inside(tail)) ++tail;
  return std::string(text.substr(0, head)).append("...").append(text.substr(tail));
}

std::string clipped(std::string_view text) {
  constexpr std::size_t kLongest = 2000;  // bytes
  constexpr std::size_t kEnd = 500;
  return clipped(text, kLongest, kEnd);
}

std::string quoted(std::string_view text) {
  return std::string("'").append(clipped(text)).append("'");
}

std::string quoted(const IpAddress& address) { return quoted(address.to_string()); }

}  // namespace virnet::internal
