// conformance/kernels/guest.h - What this program does as the first process of a kernel that it
// has booted.
#pragma once

#include <string_view>

namespace virnet::conformance {

// The argument by which the kernel starts the program, and where it finds the rest. Anybody can
// give the argument to the first process of a container; the mark lies at the root of the lab's own
// files and nowhere else.
inline constexpr std::string_view kGuestArgument = "virnet-kernel-lab";
inline constexpr std::string_view kMarkFile = "virnet-kernel-lab.mark";
inline constexpr std::string_view kRequestFile = "request.json";
inline constexpr std::string_view kCommandFile = "command";  // each word ends with a zero
inline constexpr std::string_view kModuleFolder = "modules";
inline constexpr std::string_view kModuleOrder = "modules/order";

// Whether this process is that one.
[[nodiscard]] bool is_guest_process(int argc, char** argv);

// Loads the modules, runs the command, or proves what the request asks for where there is none,
// answers through the port and powers off. It returns when not even that can be done, and the
// kernel then panics, which is how whoever booted it gets to know.
int run_as_guest();

}  // namespace virnet::conformance
