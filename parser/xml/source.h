// parser/xml/source.h - The bytes of a document on their way to Expat: cut at NUL, converted to
// UTF-8.
#pragma once

#include <virnet/release.h>

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "model/rules/rules.h"
#include "parser/xml/grow_only_array.h"

namespace virnet::internal {

struct SourceError {
  Rule rule;
  std::string message;
  std::size_t offset = 0;
};

// How the bytes become UTF-8; decided once the XML declaration has been seen.
class Source {
 public:
  Source();
  ~Source();
  Source(const Source&) = delete;
  Source& operator=(const Source&) = delete;

  // Prepares for a new document.
  void reset(XmlLibrary library);
  // Appends the text of `piece` to text(). Returns false on an error or after a NUL byte.
  bool feed(std::string_view piece);
  // The same for a whole document, which is not copied unless it has to be converted.
  bool feed_all(std::string_view document);
  // No more pieces come.
  bool finish();

  // The text so far, as UTF-8. Moves when it grows, unless it came through feed_all().
  [[nodiscard]] std::string_view text() const {
    return borrowed_ ? *borrowed_ : std::string_view(owned_.begin(), owned_.size());
  }
  // Whether that is the caller's own memory.
  [[nodiscard]] bool is_borrowed() const { return borrowed_.has_value(); }
  [[nodiscard]] const std::optional<SourceError>& error() const { return error_; }
  // Whether text() is UTF-8, as far as it goes: the encoding is decided, and known.
  [[nodiscard]] bool is_readable() const { return decided_ && (!error_ || converter_); }

 private:
  class Converter;
  // Looks at the declaration; false while it is not complete.
  bool decide(std::string_view head, bool complete);
  void choose(std::string_view encoding, std::size_t offset);
  bool append(std::string_view piece);

  XmlLibrary library_ = kVerifiedReleases.back().xml_library;
  bool decided_ = false;
  bool ended_ = false;
  std::string pending_;  // bytes before the decision
  GrowOnlyArray<char> owned_;
  std::optional<std::string_view> borrowed_;
  std::optional<SourceError> error_;
  std::unique_ptr<Converter> converter_;
};

}  // namespace virnet::internal
