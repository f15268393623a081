#include "conformance/netns/iproute2.h"

#include <array>
#include <cstdio>
#include <string>

namespace virnet::conformance {
namespace {

std::string output_of(const char* command) {
  std::string text;
  FILE* pipe = popen(command, "r");
  if (pipe == nullptr) return text;
  std::array<char, 4096> piece{};
  while (const std::size_t size = std::fread(piece.data(), 1, piece.size(), pipe))
    text.append(piece.data(), size);
  return pclose(pipe) == 0 ? text : std::string();
}

}  // namespace

bool has_iproute2() { return !output_of("ip -V").empty() && !output_of("bridge -V").empty(); }

bridge::Iproute2Texts ask_iproute2() {
  return {.ip_link = output_of("ip -d -j link"),
          .bridge_link = output_of("bridge -d -j link"),
          .bridge_fdb = output_of("bridge -d -j fdb show"),
          .bridge_vlan = output_of("bridge -j vlan show")};
}

}  // namespace virnet::conformance
