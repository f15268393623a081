#include "conformance/kernels/kernel_store.h"

#include <fmt/format.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "conformance/kernels/self_binary.h"

namespace virnet::conformance {
namespace {

namespace fs = std::filesystem;

std::string variable(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::string() : std::string(value);
}

fs::path cache() {
  if (std::string own = variable("VIRNET_KERNEL_CACHE"); !own.empty()) return own;
  std::string base = variable("XDG_CACHE_HOME");
  if (base.empty()) base = variable("HOME") + "/.cache";
  return fs::path(base) / "virnet" / "kernel";
}

// The script stands beside an installed program, or in the tree that the program was built in.
std::string how_to_fetch(const std::string& name) {
  const fs::path here = fs::path(own_path()).parent_path();
  std::error_code none;
  for (const fs::path& script :
       {here / "../libexec/virnet/fetch-kernel", here / "../../scripts/fetch-kernel"}) {
    if (fs::exists(script, none))
      return fmt::format("{} {}", fs::weakly_canonical(script, none).string(), name);
  }
  return fmt::format("scripts/fetch-kernel {} of virnet's sources", name);
}

std::vector<std::string> lines_of(const fs::path& path) {
  std::vector<std::string> lines;
  std::ifstream file(path);
  for (std::string line; std::getline(file, line);) lines.push_back(line);
  return lines;
}

std::unexpected<Error> not_found(std::string why) {
  return std::unexpected(Error{.code = ErrorCode::NotFound, .message = std::move(why)});
}

}  // namespace

std::expected<StoredKernel, Error> find_kernel(const std::string& name) {
  const bool by_path = name.find('/') != std::string::npos;
  const fs::path folder = by_path ? fs::path(name) : cache() / name;
  const std::vector<std::string> release = lines_of(folder / "release");
  std::error_code none;
  if (release.empty() || !fs::exists(folder / "vmlinuz", none)) {
    if (by_path) {
      return not_found(fmt::format(
          "there is no kernel in {}: it needs the files release, vmlinuz and modules/order", name));
    }
    return not_found(fmt::format("kernel '{}' is not in {}; fetch it with: {}", name,
                                 cache().string(), how_to_fetch(name)));
  }
  StoredKernel kernel{.name = name,
                      .release = release.front(),
                      .image = (folder / "vmlinuz").string(),
                      .folder = folder.string()};
  for (const std::string& module : lines_of(folder / "modules" / "order"))
    kernel.modules.push_back((folder / "modules" / (module + ".ko")).string());
  return kernel;
}

}  // namespace virnet::conformance
