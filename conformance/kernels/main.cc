// virnet-booted - Runs a command on a kernel that scripts/fetch-kernel has fetched, booted for it.
//
//   printf '%s\n' /bin/uname /lib64/ld-linux-x86-64.so.2 /lib/x86_64-linux-gnu/libc.so.6 |
//     virnet-booted bookworm /bin/uname -a
//
// Standard input names the files and folders that are there, one a line; see Errand in booted.h.
// What the command prints, on whichever of its outputs, goes to standard output. Exit status: the
// command's; 2 if the kernel cannot be booted or ends before the command, 127 if the command cannot
// be run.
#include <fmt/format.h>

#include <chrono>
#include <cstdio>
#include <iostream>

#include "conformance/kernels/booted.h"
#include "conformance/kernels/guest.h"

namespace {

using namespace virnet::conformance;

constexpr int kTrouble = 2;
// Commands may have nothing to say for longer than a statement.
constexpr std::chrono::minutes kPatience{15};

int fail(const std::string& why) {
  fmt::print(stderr, "virnet-booted: {}\n", why);
  return kTrouble;
}

void print(std::string_view piece) { std::cout << piece << std::flush; }

}  // namespace

int main(int argc, char** argv) {
  if (is_guest_process(argc, argv)) return run_as_guest();
  if (argc < 3) return fail("usage: virnet-booted KERNEL COMMAND [ARGUMENT]... <PATHS");
  const auto kernel = find_kernel(argv[1]);
  if (!kernel) return fail(kernel.error().message);
  GuestCommand command{.words = {argv + 2, argv + argc}};
  for (std::string path; std::getline(std::cin, path);) command.paths.push_back(path);
  const auto status = run_booted(*kernel, command, print, {.patience = kPatience});
  return status ? *status : fail(status.error().message);
}
