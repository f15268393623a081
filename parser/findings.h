// parser/findings.h - The problems found so far, before their positions are worked out.
#pragma once

#include <virnet/diagnostic.h>
#include <virnet/limits.h>

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "model/validate.h"
#include "parser/locate.h"

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
};

class Findings {
 public:
  void reset(const Limits& limits);

  // Keeps at most the limit of errors and as many of the rest, and counts on.
  void add(Finding finding);
  // Drops the errors found while an element of this part was read.
  void withdraw(Part part);
  [[nodiscard]] bool has_error() const { return errors_ > 0; }

  // In source order, cut to the limit, with positions in `document`.
  [[nodiscard]] Diagnostics resolve(std::string_view document);

 private:
  // Drops what the schema refuses at a place where libvirt's parser itself does.
  void drop_echoes();

  Limits limits_;
  std::vector<Finding> findings_;
  std::size_t errors_ = 0;
  std::array<std::size_t, kPartCount> errors_of_{};
  std::size_t others_ = 0;
};

[[nodiscard]] Bytes find_place(std::string_view document, const Place& place);

}  // namespace virnet::internal
