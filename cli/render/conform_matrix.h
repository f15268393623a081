// cli/render/conform_matrix.h - Statements by kernels, for the formats that show them side by side.
#pragma once

#include <string>
#include <vector>

#include "cli/render/conform_render.h"

namespace virnet::cli {

struct MatrixRow {
  std::string id = {};
  std::string mode = {};
  std::string proves = {};
  // For each kernel its result; null: another statement of this id is about this kernel, or the run
  // did not come so far.
  std::vector<const StatementResult*> results = {};
};
struct Matrix {
  std::vector<const ConformedDocument*> kernels = {};
  std::vector<MatrixRow> rows = {};
};

// The documents must outlive it; those that are no kernels are left out.
[[nodiscard]] Matrix matrix_of(const std::vector<ConformedDocument>& documents);

// What the chapter is about whose statements have ids like this one: "Frames" of "FRM-001".
[[nodiscard]] std::string_view chapter_of(std::string_view id);

// "6.12" of "6.12.107+deb13-cloud-amd64".
[[nodiscard]] std::string short_release(const std::string& release);

}  // namespace virnet::cli
