#include "parser/read/metadata.h"

#include <algorithm>
#include <span>

#include "model/values/digits.h"
#include "parser/xml/char_set.h"
#include "parser/xml/text_buffer.h"

namespace virnet::internal {
namespace {

// What is noted begins with a byte: its kind, and for an element what else there is of it. Then
// come the strings, each with its length.
enum Kind : unsigned { kElement, kEnd, kText, kCdata, kComment, kInstruction };
constexpr unsigned kKindBits = 7;
constexpr unsigned kPrefixed = 8;
constexpr unsigned kDeclares = 16;
constexpr unsigned kHasAttributes = 32;
constexpr unsigned kHasChild = 64;  // known later
constexpr unsigned kHasText = 128;  // as well

// A number, seven bits a byte, the lowest first; all but the last byte have the top bit.
constexpr unsigned kMore = 128;
std::size_t size_of(std::size_t number) {
  std::size_t size = 1;
  while ((number /= kMore) > 0) ++size;
  return size;
}
std::size_t size_of(std::string_view string) { return size_of(string.size()) + string.size(); }

char* put(char* to, std::size_t number) {
  for (; number >= kMore; number /= kMore) *to++ = static_cast<char>(number % kMore + kMore);
  *to++ = static_cast<char>(number);
  return to;
}
char* put(char* to, std::string_view string) {
  to = put(to, string.size());
  return std::copy(string.begin(), string.end(), to);
}

void add_flags(char* kind, unsigned flags) {
  *kind = static_cast<char>(static_cast<unsigned char>(*kind) | flags);
}

// Reads what was noted.
class Cursor {
 public:
  explicit Cursor(const Notes& notes) : blocks_(notes.blocks()) {}

  // The kind and flags of what comes next.
  unsigned look() {
    while (at_ == blocks_[block_].size) {
      ++block_;
      at_ = 0;
    }
    return static_cast<unsigned char>(blocks_[block_].bytes[at_]);
  }
  void skip() { ++at_; }
  std::size_t number() {
    std::size_t number = 0;
    for (unsigned shift = 0;; shift += 7) {
      const auto byte = static_cast<unsigned char>(blocks_[block_].bytes[at_++]);
      number |= static_cast<std::size_t>(byte % kMore) << shift;
      if (byte < kMore) return number;
    }
  }
  std::string_view string() {
    const std::size_t size = number();
    const char* const first = blocks_[block_].bytes.get() + at_;
    at_ += size;
    return {first, size};
  }

 private:
  const std::vector<Notes::Block>& blocks_;
  std::size_t block_ = 0;
  std::size_t at_ = 0;
};

}  // namespace

// ---- notes ----

void Notes::clear() {
  if (blocks_.empty()) return;
  blocks_.resize(1);
  blocks_.front().size = 0;
}

char* Notes::take(std::size_t size) {
  constexpr std::size_t kBlock = 4096;
  if (blocks_.empty() || blocks_.back().capacity - blocks_.back().size < size) {
    const std::size_t capacity = std::max(size, kBlock);
    std::unique_ptr<char[], MeteredFree> bytes(Metered<char>().allocate(capacity));
    blocks_.push_back({std::move(bytes), capacity});
  }
  Block& block = blocks_.back();
  block.size += size;
  return block.bytes.get() + block.size - size;
}

void Metadata::note(unsigned kind, std::string_view content) {
  char* const to = notes_.take(1 + size_of(content));
  *to = static_cast<char>(kind);
  put(to + 1, content);
}

void Metadata::note_element(const MetadataElement& element) {
  const bool prefixed = !element.name.prefix.empty();
  std::size_t size = 1 + size_of(element.name.local);
  if (prefixed) size += size_of(element.name.prefix);
  if (!element.declarations.empty()) size += size_of(element.declarations.size());
  for (const auto& [prefix, uri] : element.declarations) size += size_of(prefix) + size_of(uri);
  if (!element.attributes.empty()) size += size_of(element.attributes.size());
  for (const auto& [name, value] : element.attributes)
    size += size_of(name.prefix) + size_of(name.local) + size_of(value);

  char* to = notes_.take(size);
  open_.push_back(to);
  *to = kElement;
  add_flags(to, (prefixed ? kPrefixed : 0U) | (element.declarations.empty() ? 0U : kDeclares) |
                    (element.attributes.empty() ? 0U : kHasAttributes));
  ++to;
  if (prefixed) to = put(to, element.name.prefix);
  to = put(to, element.name.local);
  if (!element.declarations.empty()) to = put(to, element.declarations.size());
  for (const auto& [prefix, uri] : element.declarations) to = put(put(to, prefix), uri);
  if (!element.attributes.empty()) to = put(to, element.attributes.size());
  for (const auto& [name, value] : element.attributes)
    to = put(put(put(to, name.prefix), name.local), value);
}

// ---- what is read ----

void Metadata::reset() {
  is_there_ = has_element_ = has_text_ = false;
  depth_ = dropped_from_ = 0;
  notes_.clear();
  open_.clear();
  declared_.clear();
  hoisted_.clear();
  spaces_.clear();
}

void Metadata::start(const Dialect& dialect, const MetadataElement& root) {
  reset();
  dialect_ = dialect;
  is_there_ = true;
  depth_ = 1;
  declare(root);
  note_element(root);
}

void Metadata::open(const MetadataElement& element) {
  ++depth_;
  declare(element);
  if (depth_ == 2) {
    has_element_ = true;
    if (!would_keep(element.name.uri))
      dropped_from_ = depth_;
    else
      spaces_.insert(element.name.uri);
  }
  if (dropped_from_ > 0) return;
  add_flags(open_.back(), kHasChild);
  note_element(element);
}

void Metadata::close() {
  if (dropped_from_ == 0) {
    *notes_.take(1) = kEnd;
    open_.pop_back();
  }
  if (dropped_from_ == depth_) dropped_from_ = 0;
  declared_.leave(static_cast<unsigned>(depth_));
  --depth_;
}

void Metadata::text(std::string_view characters) {
  if (depth_ == 1) has_text_ |= !is_blank(characters);
  if (!is_kept()) return;
  add_flags(open_.back(), kHasChild | kHasText);
  note(kText, characters);
}

void Metadata::cdata(std::string_view characters) {
  if (depth_ == 1) has_text_ |= !is_blank(characters);
  if (!is_kept()) return;
  add_flags(open_.back(), kHasChild | kHasText);
  note(kCdata, characters);
}

void Metadata::comment(std::string_view characters) {
  if (!is_kept()) return;
  add_flags(open_.back(), kHasChild);
  note(kComment, characters);
}

void Metadata::instruction(std::string_view target, std::string_view rest) {
  if (!is_kept()) return;
  add_flags(open_.back(), kHasChild);
  note(kInstruction, std::string(target).append(rest));
}

void Metadata::declare(const MetadataElement& element) {
  for (const NamespaceDeclaration& declaration : element.declarations)
    declared_.push(declaration, static_cast<unsigned>(depth_));
  need(element.name);
  for (const MetadataAttribute& attribute : element.attributes)
    if (!attribute.name.prefix.empty()) need(attribute.name);
}

void Metadata::need(const ResolvedName& name) {
  if (name.uri.empty() || name.prefix == "xml") return;
  if (!declared_.find(name.prefix) && !hoisted_.find(name.prefix))
    hoisted_.push({name.prefix, name.uri}, 0);
}

// ---- printing ----

namespace {

constexpr CharSet kInText("&<>\r");
constexpr CharSet kInAttributes("&<>\r\"\n\t");

constexpr std::string_view entity(char c) {
  switch (c) {
    case '&': return "&amp;";
    case '<': return "&lt;";
    case '>': return "&gt;";
    case '\r': return "&#13;";
    case '"': return "&quot;";
    case '\n': return "&#10;";
    default: return "&#9;";
  }
}

}  // namespace

class Metadata::Printer {
 public:
  Printer(const Metadata& metadata, std::string& buffer)
      : metadata_(metadata),
        new_layer_(metadata.dialect_.has(XmlLibrary::V2_15)),
        out_(buffer),
        at_(metadata.notes_) {}

  void print() {
    constexpr unsigned kLevel = 1;
    element(kLevel, true, metadata_.hoisted_.entries());
  }

 private:
  static constexpr std::size_t kMaxIndent = 30;
  using Hoisted = std::span<const NamespaceStack::Entry>;

  void indent(std::size_t level) {
    for (level = std::min(level, kMaxIndent); level > 0; --level) out_.raw("  ");
  }

  void node(unsigned level, bool format) {
    const unsigned kind = at_.look() & kKindBits;
    if (kind == kElement) return element(level, format, {});
    at_.skip();
    const std::string_view content = at_.string();
    switch (kind) {
      case kText: text(content); break;
      case kCdata: cdata(content); break;
      case kComment: around("<!--", content, "-->"); break;
      default: around("<?", content, "?>"); break;
    }
  }

  void around(std::string_view before, std::string_view content, std::string_view after) {
    out_.raw(before);
    out_.raw(content);
    out_.raw(after);
  }

  void name(std::string_view prefix, std::string_view local) {
    if (!prefix.empty()) {
      out_.raw(prefix);
      out_.raw(':');
    }
    out_.raw(local);
  }

  void element(unsigned level, bool format, Hoisted hoisted) {
    const unsigned flags = at_.look();
    at_.skip();
    const std::string_view prefix = flags & kPrefixed ? at_.string() : std::string_view();
    const std::string_view local = at_.string();
    out_.raw('<');
    name(prefix, local);
    for (std::size_t left = flags & kDeclares ? at_.number() : 0; left > 0; --left) {
      const std::string_view declared = at_.string();
      declaration(declared, at_.string());
    }
    for (const auto& [one, depth, next] : hoisted) declaration(one.prefix, one.uri);
    for (std::size_t left = flags & kHasAttributes ? at_.number() : 0; left > 0; --left)
      attribute();
    if (flags & kHasChild) {
      out_.raw('>');
      children(level, format && !(flags & kHasText));
      out_.raw("</");
      name(prefix, local);
      out_.raw('>');
    } else {
      out_.raw("/>");
    }
    (void)at_.look();
    at_.skip();  // its end
  }

  void declaration(std::string_view prefix, std::string_view uri) {
    out_.raw(" xmlns");
    if (!prefix.empty()) out_.raw(':');
    out_.raw(prefix);
    out_.raw('=');
    namespace_value(uri);
  }

  void attribute() {
    const std::string_view prefix = at_.string();
    const std::string_view local = at_.string();
    out_.raw(' ');
    name(prefix, local);
    out_.raw("=\"");
    attribute_value(at_.string());
    out_.raw('"');
  }

  void children(unsigned level, bool format) {
    if (format) out_.raw('\n');
    while ((at_.look() & kKindBits) != kEnd) {
      if (format) indent(level + 1);
      node(level + 1, format);
      if (format) out_.raw('\n');
    }
    if (format) indent(level);
  }

  void text(std::string_view value) { out_.replaced(value, kInText, entity); }

  // The old layer has made one node of adjacent sections; where that joins a "]]>" it is cut apart.
  void cdata(std::string_view first) {
    constexpr std::string_view kEndOfSection = "]]>";
    std::string joined(first);
    while (!new_layer_ && (at_.look() & kKindBits) == kCdata) {
      at_.skip();
      joined.append(at_.string());
    }
    std::string_view content = joined;
    out_.raw("<![CDATA[");
    for (std::size_t at; (at = content.find(kEndOfSection)) != std::string_view::npos;) {
      around(content.substr(0, at), "]]", "]]><![CDATA[");
      content.remove_prefix(at + 2);
    }
    around(content, kEndOfSection, {});
  }

  void attribute_value(std::string_view value) {
    const auto is_beyond_ascii = [](char c) { return static_cast<unsigned char>(c) >= 0x80; };
    while (!new_layer_) {
      const auto beyond = std::ranges::find_if(value, is_beyond_ascii);
      if (beyond == value.end()) break;
      const auto before = static_cast<std::size_t>(beyond - value.begin());
      out_.replaced(value.substr(0, before), kInAttributes, entity);
      value.remove_prefix(before);
      value.remove_prefix(reference(value));
    }
    out_.replaced(value, kInAttributes, entity);
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
    out_.raw("&#x");
    out_.raw(std::string_view(first, digits + sizeof digits));
    out_.raw(';');
    return length;
  }

  void namespace_value(std::string_view uri) {
    if (new_layer_) {
      out_.raw('"');
      attribute_value(uri);
      out_.raw('"');
      return;
    }
    const char quote = uri.contains('"') && !uri.contains('\'') ? '\'' : '"';
    out_.raw(quote);
    for (const char c : uri)
      out_.raw(c == '"' && quote == '"' ? std::string_view("&quot;") : std::string_view(&c, 1));
    out_.raw(quote);
  }

  const Metadata& metadata_;
  bool new_layer_;
  TextBuffer out_;
  Cursor at_;
};

std::string Metadata::print() const {
  std::string printed;
  if (is_there_ && (has_element_ || !dialect_.has(kEmptyMetadataDropped)))
    Printer(*this, printed).print();
  return printed;
}

}  // namespace virnet::internal
