#include "conformance/differential/libvirt_tree.h"

#include <fmt/format.h>

#include <cstdlib>
#include <optional>

namespace virnet::differential {
namespace {

namespace fs = std::filesystem;

fs::path cache_folder() {
  const auto variable = [](const char* name) {
    const char* value = std::getenv(name);
    return fs::path(value ? value : "");
  };
  if (const fs::path own = variable("VIRNET_LIBVIRT_CACHE"); !own.empty()) return own;
  const fs::path cache = variable("XDG_CACHE_HOME");
  return (cache.empty() ? variable("HOME") / ".cache" : cache) / "virnet/libvirt";
}

// The folder of the machine's architecture: usr/lib/x86_64-linux-gnu.
std::optional<fs::path> architecture_with_libvirt(const fs::path& root) {
  std::error_code ignored;
  for (const auto& entry : fs::directory_iterator(root / "usr/lib", ignored))
    if (fs::exists(entry.path() / "libvirt.so.0", ignored)) return entry.path();
  return std::nullopt;
}

std::optional<fs::path> find_linker(const std::vector<fs::path>& folders) {
  std::error_code ignored;
  for (const fs::path& folder : folders)
    for (const auto& entry : fs::directory_iterator(folder, ignored))
      if (entry.path().filename().string().starts_with("ld-linux")) return entry.path();
  return std::nullopt;
}

std::optional<LibvirtTree> tree_below(const fs::path& root) {
  const auto folder = architecture_with_libvirt(root);
  if (!folder) return std::nullopt;
  LibvirtTree tree;
  tree.root = root;
  tree.libraries = {*folder, root / "lib" / folder->filename()};
  tree.driver = *folder / "libvirt/connection-driver/libvirt_driver_network.so";
  const auto linker = find_linker(tree.libraries);
  std::error_code ignored;
  if (!linker || !fs::exists(tree.driver, ignored)) return std::nullopt;
  tree.linker = *linker;
  return tree;
}

}  // namespace

std::expected<LibvirtTree, std::string> find_libvirt(Release release) {
  const fs::path fetched = cache_folder() / to_string(release);
  if (auto tree = tree_below(fetched)) return *std::move(tree);
  if (auto tree = tree_below("/")) return *std::move(tree);
  return std::unexpected(fmt::format(
      "libvirt {0} is neither in {1} nor installed; scripts/fetch-libvirt {0} fetches it",
      to_string(release), fetched.string()));
}

}  // namespace virnet::differential
