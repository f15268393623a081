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
#include <utility>
#include <vector>

#include "model/rules/validate.h"
#include "parser/lint/suppress.h"
#include "parser/read/document_type.h"
#include "parser/read/source_anchor.h"

namespace virnet::internal {

struct Finding {
  Rule rule;
  Severity severity;
  SourceAnchor anchor;
  std::string message;
  std::string hint = {};
  Part part = Part::Network;  // the element that was being read
  bool deviation = false;
  // What to write there instead, if that is sure.
  std::string fix = {};
  // What must stand there for that, if it is known.
  std::string before = {};
  // Where the end tag is, if it has to be changed as well.
  std::size_t end_tag = 0;
  // Where the place begins, once somebody has asked.
  std::size_t offset = kNotLocated;
  static constexpr std::size_t kNotLocated = ~std::size_t{0};
};

class Findings {
 public:
  // The rules of shared elements get the names that they have in a document of this kind.
  void reset(const ParseOptions& options, const DocumentType& document);
  // Whether nothing is to be said of a rule.
  [[nodiscard]] bool ignores(Rule rule) const { return is_ignored(rule.code(), ignore_); }

  // Keeps at most the limit of errors and as many of the rest, and counts on.
  void add(Finding finding);
  // Adds an error.
  void refuse(Rule rule, SourceAnchor anchor, std::string message, std::string hint = {});
  // Whether a warning would be kept; skip() counts one that is not made.
  [[nodiscard]] bool has_room() const { return others_ < limits_.max_diagnostics; }
  void skip() { ++others_; }
  // The element at `tag`, whose name has a fix, ends at `at`.
  void set_end(std::size_t tag, std::size_t at);
  // An element of this name follows the one at `tag`: none is to be renamed to it any more.
  void keep_names(std::size_t tag, std::string_view name);
  // Drops what a comment silences on the line from `line` on.
  void drop_silenced(const Suppressions& suppressions, std::size_t line, std::string_view document);
  // Drops the errors found while an element of this part was read.
  void withdraw(Part part);
  [[nodiscard]] bool has_error() const { return errors_ > 0; }

  // In source order, cut to the limit, with positions in `document`.
  [[nodiscard]] Diagnostics resolve(std::string_view document, const Suppressions& suppressions);

 private:
  // Drops what the schema refuses at a place where libvirt's parser itself does, and what is
  // surprising about a value that is refused.
  void drop_duplicates();
  // Leaves what fits into the limit. Returns how many do not.
  std::size_t cut_to_limit();
  using Placed = std::vector<std::pair<ByteRange, const Finding*>>;
  [[nodiscard]] Placed in_source_order(std::string_view document) const;

  Limits limits_;
  std::span<const std::string> ignore_;
  const DocumentType* document_ = nullptr;
  std::deque<Finding> findings_;  // which stay where they are when more come
  std::size_t settled_ = 0;       // of the first ones: no comment to come can silence them
  std::size_t errors_ = 0;
  std::array<std::size_t, kPartCount> errors_of_{};
  std::size_t others_ = 0;
};

}  // namespace virnet::internal
