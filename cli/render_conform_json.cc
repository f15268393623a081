#include <nlohmann/json.hpp>

#include "cli/conform_render.h"

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

ordered_json report_json(const ConformReport& report) {
  ordered_json statements = ordered_json::array();
  for (const StatementResult& result : report.statements) {
    statements.push_back({{"id", result.id},
                          {"proves", result.proves},
                          {"verdict", to_string(result.verdict)},
                          {"evidence", result.evidence}});
  }
  return {{"network", report.network},
          {"bridge", report.bridge},
          {"mac_table_manager", to_string(report.mode)},
          {"kernel", report.kernel},
          {"pass", report.count(Verdict::Pass)},
          {"fail", report.count(Verdict::Fail)},
          {"skip", report.count(Verdict::Skip)},
          {"frames", report.frames},
          {"controls", report.controls},
          {"notes", report.notes},
          {"statements", std::move(statements)}};
}

}  // namespace

std::string render_conform_json(const std::vector<ConformedDocument>& documents) {
  using State = ConformedDocument::State;
  ordered_json list = ordered_json::array();
  for (const ConformedDocument& document : documents) {
    ordered_json one = {{"path", document.path}, {"state", state_name(document.state)}};
    if (!document.message.empty()) one["message"] = document.message;
    if (document.state == State::Invalid) one["message"] = first_error(document);
    if (document.state == State::Proved) one["report"] = report_json(document.report);
    list.push_back(std::move(one));
  }
  const ordered_json all = {{"format_version", 1}, {"documents", std::move(list)}};
  // A path or a name need not be UTF-8.
  return all.dump(2, ' ', false, ordered_json::error_handler_t::replace) + "\n";
}

}  // namespace virnet::cli
