// model/rules/collector.h - What is wrong with a draft, as diagnostics without position.
#pragma once

#include <utility>

#include "model/rules/validate.h"

namespace virnet::internal {

class Collector final : public Report {
 public:
  void add(Rule rule, Where, std::string message) override {
    diagnostics.push_back({.code = rule.code(), .message = std::move(message)});
  }
  Diagnostics diagnostics;
};

}  // namespace virnet::internal
