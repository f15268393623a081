#include "cli/render/xml_escape.h"

#include "cli/support/printable.h"

namespace virnet::cli {
namespace {

constexpr std::string_view kReplacement = "\xef\xbf\xbd";
constexpr std::size_t kSize = 3;  // of U+FFFD to U+FFFF

std::string_view reference(char c) {
  switch (c) {
    case '&': return "&amp;";
    case '<': return "&lt;";
    case '>': return "&gt;";
    case '"': return "&quot;";
    default: return {};
  }
}

}  // namespace

std::string xml_escaped(std::string_view text) {
  const std::string valid = valid_utf8(text);
  std::string result;
  for (std::size_t i = 0; i < valid.size(); ++i) {
    const std::string_view three = std::string_view(valid).substr(i, kSize);
    if (three == "\xef\xbf\xbe" || three == "\xef\xbf\xbf") {
      result += kReplacement;
      i += kSize - 1;
    } else if (const std::string_view escaped = reference(valid[i]); !escaped.empty()) {
      result += escaped;
    } else {
      result += static_cast<unsigned char>(valid[i]) < 0x20 ? ' ' : valid[i];
    }
  }
  return result;
}

}  // namespace virnet::cli
