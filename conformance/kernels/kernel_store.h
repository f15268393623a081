// conformance/kernels/kernel_store.h - The kernels that scripts/fetch-kernel has put into its
// cache.
#pragma once

#include <virnet/error.h>

#include <array>
#include <expected>
#include <string>
#include <string_view>
#include <vector>

namespace virnet::conformance {

// Those that fetch-kernel knows, the oldest first.
inline constexpr std::array<std::string_view, 4> kKernelNames = {"bullseye", "bookworm", "trixie",
                                                                 "forky"};

// A kernel that can be booted.
struct StoredKernel {
  std::string name = {};
  std::string release = {};  // "6.1.0-56-cloud-amd64"
  std::string image = {};    // its path
  std::string folder = {};
  std::vector<std::string> modules = {};  // paths, in the order of loading
};

// By name, or by the path of a folder that is laid out as fetch-kernel does. Error: NotFound, which
// says what is missing and how to get it.
[[nodiscard]] std::expected<StoredKernel, Error> find_kernel(const std::string& name);

}  // namespace virnet::conformance
