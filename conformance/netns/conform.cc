#include <fmt/format.h>
#include <sys/utsname.h>
#include <virnet/conform.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "conformance/netns/document.h"
#include "conformance/netns/namespace.h"
#include "conformance/netns/runner.h"

namespace virnet {
namespace {

using conformance::Lab;
using nlohmann::json;

// From the process in the namespace to its parent.
json to_json(const ConformReport& report) {
  json statements = json::array();
  for (const StatementResult& result : report.statements) {
    statements.push_back(
        {result.id, result.proves, static_cast<int>(result.verdict), result.evidence});
  }
  return {{"kernel", report.kernel},
          {"notes", report.notes},
          {"statements", std::move(statements)},
          {"frames", report.frames},
          {"controls", report.controls}};
}

void from_json(const json& read, ConformReport& report) {
  report.kernel = read.at("kernel").get<std::string>();
  report.notes = read.at("notes").get<std::vector<std::string>>();
  report.frames = read.at("frames").get<std::uint64_t>();
  report.controls = read.at("controls").get<std::uint64_t>();
  for (const json& each : read.at("statements")) {
    report.statements.push_back({.id = each.at(0).get<std::string>(),
                                 .proves = each.at(1).get<std::string>(),
                                 .verdict = static_cast<Verdict>(each.at(2).get<int>()),
                                 .evidence = each.at(3).get<std::string>()});
  }
}

std::string kernel_release() {
  utsname name{};
  return uname(&name) == 0 ? std::string(static_cast<const char*>(name.release)) : "unknown";
}

std::expected<ConformReport, std::string> prove(const ConformInput& input,
                                                const ConformHooks& hooks) {
  bridge::Result<std::unique_ptr<bridge::Kernel>> kernel = bridge::open_kernel();
  if (!kernel) return std::unexpected(to_string(kernel.error()));
  bridge::Result<std::unique_ptr<Lab>> lab = Lab::build(**kernel, input, hooks);
  if (!lab) return std::unexpected(to_string(lab.error()));
  conformance::Wire wire(**lab);
  ConformReport report{.kernel = kernel_release()};
  if (!(*lab)->facts().filter_uplink) report.notes.push_back((*lab)->facts().no_filter_uplink);
  report.statements = conformance::document_statements(**lab);
  if (bridge::Outcome warm = wire.warm_up(); !warm) return std::unexpected(to_string(warm.error()));
  conformance::Runner runner(**lab, wire);
  for (const conformance::Statement& statement : conformance::catalogue()) {
    if (runner.applies(statement)) report.statements.push_back(runner.run(statement));
  }
  report.frames = wire.frames();
  report.controls = wire.controls();
  return report;
}

}  // namespace

std::string_view to_string(BridgeMode mode) {
  return mode == BridgeMode::Libvirt ? "libvirt" : "kernel";
}

std::string_view to_string(Verdict verdict) {
  switch (verdict) {
    case Verdict::Pass: return "pass";
    case Verdict::Fail: return "fail";
    case Verdict::Skip: return "skip";
  }
  return "fail";
}

std::size_t ConformReport::count(Verdict verdict) const {
  const auto matching = [&](const StatementResult& each) { return each.verdict == verdict; };
  return static_cast<std::size_t>(std::count_if(statements.begin(), statements.end(), matching));
}

std::expected<ConformReport, std::string> conform(const ConformInput& input,
                                                  const ConformHooks& hooks) {
  const std::expected<std::string, std::string> answer = conformance::in_namespace([&] {
    std::expected<ConformReport, std::string> report = prove(input, hooks);
    const json message = report ? to_json(*report) : json{{"error", report.error()}};
    // A name in a document need not be UTF-8.
    return message.dump(-1, ' ', false, json::error_handler_t::replace);
  });
  if (!answer) return std::unexpected(answer.error());
  const json message = json::parse(*answer);
  if (message.contains("error")) return std::unexpected(message.at("error").get<std::string>());
  ConformReport report{.network = input.network, .bridge = input.bridge, .mode = input.mode};
  from_json(message, report);
  return report;
}

}  // namespace virnet
