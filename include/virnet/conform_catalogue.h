// include/virnet/conform_catalogue.h - The statements about the kernel that can be proved.
//
//   for (const virnet::CatalogueLine& line : virnet::list_catalogue({.only = {"FRM-0*"}}))
//     fmt::print("{} {}\n", line.id, line.proves);
//
// Each holds in one mode of the bridge, or in both. No document is needed.
#pragma once

#include <virnet/conform.h>
#include <virnet/error.h>

#include <expected>
#include <string>
#include <vector>

namespace virnet {

// A line of the catalogue: an id comes once for each mode in which it says something else.
struct CatalogueLine {
  std::string id = {};
  std::string mode = {};
  std::string proves = {};
  // Where it is to be found: "all", "6.1 and later", "with VLAN filtering".
  std::string kernels = {};
};
[[nodiscard]] std::vector<CatalogueLine> list_catalogue(const Selection& selection = {});

// Proves the catalogue on this kernel. `network` of the report is empty. A statement about other
// kernels is skipped with the reason. The errors are those of conform().
[[nodiscard]] std::expected<ConformReport, Error> conform_catalogue(const Selection& selection = {},
                                                                    const ConformHooks& hooks = {});

}  // namespace virnet
