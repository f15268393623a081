// cli/verbs/conform.h - virnet conform: what a kernel does with a bridge, proved by frames.
#pragma once

#include <virnet/conform.h>

#include <string>
#include <vector>

#include "cli/verbs/commands.h"

namespace virnet::cli {

struct ConformOptions {
  CommonOptions common = {};
  std::vector<std::string> paths = {};
  std::vector<std::string> kernels = {};  // empty: the host's
  std::string format = "text";            // text, tap, junit, json
  Selection selection = {};
  bool list = false;
  bool keep = false;
  bool no_kvm = false;  // booted kernels run on an emulated processor
};

// Without paths the catalogue. A failed statement and an invalid document are findings; no
// privilege and unreadable files are trouble.
[[nodiscard]] ExitCode run_conform(const ConformOptions& options, const ConformHooks& hooks = {});

}  // namespace virnet::cli
