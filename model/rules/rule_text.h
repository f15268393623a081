// model/rules/rule_text.h - What a rule means, for <virnet/rules.h>. Each area has its texts in a
// file of its own, model/rule_texts_<area>.cc.
#pragma once

#include <virnet/rules.h>

#include <cstddef>
#include <iterator>
#include <string_view>
#include <utility>
#include <vector>

#include "model/rules/rules.h"

namespace virnet::internal {

// See RuleInfo.
struct RuleText {
  Rule rule;
  std::string_view title;
  std::string_view explanation;
  std::string_view evidence;
  std::string_view bad = {};
  std::string_view good = {};
};

// All of them, one after the other.
class RuleTexts {
 public:
  // Of a table the code is put in, not the table: more than a quarter of what the loader has to
  // move whenever the program starts would be addresses of texts that hardly anybody asks for.
  template <const auto& kTable>
  void add() {
    [this]<std::size_t... kRow>(std::index_sequence<kRow...>) {
      (this->add_row<kTable, kRow>(), ...);
    }(std::make_index_sequence<std::size(kTable)>());
  }
  [[nodiscard]] std::vector<RuleInfo> take() && { return std::move(rules_); }

 private:
  template <const auto& kTable, std::size_t kRow>
  void add_row() {
    constexpr RuleText kText = kTable[kRow];
    add(kText.rule, kText.title, kText.explanation, kText.evidence, kText.bad, kText.good);
  }
  void add(Rule rule, std::string_view title, std::string_view explanation,
           std::string_view evidence, std::string_view bad, std::string_view good);

  std::vector<RuleInfo> rules_;
};

void xml_rule_texts(RuleTexts& texts);
void network_rule_texts(RuleTexts& texts);
void forward_rule_texts(RuleTexts& texts);
void dns_rule_texts(RuleTexts& texts);
void port_rule_texts(RuleTexts& texts);
void ip_rule_texts(RuleTexts& texts);
void networkport_rule_texts(RuleTexts& texts);
void define_rule_texts(RuleTexts& texts);
void strict_rule_texts(RuleTexts& texts);
void lint_rule_texts(RuleTexts& texts);

}  // namespace virnet::internal
