#include "parser/output.h"

namespace virnet::internal {
namespace {

constexpr CharSet kSpecial("<>&\"'");

constexpr std::string_view entity(char c) {
  switch (c) {
    case '<': return "&lt;";
    case '>': return "&gt;";
    case '&': return "&amp;";
    case '"': return "&quot;";
    default: return "&apos;";
  }
}

}  // namespace

void Output::escaped(std::string_view text) { replaced(text, kSpecial, entity); }

}  // namespace virnet::internal
