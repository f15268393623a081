#include "parser/metadata.h"

#include <algorithm>
#include <unordered_set>

namespace virnet::internal {
namespace {

using Kind = TreeNode::Kind;

// ---- hoisting: a prefix that the copy uses but does not declare ----

bool declares(const TreeNode* node, std::string_view prefix) {
  for (; node; node = node->parent)
    for (const auto& declaration : node->declarations)
      if (declaration.prefix == prefix) return true;
  return false;
}

class Hoist {
 public:
  Hoist(TreeNode& root, Arena& arena) : root_(root), arena_(arena) {}

  void walk(TreeNode& node) {
    if (node.kind != Kind::Element) return;
    need(node, node.prefix, node.uri);
    for (const TreeAttribute& attribute : node.attributes)
      if (!attribute.prefix.empty()) need(node, attribute.prefix, attribute.uri);
    for (TreeNode* child = node.first; child; child = child->next) walk(*child);
  }

 private:
  void need(const TreeNode& node, std::string_view prefix, std::string_view uri) {
    if (uri.empty() || prefix == "xml" || declares(&node, prefix)) return;
    arena_.add(root_.declarations, prefix, uri);
  }
  TreeNode& root_;
  Arena& arena_;
};

// ---- clean-up: one child for each namespace ----

void clean(TreeNode& metadata) {
  std::unordered_set<std::string_view> seen;
  TreeNode** link = &metadata.first;
  metadata.last = nullptr;
  while (TreeNode* child = *link) {
    if (child->kind == Kind::Element && !child->uri.empty() && seen.insert(child->uri).second) {
      metadata.last = child;
      link = &child->next;
    } else {
      *link = child->next;
    }
  }
}

// ---- printing ----

class Printer {
 public:
  explicit Printer(Release release) : new_layer_(release >= Release::V12_8) {}
  std::string out;

  // Prints the node and returns the last one that it has taken in.
  const TreeNode* node(const TreeNode& n, unsigned level, bool format) {
    const TreeNode* last = &n;
    switch (n.kind) {
      case Kind::Element: element(n, level, format); break;
      case Kind::Text: text(n.text); break;
      case Kind::Cdata: cdata(n, last); break;
      case Kind::Comment: out.append("<!--").append(n.text).append("-->"); break;
      case Kind::Instruction: out.append("<?").append(n.local).append(n.text).append("?>"); break;
    }
    return last;
  }

 private:
  static constexpr std::size_t kDeepestIndent = 30;

  void indent(std::size_t level) { out.append(2 * std::min(level, kDeepestIndent), ' '); }

  void name(const TreeNode& n) {
    if (!n.prefix.empty()) out.append(n.prefix).append(":");
    out.append(n.local);
  }

  void element(const TreeNode& n, unsigned level, bool format) {
    out.append("<");
    name(n);
    for (const auto& declaration : n.declarations) {
      out.append(" xmlns");
      if (!declaration.prefix.empty()) out.append(":").append(declaration.prefix);
      out.append("=");
      namespace_value(declaration.uri);
    }
    for (const TreeAttribute& attribute : n.attributes) {
      out.append(" ");
      if (!attribute.prefix.empty()) out.append(attribute.prefix).append(":");
      out.append(attribute.local).append("=\"");
      attribute_value(attribute.value);
      out.append("\"");
    }
    if (!n.first) {
      out.append("/>");
      return;
    }
    out.append(">");
    children(n, level, format && !has_text(n));
    out.append("</");
    name(n);
    out.append(">");
  }

  static bool has_text(const TreeNode& n) {
    for (const TreeNode* child = n.first; child; child = child->next)
      if (child->kind == Kind::Text || child->kind == Kind::Cdata) return true;
    return false;
  }

  void children(const TreeNode& n, unsigned level, bool format) {
    if (format) out.append("\n");
    for (const TreeNode* child = n.first; child; child = child->next) {
      if (format) indent(level + 1);
      child = node(*child, level + 1, format);
      if (format) out.append("\n");
    }
    if (format) indent(level);
  }

  void text(std::string_view value) {
    for (const char c : value) {
      switch (c) {
        case '&': out.append("&amp;"); break;
        case '<': out.append("&lt;"); break;
        case '>': out.append("&gt;"); break;
        case '\r': out.append("&#13;"); break;
        default: out.push_back(c);
      }
    }
  }

  // The old layer has made one node of adjacent sections; where that joins a "]]>" it is cut apart.
  void cdata(const TreeNode& first, const TreeNode*& last) {
    std::string content(first.text);
    while (!new_layer_ && last->next && last->next->kind == Kind::Cdata) {
      last = last->next;
      content.append(last->text);
    }
    constexpr std::string_view kEnd = "]]>";
    for (std::size_t at = 0; (at = content.find(kEnd, at)) != std::string::npos; at += 15)
      content.replace(at, kEnd.size(), "]]]]><![CDATA[>");
    out.append("<![CDATA[").append(content).append(kEnd);
  }

  void attribute_value(std::string_view value) {
    for (std::size_t i = 0; i < value.size(); ++i) {
      const char c = value[i];
      switch (c) {
        case '"': out.append("&quot;"); break;
        case '\n': out.append("&#10;"); break;
        case '\t': out.append("&#9;"); break;
        default:
          if (static_cast<unsigned char>(c) < 0x80 || new_layer_)
            text(value.substr(i, 1));
          else
            i += reference(value.substr(i)) - 1;
      }
    }
  }

  // The old layer writes &#xHEX; for a character beyond ASCII. Returns its length in bytes.
  std::size_t reference(std::string_view value) {
    const auto lead = static_cast<unsigned char>(value.front());
    const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    unsigned code = lead & (0xFFU >> (length + 1));
    for (std::size_t i = 1; i < length; ++i)
      code = code << 6 | (static_cast<unsigned char>(value[i]) & 0x3FU);
    char digits[8];
    char* first = digits + sizeof digits;
    for (; code != 0; code >>= 4) *--first = "0123456789ABCDEF"[code & 15];
    out.append("&#x").append(first, digits + sizeof digits).append(";");
    return length;
  }

  void namespace_value(std::string_view uri) {
    if (new_layer_) {
      out.append("\"");
      attribute_value(uri);
      out.append("\"");
      return;
    }
    const char quote = uri.contains('"') && !uri.contains('\'') ? '\'' : '"';
    out.push_back(quote);
    for (const char c : uri)
      out.append(c == '"' && quote == '"' ? std::string_view("&quot;") : std::string_view(&c, 1));
    out.push_back(quote);
  }

  bool new_layer_;
};

}  // namespace

std::string print_metadata(TreeNode& metadata, Release release, Arena& arena) {
  bool has_element = false;
  for (const TreeNode* child = metadata.first; child; child = child->next)
    has_element |= child->kind == Kind::Element;
  if (release >= Release::V11_3 && !has_element) return {};
  Hoist(metadata, arena).walk(metadata);
  clean(metadata);
  Printer printer(release);
  printer.node(metadata, 1, true);
  return std::move(printer.out);
}

}  // namespace virnet::internal
