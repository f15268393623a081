#include "conformance/differential/case_folder.h"

#include <fmt/format.h>

#include <cstdint>
#include <fstream>

namespace virnet::differential {
namespace {

// FNV-1a: the same document gets the same folder.
std::uint64_t hash_of(std::string_view bytes) {
  std::uint64_t hash = 0xcbf29ce484222325;
  for (const char c : bytes) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3;
  return hash;
}

void write_file(const std::filesystem::path& path, std::string_view bytes) {
  std::ofstream(path, std::ios::binary)
      .write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
}

}  // namespace

std::filesystem::path write_case(const std::filesystem::path& into, std::string_view document,
                                 const Comparison& comparison, Release release,
                                 std::string_view origin) {
  const auto folder = into / fmt::format("{}-{:016x}", to_string(release), hash_of(document));
  std::filesystem::create_directories(folder);
  const bool accepted =
      comparison.verdict == Verdict::OnlyLibvirt || comparison.verdict == Verdict::DifferentBytes;
  write_file(folder / "in.xml", document);
  write_file(folder / "case.meta",
             fmt::format("title: {} ({})\nrefused: {}\n", to_string(comparison.verdict), origin,
                         accepted ? "none" : to_string(release)));
  if (accepted)
    write_file(folder / fmt::format("out-{}.xml", to_string(release)), comparison.libvirt);
  write_file(folder / "virnet.txt", comparison.virnet);
  if (!accepted) write_file(folder / "libvirt.txt", comparison.libvirt);
  return folder;
}

}  // namespace virnet::differential
