// model/rule_text.h - What a rule means, for <virnet/rules.h>. Each area has its texts in a file of
// its own, model/rule_texts_<area>.cc.
#pragma once

#include <span>
#include <string_view>

#include "model/rules.h"

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

[[nodiscard]] std::span<const RuleText> xml_rule_texts();
[[nodiscard]] std::span<const RuleText> network_rule_texts();
[[nodiscard]] std::span<const RuleText> forward_rule_texts();
[[nodiscard]] std::span<const RuleText> dns_rule_texts();
[[nodiscard]] std::span<const RuleText> port_rule_texts();
[[nodiscard]] std::span<const RuleText> ip_rule_texts();
[[nodiscard]] std::span<const RuleText> networkport_rule_texts();
[[nodiscard]] std::span<const RuleText> define_rule_texts();
[[nodiscard]] std::span<const RuleText> strict_rule_texts();
[[nodiscard]] std::span<const RuleText> lint_rule_texts();

}  // namespace virnet::internal
