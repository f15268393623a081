// parser/lint/suppress.h - Comments of a document that silence rules: see <virnet/parse.h>.
#pragma once

#include <array>
#include <bitset>
#include <cstddef>
#include <functional>
#include <map>
#include <string_view>
#include <vector>

#include "model/rules/rules.h"
#include "parser/xml/locate.h"

namespace virnet::internal {

// Pieces of the document, from an offset up to another, of which none is within another.
class Regions {
 public:
  // `first` may be before that of earlier pieces only if those are within the new one.
  void add(std::size_t first, std::size_t last);
  [[nodiscard]] bool contain(std::size_t offset) const;

 private:
  struct Piece {
    std::size_t first, last;
  };
  std::vector<Piece> pieces_;
};

class Suppressions {
 public:
  void reset();
  [[nodiscard]] bool any() const { return any_; }

  struct Word {
    ByteRange place;
    bool known;
  };
  using TakeWord = std::function<void(const Word&)>;
  // Reads a comment at `at` of the document; `take` gets each word of what it names, nothing if it
  // is none of ours. Returns where the line begins that it is about, or kNone if it is about an
  // element.
  std::size_t comment(std::string_view document, std::size_t at, const TakeWord& take);
  static constexpr std::size_t kNone = ~std::size_t{0};

  // Tags of the document, in order.
  void start_element(std::size_t at) {
    if (has_pending_) open(at);
    ++depth_;
  }
  void end_element(std::size_t at) {
    --depth_;
    if (has_pending_ || !open_.empty()) close(at);
  }
  // Those still open, at the end of the document.
  void finish(std::size_t at);

  // Whether findings of this rule at this place are unwanted.
  [[nodiscard]] bool silences(Rule rule, std::size_t offset) const;

 private:
  using RuleSet = std::bitset<kRules.size()>;
  // An element, and the rules that it silences and none around it does.
  struct Open {
    std::size_t first;
    unsigned depth;
    RuleSet rules;
  };

  static RuleSet read_words(std::string_view document, std::size_t at, std::size_t end,
                            const TakeWord& take);
  void forget_pending();
  void open(std::size_t at);
  void close(std::size_t at);
  bool begins_line(std::string_view document, std::size_t at);

  static constexpr std::array<std::size_t, kRules.size()> none_open() {
    std::array<std::size_t, kRules.size()> from;
    from.fill(kNone);
    return from;
  }

  // Comments after these are not looked at.
  static constexpr std::size_t kMaxComments = 1000;

  bool any_ = false;
  std::size_t count_ = 0;
  std::size_t line_ = 0;  // where the line of the last comment begins
  std::size_t last_comment_ = 0;
  unsigned depth_ = 0;
  RuleSet pending_;  // for the element that begins next, unless one ends before
  bool has_pending_ = false;
  std::vector<Open> open_;
  // Of each rule, where the open element begins that silences it.
  std::array<std::size_t, kRules.size()> open_from_ = none_open();
  std::map<std::uint16_t, Regions> lines_;
  std::map<std::uint16_t, Regions> elements_;
};

}  // namespace virnet::internal
