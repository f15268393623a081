#include <nlohmann/json.hpp>

#include "cli/conform_page.h"
#include "cli/render/conform_matrix.h"

namespace virnet::cli {
namespace {

using nlohmann::ordered_json;
using State = ConformedDocument::State;

ordered_json kernel_json(const ConformedDocument& kernel) {
  const ConformReport& report = kernel.report;
  return {{"name", kernel.path},
          {"release", report.kernel},
          {"short", report.kernel.empty() ? kernel.path : short_release(report.kernel)},
          {"trouble", kernel.state == State::Trouble ? kernel.message : std::string()},
          {"pass", report.count(Verdict::Pass)},
          {"fail", report.count(Verdict::Fail)},
          {"skip", report.count(Verdict::Skip)},
          {"frames", report.frames},
          {"controls", report.controls},
          {"notes", report.notes}};
}

ordered_json row_json(const MatrixRow& row) {
  ordered_json results = ordered_json::array();
  for (const StatementResult* result : row.results) {
    if (result == nullptr) {
      results.push_back(nullptr);
    } else {
      results.push_back({{"verdict", to_string(result->verdict)}, {"evidence", result->evidence}});
    }
  }
  return {{"id", row.id},
          {"chapter", chapter_of(row.id)},
          {"mode", row.mode},
          {"proves", row.proves},
          {"results", std::move(results)}};
}

// JSON inside a script element must not end it.
std::string within_script(std::string text) {
  for (std::size_t at = text.find('<'); at != std::string::npos; at = text.find('<', at))
    text.replace(at, 1, "\\u003c");
  return text;
}

}  // namespace

std::string render_conform_html(const std::vector<ConformedDocument>& documents) {
  const Matrix matrix = matrix_of(documents);
  ordered_json data = {{"kernels", ordered_json::array()}, {"rows", ordered_json::array()}};
  for (const ConformedDocument* kernel : matrix.kernels)
    data["kernels"].push_back(kernel_json(*kernel));
  for (const MatrixRow& row : matrix.rows) data["rows"].push_back(row_json(row));
  std::string page(kConformPage);
  const std::string_view mark = "{{data}}";
  page.replace(page.find(mark), mark.size(),
               within_script(data.dump(-1, ' ', false, ordered_json::error_handler_t::replace)));
  return page;
}

}  // namespace virnet::cli
