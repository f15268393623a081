// cli/support/temporary_file.h - A file that appears under its name whole or not at all.
//
// It is written beside its place under a name of its own, and moved there. A signal that ends the
// program (SIGHUP, SIGINT, SIGTERM) removes it first.
#pragma once

#include <sys/types.h>

#include <string>
#include <string_view>

#include "cli/support/file_descriptor.h"

namespace virnet::cli {

class TemporaryFile {
 public:
  // In the folder, which must stay open as long as this; good() says whether it worked, errno why
  // not. Up to kSlots at a time.
  TemporaryFile(int folder, mode_t mode);
  ~TemporaryFile();  // removes it, unless it was moved
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;

  [[nodiscard]] bool good() const { return file_.good(); }
  [[nodiscard]] int fd() const { return file_.get(); }
  [[nodiscard]] const std::string& name() const { return name_; }
  // Writes the content to the disk and closes the file; false with errno if that fails.
  [[nodiscard]] bool fill(std::string_view content);
  // Takes the place of `name`, whatever is there; false with errno.
  [[nodiscard]] bool move_to(const std::string& name);
  // Changes places with `name`: this is then what was there. False with errno.
  [[nodiscard]] bool exchange_with(const std::string& name) const;

 private:
  int folder_;
  std::string name_;
  std::size_t slot_;
  FileDescriptor file_;
};

}  // namespace virnet::cli
