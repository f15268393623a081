// cli/render/bridge.h - What check prints of a bridge.
#pragma once

#include <virnet/apply.h>

#include <memory>
#include <string>
#include <vector>

namespace virnet::cli {

// A desired state and the bridge that it is about.
struct BridgeView {
  std::string network = {};
  std::unique_ptr<bridge::Kernel> kernel = {};  // none if the bridge was read from files
  bridge::BridgeState desired = {};
  bridge::BridgeState observed = {};
  // Interfaces of guests whose tap is not known, so that the desired state lacks them;
  // has been said.
  std::vector<std::string> lost = {};
};

[[nodiscard]] std::string render_check_text(const BridgeView& view);
[[nodiscard]] std::string render_check_json(const BridgeView& view);
// Of several networks: an object that has one such object for each.
[[nodiscard]] std::string render_check_json(const std::vector<BridgeView>& views);
[[nodiscard]] std::string render_check_junit(const std::vector<BridgeView>& views);

}  // namespace virnet::cli
