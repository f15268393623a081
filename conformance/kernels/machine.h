// conformance/kernels/machine.h - A virtual machine that boots a kernel and lets it speak through
// a port.
//
//   auto machine = Machine::start({.image = "/boot/vmlinuz", .initramfs = archive.finish()});
//   if (!machine) fmt::print("{}\n", machine.error().message);  // no QEMU
//
// QEMU emulates the processor, or lends the host's with KVM where that works. The machine has two
// network cards with a receive filter on one wire, and nothing of the host's: no disk, no network.
// It ends with the object, and with the process however that ends.
#pragma once

#include <virnet/error.h>

#include <chrono>
#include <expected>
#include <string>
#include <vector>

namespace virnet::conformance {

struct Boot {
  std::string image = {};
  std::string initramfs = {};  // its bytes
  std::string arguments = {};  // the kernel's command line, besides what the machine needs
  // The machine has the host's processor if this can be used; empty: it is emulated.
  std::string kvm = "/dev/kvm";
  unsigned processors = 1;
  unsigned megabytes =
      512;  // of memory; the first files are there twice while the kernel unpacks them
};

// Whether it is tried with the host's processor.
[[nodiscard]] bool has_kvm(const Boot& boot);
// How QEMU is called for it.
[[nodiscard]] std::vector<std::string> command_line(const Boot& boot);

class Machine {
 public:
  // Errors: NotFound if QEMU is not installed, Io if it cannot be started.
  [[nodiscard]] static std::expected<Machine, Error> start(const Boot& boot);
  Machine(Machine&& other) noexcept;
  Machine& operator=(Machine&& other) noexcept;
  ~Machine();

  // The next bytes from the port; none when the machine has ended. Error: Io if nothing came for so
  // long.
  [[nodiscard]] std::expected<std::string, Error> read(std::chrono::seconds patience);
  // Whether bytes come from the port within this time; read() then returns them.
  [[nodiscard]] bool speaks_within(std::chrono::seconds patience) const;
  // What the kernel has printed on its console.
  [[nodiscard]] std::string console() const;
  // What QEMU has said, which is nothing if all is well.
  [[nodiscard]] std::string complaint() const;
  // Puts the console's text into a file below the folder for temporary files and returns its path;
  // empty if that is not possible.
  [[nodiscard]] std::string keep_console(const std::string& name) const;

 private:
  Machine() = default;
  int process_ = -1;
  int port_ = -1;
  // Files in memory, of which nothing stays wherever the process dies.
  int console_ = -1;
  int complaint_ = -1;
};

}  // namespace virnet::conformance
