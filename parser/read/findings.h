// parser/read/findings.h - The problems found so far, before their positions are worked out.
#pragma once

#include <virnet/diagnostic.h>
#include <virnet/parse.h>
#include <virnet/rules.h>

#include <array>
#include <cstddef>
#include <deque>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/rules/validate.h"
#include "parser/lint/suppress.h"
#include "parser/read/document_type.h"
#include "parser/xml/locate.h"

namespace virnet::internal {

// Which piece of the element at `tag` (the offset of its '<') is meant.
// Run: from `tag` up to the next markup, without the blanks at its end. Exact: `length` bytes from
// there.
enum class Aspect : std::uint8_t { Element, AttributeName, AttributeValue, Text, Run, Exact };

struct Place {
  std::size_t tag = 0;
  Aspect aspect = Aspect::Element;
  std::string attribute = {};
  std::size_t length = 0;  // Exact

  friend bool operator==(const Place&, const Place&) = default;
};

struct Finding {
  Rule rule;
  Severity severity;
  Place place;
  std::string message;
  std::string hint = {};
  Part part = Part::Network;  // the element that was being read
  bool deviation = false;
  // What to write at the place instead, if that is sure.
  std::string fix = {};
  // What must stand there for that, if it is known.
  std::string before = {};
  // Where the end tag is, if it has to be changed as well.
  std::size_t end_tag = 0;
};

class Findings {
 public:
  // The rules of shared elements get the names that they have in a document of this kind.
  void reset(const ParseOptions& options, const DocumentType& document);
  // Whether nothing is to be said of a rule.
  [[nodiscard]] bool ignores(Rule rule) const { return is_ignored(rule.code(), ignore_); }

  // Keeps at most the limit of errors and as many of the rest, and counts on.
  void add(Finding finding);
  // Whether a warning would be kept; skip() counts one that is not made.
  [[nodiscard]] bool has_room() const { return others_ < limits_.max_diagnostics; }
  void skip() { ++others_; }
  // The element at `tag`, whose name has a fix, ends at `at`.
  void set_end(std::size_t tag, std::size_t at);
  // Behind `tag` is an element of this name: none is to be renamed to it any more.
  void keep_names(std::size_t tag, std::string_view name);
  // Drops what a comment silences on the line from `line` on.
  void silence(const Suppressions& suppressions, std::size_t line, std::string_view document);
  // Drops the errors found while an element of this part was read.
  void withdraw(Part part);
  [[nodiscard]] bool has_error() const { return errors_ > 0; }

  // In source order, cut to the limit, with positions in `document`.
  [[nodiscard]] Diagnostics resolve(std::string_view document, const Suppressions& suppressions);

 private:
  // Drops what the schema refuses at a place where libvirt's parser itself does, and what is
  // surprising about a value that is refused.
  void drop_echoes();

  Limits limits_;
  std::span<const std::string> ignore_;
  const DocumentType* document_ = nullptr;
  std::deque<Finding> findings_;  // which stay where they are when more come
  std::size_t errors_ = 0;
  std::array<std::size_t, kPartCount> errors_of_{};
  std::size_t others_ = 0;
};

[[nodiscard]] Bytes find_place(std::string_view document, const Place& place);

}  // namespace virnet::internal
