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
  std::string netns = {};     // the network namespace; empty: the current one
  std::string iproute2 = {};  // a folder with what iproute2 printed, instead of this kernel
  std::string state = {};     // a file with what check or plan printed, instead of this kernel
  std::string format = "text";
};

// The options that describe the wish, and with the formats that the verb has.
void add_bridge_options(CLI::App& verb, BridgeOptions& options,
                        const std::vector<std::string>& formats);
// --iproute2 and --state.
void add_file_options(CLI::App& verb, BridgeOptions& options);

// Whether any of them is given.
[[nodiscard]] bool describes_wish(const BridgeOptions& options);

// The kernel of the chosen network namespace; a failure has been said.
[[nodiscard]] std::expected<std::unique_ptr<bridge::Kernel>, ExitCode> open_kernel(
    const BridgeOptions& options);

// A wish and the bridge it is about.
struct BridgeView {
  std::unique_ptr<bridge::Kernel> kernel = {};  // none if the bridge was read from files
  bridge::BridgeState desired = {};
  bridge::BridgeState observed = {};
};
// On failure everything has been said and the exit status is the error.
[[nodiscard]] std::expected<BridgeView, ExitCode> view_bridge(const BridgeOptions& options);

[[nodiscard]] std::string render_check_text(const BridgeView& view);
[[nodiscard]] std::string render_check_json(const BridgeView& view);
[[nodiscard]] std::string render_check_junit(const BridgeView& view);

}  // namespace virnet::cli
