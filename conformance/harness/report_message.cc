// Reports as JSON.
#include "conformance/harness/report_message.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

namespace virnet::conformance {
namespace {

using nlohmann::json;

json statement_json(const StatementResult& result) {
  return {{"id", result.id},
          {"proves", result.proves},
          {"verdict", static_cast<int>(result.verdict)},
          {"evidence", result.evidence},
          {"mode", result.mode},
          {"kept", result.kept}};
}

StatementResult statement_from(const json& read) {
  return {.id = read.at("id").get<std::string>(),
          .proves = read.at("proves").get<std::string>(),
          .verdict = static_cast<Verdict>(read.at("verdict").get<int>()),
          .evidence = read.at("evidence").get<std::string>(),
          .mode = read.at("mode").get<std::string>(),
          .kept = read.at("kept").get<std::string>()};
}

json report_json(const ConformReport& report) {
  json statements = json::array();
  for (const StatementResult& result : report.statements)
    statements.push_back(statement_json(result));
  return {{"network", report.network},
          {"bridge", report.bridge},
          {"mode", static_cast<int>(report.mode)},
          {"kernel", report.kernel},
          {"notes", report.notes},
          {"statements", std::move(statements)},
          {"frames", report.frames},
          {"controls", report.controls}};
}

ConformReport report_from(const json& read) {
  ConformReport report{.network = read.at("network").get<std::string>(),
                       .bridge = read.at("bridge").get<std::string>(),
                       .mode = static_cast<BridgeMode>(read.at("mode").get<int>()),
                       .kernel = read.at("kernel").get<std::string>(),
                       .notes = read.at("notes").get<std::vector<std::string>>(),
                       .frames = read.at("frames").get<std::uint64_t>(),
                       .controls = read.at("controls").get<std::uint64_t>()};
  for (const json& each : read.at("statements")) report.statements.push_back(statement_from(each));
  return report;
}

json error_json(const Error& error) {
  return {{"code", static_cast<int>(error.code)},
          {"message", error.message},
          {"system_error", error.system_error}};
}

Error error_from(const json& read) {
  return {.code = static_cast<ErrorCode>(read.at("code").get<int>()),
          .message = read.at("message").get<std::string>(),
          .system_error = read.at("system_error").get<int>()};
}

}  // namespace

std::string to_message(const Report& report) {
  const json message = report ? report_json(*report) : json{{"error", error_json(report.error())}};
  // A name in a document need not be UTF-8.
  return message.dump(-1, ' ', false, json::error_handler_t::replace);
}

Report from_message(const std::string& message) {
  try {
    const json read = json::parse(message);
    if (read.contains("error")) return std::unexpected(error_from(read.at("error")));
    return report_from(read);
  } catch (const json::exception& bad) {
    return std::unexpected(
        Error{.code = ErrorCode::Malformed,
              .message = fmt::format("the report is not understood: {}", bad.what())});
  }
}

}  // namespace virnet::conformance
