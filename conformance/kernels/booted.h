// conformance/kernels/booted.h - The catalogue, or a command, on a kernel that is booted for it.
//
//   auto kernel = find_kernel("bookworm");
//   if (!kernel) fmt::print("{}\n", kernel.error().message);  // fetch it first
//   auto report = kernel ? conform_booted(*kernel, {.only = {"FRM-*"}}) : Report();
//   if (!report) fmt::print("{}\n", report.error().message);  // no QEMU, or the kernel died
//
// This program goes into the kernel's first files, with the libraries that it has loaded, and runs
// there as the first process: nothing but QEMU and the kernel has to be there. Where KVM does not
// work the processor is emulated.
#pragma once

#include <chrono>
#include <functional>

#include "conformance/harness/report_message.h"
#include "conformance/kernels/kernel_store.h"

namespace virnet::conformance {

struct BootedHooks {
  // Called with what has just been done: "boots", "started", then the ids of statements.
  std::function<void(const std::string&)> progress = {};
  // The device that lends the host's processor; empty: every machine is emulated.
  std::string kvm = "/dev/kvm";
  // A kernel that says nothing for so long hangs. No statement takes as long, even emulated on a
  // busy machine.
  std::chrono::seconds patience{240};
};

// Errors: NotFound if QEMU is missing; Io if it cannot be started, a file cannot be read, or the
// kernel ended early, with where its log is; Malformed; those of conform_catalogue().
[[nodiscard]] Report conform_booted(const StoredKernel& kernel, const Selection& selection,
                                    const BootedHooks& hooks = {});

// The first files of a kernel that is to prove a selection. Error: Io if one cannot be read.
[[nodiscard]] std::expected<std::string, Error> first_files(const StoredKernel& kernel,
                                                            const Selection& selection);

// A command that needs another kernel than the one here, and files of this host.
struct GuestCommand {
  std::vector<std::string> words = {};  // the first is a program's path
  // Absolute paths of files and folders, which are there under the same paths. A folder is empty
  // there; a symbolic link to one stays a link, another one is what it leads to.
  std::vector<std::string> paths = {};
  unsigned processors = 2;
  unsigned megabytes = 1536;
};

// Runs it as root, with nothing in its environment but PATH and HOME. Its exit status; `output` is
// called with what it prints, in pieces. Errors: NotFound and Io as for conform_booted().
[[nodiscard]] std::expected<int, Error> run_booted(
    const StoredKernel& kernel, const GuestCommand& command,
    const std::function<void(std::string_view)>& output, const BootedHooks& hooks = {});

// What a console says about the end of its kernel: the line of the panic, or the last one.
[[nodiscard]] std::string last_words(const std::string& console);

}  // namespace virnet::conformance
