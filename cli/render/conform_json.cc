#include <nlohmann/json.hpp>

#include "cli/render/conform_render.h"

namespace virnet::cli {
namespace {

using nlohmann::ordered_json;

std::string_view state_name(ConformedDocument::State state) {
  using State = ConformedDocument::State;
  switch (state) {
    case State::Proved: return "proved";
    case State::NothingToProve: return "nothing-to-prove";
    case State::Invalid: return "invalid";
    case State::Trouble: return "trouble";
  }
  return "trouble";
}

ordered_json statement_json(const StatementResult& result) {
  ordered_json one = {{"id", result.id},
                      {"mode", result.mode},
                      {"proves", result.proves},
                      {"verdict", to_string(result.verdict)},
                      {"evidence", result.evidence}};
  if (!result.kept.empty()) one["frames_file"] = result.kept;
  return one;
}

ordered_json report_json(const ConformReport& report, bool catalogue) {
  ordered_json statements = ordered_json::array();
  for (const StatementResult& result : report.statements)
    statements.push_back(statement_json(result));
  ordered_json all;
  if (!catalogue) {
    all = {{"network", report.network},
           {"bridge", report.bridge},
           {"mac_table_manager", to_string(report.mode)}};
  }
  all.update({{"kernel", report.kernel},
              {"pass", report.count(Verdict::Pass)},
              {"fail", report.count(Verdict::Fail)},
              {"skip", report.count(Verdict::Skip)},
              {"frames", report.frames},
              {"controls", report.controls},
              {"notes", report.notes},
              {"statements", std::move(statements)}});
  return all;
}

ordered_json document_json(const ConformedDocument& document) {
  using State = ConformedDocument::State;
  ordered_json one = {{document.catalogue ? "name" : "path", document.path},
                      {"state", state_name(document.state)}};
  if (!document.message.empty()) one["message"] = document.message;
  if (document.state == State::Invalid) one["message"] = first_error(document);
  if (document.state == State::Proved)
    one["report"] = report_json(document.report, document.catalogue);
  return one;
}

std::string printed(const ordered_json& all) {
  // A path or a name need not be UTF-8.
  return all.dump(2, ' ', false, ordered_json::error_handler_t::replace) + "\n";
}

}  // namespace

std::string render_conform_json(const std::vector<ConformedDocument>& documents) {
  ordered_json all = {{"format_version", 1}};
  const bool catalogue = !documents.empty() && documents.front().catalogue;
  ordered_json list = ordered_json::array();
  for (const ConformedDocument& document : documents) list.push_back(document_json(document));
  all[catalogue ? "kernels" : "documents"] = std::move(list);
  return printed(all);
}

std::string render_catalogue_json(const std::vector<CatalogueLine>& lines) {
  ordered_json list = ordered_json::array();
  for (const CatalogueLine& line : lines) {
    list.push_back(
        {{"id", line.id}, {"mode", line.mode}, {"proves", line.proves}, {"kernels", line.kernels}});
  }
  return printed({{"format_version", 1}, {"statements", std::move(list)}});
}

}  // namespace virnet::cli
