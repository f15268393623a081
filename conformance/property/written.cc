// Markup as bytes, in the many ways in which the same document can be written.
#include <fmt/format.h>

#include <string>
#include <string_view>

#include "conformance/property/documents.h"

namespace virnet::generate {
namespace {

struct Style {
  std::string_view line;    // what ends a line
  std::string_view indent;  // for each level
  char quote;
  unsigned references;  // how many characters of a hundred are written as references
  unsigned sections;    // how many texts of a hundred are written as CDATA
  bool closes_short;
};

Style some_style(Choices& choices) {
  constexpr std::string_view kLines[] = {"", "\n", "\r\n", "\n\n"};
  constexpr std::string_view kIndents[] = {"", "  ", "\t", " "};
  constexpr unsigned kFew[] = {0, 0, 0, 5, 60};
  return {choices.pick(kLines), choices.pick(kIndents), choices.chance(30) ? '"' : '\'',
          choices.pick(kFew),   choices.pick(kFew),     !choices.chance(30)};
}

class Printer {
 public:
  explicit Printer(Choices& choices) : choices_(choices), style_(some_style(choices)) {}

  void print(const Node& node, std::size_t level) {
    switch (node.kind) {
      case Node::Kind::Raw: out += node.text; return;
      case Node::Kind::Text: print_text(node.text); return;
      case Node::Kind::Element: break;
    }
    out.append("<").append(node.name);
    for (const Attribute& attribute : node.attributes) print_attribute(attribute);
    if (choices_.chance(5)) out += ' ';
    if (node.children.empty() && style_.closes_short) {
      out += "/>";
      return;
    }
    out += '>';
    print_children(node, level);
    out.append("</").append(node.name).append(choices_.chance(5) ? " >" : ">");
  }

  std::string out;

 private:
  void print_children(const Node& node, std::size_t level) {
    bool only_elements = !node.children.empty();
    for (const Node& child : node.children) only_elements &= child.is_element();
    for (const Node& child : node.children) {
      if (only_elements) start_line(level + 1);
      print(child, level + 1);
    }
    if (only_elements) start_line(level);
  }

  void start_line(std::size_t level) {
    if (style_.line.empty()) return;
    out += style_.line;
    for (; level > 0; --level) out += style_.indent;
  }

  void print_attribute(const Attribute& attribute) {
    constexpr std::string_view kBetween[] = {" ", "\n    ", "\t"};
    out.append(choices_.chance(5) ? choices_.pick(kBetween) : " ").append(attribute.name);
    out.append(choices_.chance(3) ? " = " : "=");
    const char quote = choices_.chance(10) ? '"' : style_.quote;
    out += quote;
    each_character(attribute.value, [&](std::string_view c) {
      const bool must =
          c == "<" || c == "&" || c[0] == quote || c == "\n" || c == "\t" || c == "\r";
      print_character(c, must);
    });
    out += quote;
  }

  void print_text(std::string_view text) {
    const bool fits =
        text.find("]]>") == std::string_view::npos && text.find('\r') == std::string_view::npos;
    if (fits && !text.empty() && choices_.chance(style_.sections)) {
      out.append("<![CDATA[").append(text).append("]]>");
      return;
    }
    each_character(text, [&](std::string_view c) {
      print_character(c, c == "<" || c == "&" || c == ">" || c == "\r");
    });
  }

  void print_character(std::string_view c, bool must) {
    if (!must && !choices_.chance(style_.references)) {
      out += c;
      return;
    }
    const char32_t code = decode(c);
    const std::string_view entity = code == '<'    ? "lt"
                                    : code == '>'  ? "gt"
                                    : code == '&'  ? "amp"
                                    : code == '"'  ? "quot"
                                    : code == '\'' ? "apos"
                                                   : "";
    if (!entity.empty() && !choices_.chance(20))
      out.append("&").append(entity).append(";");
    else if (choices_.chance(50))
      out += fmt::format("&#x{:X};", static_cast<std::uint32_t>(code));
    else
      out += fmt::format("&#{};", static_cast<std::uint32_t>(code));
  }

  static char32_t decode(std::string_view c) {
    const auto byte = [&](std::size_t i) {
      return static_cast<char32_t>(static_cast<unsigned char>(c[i]));
    };
    switch (c.size()) {
      case 1: return byte(0);
      case 2: return (byte(0) & 0x1f) << 6 | (byte(1) & 0x3f);
      case 3: return (byte(0) & 0x0f) << 12 | (byte(1) & 0x3f) << 6 | (byte(2) & 0x3f);
      default:
        return (byte(0) & 0x07) << 18 | (byte(1) & 0x3f) << 12 | (byte(2) & 0x3f) << 6 |
               (byte(3) & 0x3f);
    }
  }

  template <typename Function>
  static void each_character(std::string_view text, Function&& use) {
    while (!text.empty()) {
      std::size_t length = 1;
      while (length < text.size() && (static_cast<unsigned char>(text[length]) & 0xc0) == 0x80)
        ++length;
      use(text.substr(0, length));
      text.remove_prefix(length);
    }
  }

  Choices& choices_;
  Style style_;
};

}  // namespace

std::string written(Choices& choices, const Node& root) {
  Printer printer(choices);
  printer.print(root, 0);
  return std::move(printer.out);
}

}  // namespace virnet::generate
