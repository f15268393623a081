// conformance/netns/namespace.h - Work in a network namespace that nobody will have to clean up.
//
//   std::expected<std::string, std::string> answer = in_namespace([] { return std::string("done");
//   });
//
// The work runs in a child process, which makes the namespace for itself alone: as root a network
// namespace, otherwise a user namespace around it. The kernel takes everything down with the
// process, and the process with its parent: nothing is left behind by Ctrl-C or kill -9.
#pragma once

#include <expected>
#include <functional>
#include <string>

namespace virnet::conformance {

// What `work` returned, or in a sentence why it could not be done. The child starts with IPv6
// switched off for new links, and on one processor, so that frames keep their order.
[[nodiscard]] std::expected<std::string, std::string> in_namespace(
    const std::function<std::string()>& work);

// Sets a variable below /proc/sys of the current network namespace; false if that is not possible.
bool set_sysctl(const std::string& name, const std::string& value);

}  // namespace virnet::conformance
