// bridge/netlink/kernel_error.h - Refusals, with what to do about them.
#pragma once

#include <virnet/kernel_error.h>

#include <string>

namespace virnet::bridge {

// Fills in what to do about a refusal.
[[nodiscard]] KernelError refused(std::string action, int error, std::string reason);

}  // namespace virnet::bridge
