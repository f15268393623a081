// include/virnet/kernel_version.h - The version of a Linux kernel, as far as bridges tell kernels
// apart.
//
//   const auto version = virnet::bridge::KernelVersion::of("6.12.107+deb13-cloud-amd64");
//   if (version >= virnet::bridge::KernelVersion{6, 7}) std::cout << "can limit what it learns\n";
#pragma once

#include <compare>
#include <string>

namespace virnet::bridge {

struct KernelVersion {
  int major = 0;
  int minor = 0;

  // "6.12" of "6.12.107+deb13-cloud-amd64", as uname(2) says it.
  [[nodiscard]] static KernelVersion of(const std::string& release);

  friend auto operator<=>(const KernelVersion&, const KernelVersion&) = default;
};

// "6.12".
[[nodiscard]] std::string to_string(KernelVersion version);

}  // namespace virnet::bridge
