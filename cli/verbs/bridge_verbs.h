// cli/verbs/bridge_verbs.h - What plan, apply and check have in common: a network, its guests, and
// the kernel's bridge.
#pragma once

#include <virnet/apply.h>
#include <virnet/guest_ports.h>

#include <expected>
#include <memory>
#include <string>
#include <vector>

#include "cli/render/bridge.h"
#include "cli/verbs/commands.h"

namespace virnet::cli {

struct BridgeOptions {
  CommonOptions common = {};
  std::string network = {};  // the path of its document, or with `live` its name
  bool live = false;         // from the state files of a running libvirt
  std::string live_root = {};
  std::vector<std::string> guests = {};  // paths of documents
  std::vector<std::string> ports = {};   // "vnet0=52:54:00:00:00:01"
  std::vector<std::string> paused = {};  // either, of guests that do not run
  bool sticky = false;
  std::string harden_uplink = {};
  std::string netns = {};     // the network namespace; empty: the current one
  std::string iproute2 = {};  // a folder with what iproute2 printed, instead of this kernel
  std::string state = {};     // a file with what check or plan printed, instead of this kernel
  std::string format = "text";
  bool whole_table = false;  // the MAC table is shown, not only judged
};

// The options that describe the desired state, and --format with the formats that the verb has.
void add_bridge_options(CLI::App& verb, BridgeOptions& options,
                        const std::vector<std::string>& formats);
// Whether they go together, and name a network where one is needed, once the command line is read:
// throws CLI::ParseError.
void check_bridge_options(const CLI::App& verb, bool needs_network = true);
// --iproute2 and --state.
void add_file_options(CLI::App& verb, BridgeOptions& options);

// Whether any of them is given.
[[nodiscard]] bool describes_desired_state(const BridgeOptions& options);

// The kernel of the chosen network namespace; a failure has been said.
[[nodiscard]] std::expected<std::unique_ptr<bridge::Kernel>, ExitCode> open_kernel(
    const BridgeOptions& options);

// On failure everything has been said and the exit status is the error.
[[nodiscard]] std::expected<BridgeView, ExitCode> view_bridge(const BridgeOptions& options);

// The active networks of a running libvirt that have a bridge, or the one that is named.
struct LiveViews {
  std::vector<BridgeView> bridges = {};
  std::size_t troubles = 0;  // state files and bridges that could not be read; has been said
};
[[nodiscard]] std::expected<LiveViews, ExitCode> view_live(const BridgeOptions& options);

}  // namespace virnet::cli
