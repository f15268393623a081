#include <fmt/format.h>
#include <virnet/kernel_version.h>

#include <sstream>

namespace virnet::bridge {

KernelVersion KernelVersion::of(const std::string& release) {
  KernelVersion version;
  std::istringstream text(release);
  char point = 0;
  text >> version.major >> point >> version.minor;
  return version;
}

std::string to_string(KernelVersion version) {
  return fmt::format("{}.{}", version.major, version.minor);
}

}  // namespace virnet::bridge
