// cli/verbs/live_state.h - The networks and guests of a running libvirt, from its state files.
//
// Read-only and without a connection. libvirt replaces these files one by one, so together they are
// not of one moment.
#pragma once

#include <virnet/guest.h>
#include <virnet/network.h>
#include <virnet/networkport.h>

#include <expected>
#include <filesystem>
#include <string>
#include <vector>

namespace virnet::cli {

struct LiveNetwork {
  std::string path = {};  // of its state file
  Network network;
  std::vector<NetworkPort> ports = {};
};

struct LiveState {
  std::vector<LiveNetwork> networks = {};  // by name
  std::vector<Guest> guests = {};
  // Files that tell nothing: a sentence each.
  std::vector<std::string> troubles = {};
};

// `root` is where the host's / is. The error says in a sentence why there is nothing to be seen.
[[nodiscard]] std::expected<LiveState, std::string> read_live_state(
    const std::filesystem::path& root);

}  // namespace virnet::cli
