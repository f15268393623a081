#include "conformance/kernels/self_binary.h"

#include <link.h>

#include <filesystem>

namespace virnet::conformance {

std::string own_path() {
  std::error_code none;
  return std::filesystem::read_symlink("/proc/self/exe", none).string();
}

std::vector<std::string> own_libraries() {
  std::vector<std::string> paths;
  const auto take = [](dl_phdr_info* object, std::size_t, void* into) {
    // The program itself has no name here, what the kernel maps into each process no path.
    const std::string path = object->dlpi_name;
    if (path.starts_with('/')) static_cast<std::vector<std::string>*>(into)->push_back(path);
    return 0;
  };
  dl_iterate_phdr(take, &paths);
  return paths;
}

}  // namespace virnet::conformance
