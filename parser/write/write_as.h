// parser/write/write_as.h - The canonical form in one of the two dialects of a release.
#pragma once

#include <virnet/network.h>
#include <virnet/networkport.h>

#include <string>

#include "model/values/dialect.h"

namespace virnet::internal {

[[nodiscard]] std::string write_as(const Dialect& dialect, const Network& network);
[[nodiscard]] std::string write_as(const Dialect& dialect, const NetworkPort& port);

}  // namespace virnet::internal
