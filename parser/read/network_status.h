// parser/read/network_status.h - The <network> in the state file of a running network.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace virnet::internal {

struct NetworkInStatus {
  std::size_t begin;
  std::size_t end;
};
// The first one; none in a document of another kind.
[[nodiscard]] std::optional<NetworkInStatus> find_network_in_status(std::string_view document);

}  // namespace virnet::internal
