// conformance/kernels/self_binary.h - The files without which this program does not run.
#pragma once

#include <string>
#include <vector>

namespace virnet::conformance {

// The path of the program that is running.
[[nodiscard]] std::string own_path();

// The shared libraries that this process has loaded, by the paths under which it found them; the
// dynamic loader is among them. None if the program is linked statically.
[[nodiscard]] std::vector<std::string> own_libraries();

}  // namespace virnet::conformance
