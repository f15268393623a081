// cli/bridge_verbs.h - What plan, apply and check have in common: a network, its guests, and the
// kernel's bridge.
#pragma once

#include <virnet/apply.h>

#include <expected>
#include <memory>
#include <string>
#include <vector>

#include "cli/commands.h"

namespace virnet::cli {

struct BridgeOptions {
  CommonOptions common = {};
  std::string network = {};
  std::vector<std::string> ports = {};   // "vnet0=52:54:00:00:00:01"
  std::vector<std::string> paused = {};  // the same, of guests that do not run
  bool sticky = false;
  std::string quiet_uplink = {};
  std::string format = "text";
};

// The options that describe the wish.
void add_bridge_options(CLI::App& verb, BridgeOptions& options);

// A wish and the bridge it is about.
struct BridgeView {
  std::unique_ptr<bridge::Kernel> kernel;
  bridge::BridgeState desired = {};
  bridge::BridgeState observed = {};
};
// On failure everything has been said and the exit status is the error.
[[nodiscard]] std::expected<BridgeView, ExitCode> view_bridge(const BridgeOptions& options);

[[nodiscard]] std::string render_check_text(const BridgeView& view);
[[nodiscard]] std::string render_check_json(const BridgeView& view);
[[nodiscard]] std::string render_plan_json(const bridge::Plan& plan);

}  // namespace virnet::cli
