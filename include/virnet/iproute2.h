// include/virnet/iproute2.h - A bridge from what iproute2 prints about it.
//
//   virnet::bridge::Iproute2Texts texts;  // of ip and bridge, run on another host
//   const auto capture = virnet::bridge::read_iproute2(texts, "virbr0");
//   if (!capture) fmt::print("{}\n", capture.error().message);  // ip-link.json is empty
//
// So a bridge can be checked where it is not: on another host, later, without privilege. The texts
// may be hostile.
#pragma once

#include <virnet/bridge_state.h>
#include <virnet/error.h>

#include <expected>
#include <string>
#include <string_view>
#include <vector>

namespace virnet::bridge {

// What these commands print, all of the same moment and namespace:
struct Iproute2Texts {
  std::string ip_link = {};      // ip -d -j link
  std::string bridge_link = {};  // bridge -d -j link
  std::string bridge_fdb = {};   // bridge -d -j fdb show
  std::string bridge_vlan = {};  // bridge -j vlan show
};
struct Capture {
  BridgeState state = {};
  // Where the texts contradict one another, in sentences. The state then has what protects less.
  std::vector<std::string> remarks = {};
};
// The same state as observe() gives in that namespace, as far as iproute2 tells (4.15 and newer;
// max_learned since 6.9). Error: Malformed, which names the text and what is wrong with it.
[[nodiscard]] std::expected<Capture, Error> read_iproute2(const Iproute2Texts& texts,
                                                          std::string_view bridge);

}  // namespace virnet::bridge
