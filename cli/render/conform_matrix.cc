#include "cli/render/conform_matrix.h"

#include <algorithm>
#include <array>
#include <utility>

namespace virnet::cli {
namespace {

bool is_row_of(const MatrixRow& row, const StatementResult& result) {
  return row.id == result.id && row.mode == result.mode && row.proves == result.proves;
}

// A statement that comes on this kernel only goes behind the last one with the same or a lower id;
// ids of one chapter stand together.
std::vector<MatrixRow>::iterator place_for(std::vector<MatrixRow>& rows,
                                           const StatementResult& result) {
  const std::string chapter = result.id.substr(0, 3);
  const auto last = std::find_if(rows.rbegin(), rows.rend(), [&](const MatrixRow& row) {
    return row.id.starts_with(chapter) && row.id <= result.id;
  });
  return last == rows.rend() ? rows.end() : last.base();
}

}  // namespace

Matrix matrix_of(const std::vector<ConformedDocument>& documents) {
  Matrix matrix;
  for (const ConformedDocument& document : documents) {
    if (document.catalogue) matrix.kernels.push_back(&document);
  }
  for (std::size_t i = 0; i < matrix.kernels.size(); ++i) {
    for (const StatementResult& result : matrix.kernels[i]->report.statements) {
      auto row = std::find_if(matrix.rows.begin(), matrix.rows.end(),
                              [&](const MatrixRow& each) { return is_row_of(each, result); });
      if (row == matrix.rows.end()) {
        row = matrix.rows.insert(place_for(matrix.rows, result),
                                 {.id = result.id, .mode = result.mode, .proves = result.proves});
        row->results.resize(matrix.kernels.size());
      }
      row->results[i] = &result;
    }
  }
  return matrix;
}

std::string_view chapter_of(std::string_view id) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 8> kChapters = {{
      {"ATT", "Attributes"},
      {"PRM", "Promiscuity"},
      {"FDB", "The MAC table"},
      {"FRM", "Frames"},
      {"NTF", "Notifications"},
      {"FLT", "Faults and limits"},
      {"UNS", "Without privilege"},
      {"CST", "Cost"},
  }};
  for (const auto& [prefix, title] : kChapters) {
    if (id.starts_with(prefix)) return title;
  }
  return "Others";
}

std::string short_release(const std::string& release) {
  const std::size_t point = release.find('.');
  return point == std::string::npos
             ? release
             : release.substr(0, release.find_first_not_of("0123456789", point + 1));
}

}  // namespace virnet::cli
