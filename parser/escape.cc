#include "parser/output.h"

namespace virnet::internal {
namespace {

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
