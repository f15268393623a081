// conformance/harness/testbed/namespace.h - Work in a network namespace that is gone afterwards.
//
//   const auto answer = in_namespace([] { return std::string("done"); });
//   if (!answer) fmt::print("{}\n", answer.error().message);
//
// The work runs in a child process, which makes the namespace for itself alone: as root a network
// namespace, otherwise a user namespace around it. The kernel takes everything down with the
// process, and the process with its parent: nothing is left behind by Ctrl-C or kill -9.
#pragma once

#include <virnet/error.h>

#include <cstdint>
#include <expected>
#include <functional>
#include <string>
#include <string_view>

namespace virnet::conformance {

enum class Place : std::uint8_t {
  Own,
  // The same, but always in a user namespace, which root enters as the user nobody.
  Unprivileged,
  // No namespace at all: for a machine that has been started for this work alone. Refused unless
  // this process is its first one.
  Machine,
};

// What `work` returned. The child starts with IPv6 switched off for new links, and on one
// processor, so that frames keep their order. Errors: NoPrivilege if no namespace may be made,
// Unsupported if the kernel has none, Kernel, and Io if the child could not be started or did not
// answer.
[[nodiscard]] std::expected<std::string, Error> in_namespace(
    const std::function<std::string()>& work, Place place = Place::Own);

// Mounts the current network namespace's /sys over the old one, for this process alone and once.
// Errors: NoPrivilege, Kernel.
[[nodiscard]] std::expected<void, Error> mount_sysfs();

// Writes a text into a file that is there; 0 or an errno value.
[[nodiscard]] int write_file(const std::string& path, std::string_view text);

// Sets a variable below /proc/sys of the current network namespace; false if that is not possible.
bool set_sysctl(const std::string& name, const std::string& value);

}  // namespace virnet::conformance
