// cli/verbs/conform_kernels.h - virnet conform --kernel: the catalogue on the host's kernel and on
// others.
#pragma once

#include <virnet/conform.h>

#include <expected>
#include <string>
#include <vector>

#include "cli/render/conform_render.h"
#include "cli/verbs/conform.h"

namespace virnet::cli {

// The host's own kernel, wherever names of kernels are given.
inline constexpr std::string_view kHost = "host";

// The kernels that are meant: "all" is the host's and all that can be fetched. The error names the
// one that nobody knows.
[[nodiscard]] std::expected<std::vector<std::string>, std::string> kernels_named(
    const std::vector<std::string>& names);

// Proves what the options select on each, as many at a time as there are processors. The hooks are
// for the host's kernel.
[[nodiscard]] std::vector<ConformedDocument> prove_kernels(const std::vector<std::string>& names,
                                                           const ConformOptions& options,
                                                           const ConformHooks& hooks);

}  // namespace virnet::cli
