// A libvirt release in a process of its own, which says what it makes of documents.
#pragma once

#include <sys/types.h>
#include <virnet/release.h>

#include <expected>
#include <string>
#include <string_view>

#include "conformance/differential/libvirt_tree.h"

namespace virnet::differential {

enum class DocumentKind : unsigned char { Network, Port };

struct Answer {
  bool accepted = false;
  std::string text;  // what libvirt prints, or why it refuses
};

// Why there is no process: this release is absent from this machine, or it does not start.
struct NoLibvirt {
  std::string why;
  bool absent = false;
};

class LibvirtProcess {
 public:
  [[nodiscard]] static std::expected<LibvirtProcess, NoLibvirt> start(Release release);
  ~LibvirtProcess();
  LibvirtProcess(LibvirtProcess&& other) noexcept;
  LibvirtProcess& operator=(LibvirtProcess&&) = delete;

  // The error means that libvirt ended on this document. The process is started again for the next
  // one.
  [[nodiscard]] std::expected<Answer, std::string> ask(std::string_view document,
                                                       DocumentKind kind);

 private:
  LibvirtProcess(Release release, LibvirtTree tree) : release_(release), tree_(std::move(tree)) {}
  [[nodiscard]] std::expected<void, NoLibvirt> launch();
  void stop();
  [[nodiscard]] bool read_answer(char& kind, std::string& text);

  Release release_;
  LibvirtTree tree_;
  pid_t pid_ = -1;
  int socket_ = -1;
};

}  // namespace virnet::differential
