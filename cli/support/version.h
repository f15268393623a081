// cli/support/version.h - The version of the program, from the build.
#pragma once

namespace virnet::cli {
inline constexpr const char* kVersion = VIRNET_VERSION;
}  // namespace virnet::cli
