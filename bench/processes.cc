// Programs on one small document, from their start to their end.
#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <vector>

#include "bench/suite.h"

namespace virnet::bench {
namespace {

namespace fs = std::filesystem;

// Without output. The exit status, or -1 if it did not run.
int run(const std::vector<std::string>& command) {
  std::vector<char*> arguments;
  for (const std::string& word : command) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  for (const int fd : {STDOUT_FILENO, STDERR_FILENO})
    posix_spawn_file_actions_addopen(&actions, fd, "/dev/null", O_WRONLY, 0);
  pid_t pid = 0;
  const int error = posix_spawnp(&pid, arguments[0], &actions, nullptr, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  int status = 0;
  if (error != 0 || waitpid(pid, &status, 0) < 0 || !WIFEXITED(status)) return -1;
  return WEXITSTATUS(status);
}

void add_process(const std::string& name, std::vector<std::string> command) {
  if (run(command) != 0) {
    benchmark::AddCustomContext("process/" + name, "none: " + command[0] + " does not succeed");
    return;
  }
  benchmark::RegisterBenchmark(("process/" + name + "/1000").c_str(),
                               [command](benchmark::State& state) {
                                 for (auto _ : state)
                                   if (run(command) != 0) std::abort();
                               })
      ->Unit(benchmark::kMicrosecond)
      ->UseRealTime();
}

// The program as installing leaves it, a copy: what a linker has written lies in the kernel's page
// cache in small pieces, and starts 5 to 15 % slower.
std::string installed_program() {
  const fs::path copy = fs::temp_directory_path() / "virnet-bench-program";
  fs::copy_file(VIRNET_PROGRAM, copy, fs::copy_options::overwrite_existing);
  return copy;
}

}  // namespace

void add_processes() {
  const std::string file = fs::temp_directory_path() / "virnet-bench-1000.xml";
  std::ofstream(file, std::ios::binary) << network_document(1000, kSeed);
  const std::string schema = "/usr/share/libvirt/schemas/network.rng";
  add_process("true", {"/bin/true"});
  const std::string program = installed_program();
  add_process("virnet-lint", {program, "lint", file});
  add_process("virnet-lint-strict", {program, "lint", "--strict", file});
  add_process("xmllint-relaxng", {"xmllint", "--noout", "--relaxng", schema, file});
}

}  // namespace virnet::bench
