#include "conformance/kernels/archive.h"

#include <fmt/format.h>

namespace virnet::conformance {

void Archive::add(std::string_view path, std::string_view content, std::uint32_t mode,
                  std::uint32_t modified) {
  constexpr std::size_t kAlignment = 4;
  const auto pad = [&] {
    bytes_.resize((bytes_.size() + kAlignment - 1) / kAlignment * kAlignment, '\0');
  };
  // Number, mode, user, group, links, time, size, two times two numbers of devices, length of the
  // name with its end, checksum.
  bytes_ += fmt::format("070701{:08x}{:08x}{:08x}{:08x}{:08x}{:08x}{:08x}{:032x}{:08x}{:08x}",
                        next_++, mode, 0, 0, 1, modified, content.size(), 0, path.size() + 1, 0);
  bytes_ += path;
  bytes_ += '\0';
  pad();
  bytes_ += content;
  pad();
}

std::string Archive::finish() {
  add("TRAILER!!!", {}, 0);
  return std::move(bytes_);
}

}  // namespace virnet::conformance
