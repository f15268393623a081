#include <nlohmann/json.hpp>

#include "cli/render/render.h"

namespace virnet::cli {
namespace {

using Json = nlohmann::ordered_json;

constexpr int kFormatVersion = 1;

Json to_json(const Diagnostic& d) {
  return {{"code", d.code},
          {"severity", to_string(d.severity)},
          {"line", d.span.line},
          {"column", d.span.column},
          {"end_line", d.span.end_line},
          {"end_column", d.span.end_column},
          {"message", d.message},
          {"hint", d.hint},
          {"deviation", d.deviation}};
}

}  // namespace

std::string render_json(const std::vector<FileReport>& reports) {
  Json files = Json::array();
  for (const FileReport& report : reports) {
    Json diagnostics = Json::array();
    for (const Diagnostic& d : report.diagnostics) diagnostics.push_back(to_json(d));
    Json file = {
        {"path", report.path}, {"valid", report.valid()}, {"diagnostics", std::move(diagnostics)}};
    if (!report.trouble.empty()) file["error"] = report.trouble;
    files.push_back(std::move(file));
  }
  const Json root = {{"format_version", kFormatVersion}, {"files", std::move(files)}};
  // A message may quote bytes that are no UTF-8.
  return root.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace virnet::cli
