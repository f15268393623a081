// conformance/kernels/archive.h - The archive from which a kernel takes its first files.
//
//   Archive archive;
//   archive.add("init", program, Archive::kProgram);
//   std::string bytes = archive.finish();
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace virnet::conformance {

// cpio in its "newc" form, as Documentation/driver-api/early-userspace/buffer-format.rst of Linux
// describes it. Paths have no leading slash; folders come before what is in them.
class Archive {
 public:
  static constexpr std::uint32_t kFile = 0100644;
  static constexpr std::uint32_t kProgram = 0100755;
  static constexpr std::uint32_t kFolder = 0040755;
  static constexpr std::uint32_t kLink = 0120777;  // its content is where it leads to

  void add_folder(std::string_view path) { add(path, {}, kFolder); }
  // A file that was modified so many seconds after 1970.
  void add(std::string_view path, std::string_view content, std::uint32_t mode = kFile,
           std::uint32_t modified = 0);
  // The whole archive; nothing is added to it any more.
  [[nodiscard]] std::string finish();

 private:
  std::string bytes_;
  std::uint32_t next_ = 1;  // number of the file
};

}  // namespace virnet::conformance
