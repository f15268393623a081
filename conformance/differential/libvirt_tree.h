// Where a libvirt release is on this machine.
#pragma once

#include <virnet/release.h>

#include <expected>
#include <filesystem>
#include <string>
#include <vector>

namespace virnet::differential {

// How to start a program with the libraries of a release and its network driver.
struct LibvirtTree {
  std::filesystem::path root;                    // "/" for the installed one
  std::filesystem::path linker;                  // the dynamic linker
  std::vector<std::filesystem::path> libraries;  // folders
  std::filesystem::path driver;                  // libvirt_driver_network.so
};

// The release that scripts/fetch-libvirt unpacked, else the installed one. Whether an installed
// libvirt is of the right release shows only when it runs. The error says what is missing, and how
// to get it.
[[nodiscard]] std::expected<LibvirtTree, std::string> find_libvirt(Release release);

}  // namespace virnet::differential
