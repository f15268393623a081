#include "parser/xml/source.h"

#include <iconv.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

#include "model/values/digits.h"

namespace virnet::internal {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr std::string_view kDeclaration = "<?xml";

struct Declared {
  std::string_view name;
  std::size_t offset;
};

// The value of encoding='...' in a declaration; Expat checks its form later.
std::optional<Declared> declared_encoding(std::string_view declaration) {
  const std::string_view keyword = "encoding";
  std::size_t at = declaration.find(keyword);
  if (at == std::string_view::npos) return std::nullopt;
  at += keyword.size();
  const auto skip_blanks = [&] {
    while (at < declaration.size() && is_blank(declaration[at])) ++at;
  };
  skip_blanks();
  if (at >= declaration.size() || declaration[at] != '=') return std::nullopt;
  ++at;
  skip_blanks();
  if (at >= declaration.size() || (declaration[at] != '"' && declaration[at] != '\''))
    return std::nullopt;
  const std::size_t end = declaration.find(declaration[at], at + 1);
  if (end == std::string_view::npos) return std::nullopt;
  return Declared{declaration.substr(at + 1, end - at - 1), at + 1};
}

// What Expat will refuse by itself.
bool is_encoding_name(std::string_view name) {
  if (name.empty() || !is_alpha(name.front())) return false;
  for (const char c : name)
    if (!is_alpha(c) && !is_digit(c) && c != '.' && c != '_' && c != '-') return false;
  return true;
}

}  // namespace

// libxml2's own table for this encoding has C1 controls where glibc's has holes, and one more name.
bool is_windows_1252(std::string_view name) {
  return equals_ignoring_case(name, "windows-1252") || equals_ignoring_case(name, "cp1252") ||
         equals_ignoring_case(name, "x-cp1252");
}

// One conversion by iconv(3), which may stop in the middle of a character.
class Source::Converter {
 public:
  explicit Converter(const std::string& name)
      : fills_holes_(is_windows_1252(name)),
        state_(iconv_open("UTF-8", fills_holes_ ? "windows-1252" : name.c_str())) {}
  ~Converter() {
    if (known()) iconv_close(state_);
  }
  Converter(const Converter&) = delete;
  Converter& operator=(const Converter&) = delete;

  [[nodiscard]] bool known() const { return state_ != reinterpret_cast<iconv_t>(-1); }

  // False if the bytes are none of the encoding.
  bool convert(std::string_view piece, GrowOnlyArray<char>& out) {
    // What the last piece began ends within the first bytes of this one.
    while (!rest_.empty() && !piece.empty()) {
      std::string begun = std::move(rest_);
      rest_.clear();
      begun.push_back(piece.front());
      piece.remove_prefix(1);
      if (!convert_all(begun, out)) return false;
    }
    return convert_all(piece, out);
  }
  [[nodiscard]] bool complete() const { return rest_.empty(); }

 private:
  bool convert_all(std::string_view piece, GrowOnlyArray<char>& out) {
    char* in = const_cast<char*>(piece.data());  // iconv() only reads there
    std::size_t left = piece.size();
    while (left > 0) {
      char buffer[4096];
      char* to = buffer;
      std::size_t room = sizeof buffer;
      const std::size_t result = iconv(state_, &in, &left, &to, &room);
      out.append({buffer, static_cast<std::size_t>(to - buffer)});
      if (result != static_cast<std::size_t>(-1) || errno == E2BIG) continue;
      if (errno == EILSEQ && fills_holes_) {
        out.append(std::array{'\xC2', *in++});
        --left;
        continue;
      }
      if (errno != EINVAL) return false;
      rest_.assign(in, left);
      return true;
    }
    return true;
  }

  bool fills_holes_;
  iconv_t state_;
  std::string rest_;
};

Source::Source() = default;
Source::~Source() = default;

void Source::reset(XmlLibrary library) {
  library_ = library;
  decided_ = ended_ = false;
  pending_.clear();
  owned_.clear();
  borrowed_.reset();
  error_.reset();
  converter_.reset();
}

// XML-IN-005 and 006: the old releases take any known name and read UTF-8, 12.8 converts.
void Source::choose(std::string_view encoding, std::size_t offset) {
  if (equals_ignoring_case(encoding, "utf-8")) return;
  auto converter = std::make_unique<Converter>(std::string(encoding));
  const std::string quoted = std::string("'").append(encoding).append("'");
  if (!converter->known()) {
    error_ = {"XML-IN-005"_rule, "unknown encoding " + quoted, offset};
    return;
  }
  if (library_ < XmlLibrary::V2_15) return;
  GrowOnlyArray<char> probe;
  if (!converter->convert(kDeclaration, probe) || !std::ranges::equal(probe, kDeclaration)) {
    error_ = {"XML-IN-006"_rule, "encoding " + quoted + " is declared, but the text is not in it",
              offset};
    return;
  }
  converter_ = std::move(converter);
}

bool Source::decide(std::string_view head, bool complete) {
  const bool marked = head.starts_with(kByteOrderMark);
  const std::string_view start = marked ? head.substr(kByteOrderMark.size()) : head;
  if (!complete && (kByteOrderMark.starts_with(head) || kDeclaration.starts_with(start)))
    return false;
  // Not the instruction <?xml-stylesheet ...?>.
  if (start.starts_with(kDeclaration) && start.size() > kDeclaration.size() &&
      is_blank(start[kDeclaration.size()])) {
    const std::size_t end = start.find("?>");
    if (end == std::string_view::npos && !complete) return false;
    const auto declared = declared_encoding(start.substr(0, end));
    const std::size_t skipped = head.size() - start.size();
    if (declared && !is_encoding_name(declared->name)) {
      error_ = {"XML-IN-007"_rule, "malformed encoding name", declared->offset + skipped};
      // After a byte order mark 12.8 does not care what is declared.
    } else if (declared && !(marked && library_ >= XmlLibrary::V2_15)) {
      choose(declared->name, declared->offset + skipped);
    }
  }
  decided_ = true;
  return true;
}

bool Source::append(std::string_view piece) {
  if (!converter_) {
    owned_.append(piece);
    return true;
  }
  if (converter_->convert(piece, owned_)) return true;
  error_ = {"XML-IN-008"_rule, "text that the declared encoding does not have", owned_.size()};
  return false;
}

bool Source::feed(std::string_view piece) {
  if (ended_ || error_) return false;
  if (const std::size_t nul = piece.find('\0'); nul != std::string_view::npos) {
    ended_ = true;
    piece = piece.substr(0, nul);
  }
  if (decided_) return append(piece);
  pending_.append(piece);
  if (!decide(pending_, ended_)) return true;
  if (error_) {
    owned_.append(pending_);  // where the error is
    return false;
  }
  const std::string head = std::move(pending_);
  pending_.clear();
  return append(head);
}

bool Source::feed_all(std::string_view document) {
  document = document.substr(0, document.find('\0'));
  decide(document, true);
  if (error_) {
    borrowed_ = document;
    return false;
  }
  ended_ = true;
  if (converter_) return append(document) && finish();
  borrowed_ = document;
  return true;
}

bool Source::finish() {
  if (error_) return false;
  if (!decided_) {
    decide(pending_, true);
    if (error_) owned_.append(pending_);
    if (error_ || !append(pending_)) return false;
  }
  if (converter_ && !converter_->complete()) {
    error_ = {"XML-IN-008"_rule, "the document ends within a character", owned_.size()};
    return false;
  }
  return true;
}

}  // namespace virnet::internal
