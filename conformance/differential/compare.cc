#include "conformance/differential/compare.h"

#include <fmt/format.h>
#include <virnet/parse.h>
#include <virnet/write.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "conformance/differential/raw_form.h"

namespace virnet::differential {
namespace {

std::string first_error(const Diagnostics& diagnostics) {
  const auto error = std::ranges::find(diagnostics, Severity::Error, &Diagnostic::severity);
  if (error == diagnostics.end()) return "refused without a diagnostic";
  return fmt::format("{}:{}: {} [{}]", error->span.line, error->span.column, error->message,
                     error->code);
}

// libvirt invents a uuid, virnet does not. The first element is the name, in which no tag can
// stand.
void drop_uuid(std::string& printed) {
  const std::size_t begin = printed.find("  <uuid>");
  const std::size_t end = printed.find('\n', begin);
  if (begin != std::string::npos && end != std::string::npos) printed.erase(begin, end + 1 - begin);
}

// What virnet makes of a document.
struct Reading {
  std::optional<std::string> printed = {};
  bool has_uuid = true;
  Diagnostics diagnostics = {};
};

Reading read_network(std::string_view document, const ParseOptions& options) {
  ParseResult result = parse(document, options);
  Reading reading{.diagnostics = std::move(result.diagnostics)};
  if (!result.network) return reading;
  reading.printed = write(*result.network, options.release);
  reading.has_uuid = (*result.network)->uuid.has_value();
  return reading;
}

Reading read_port(std::string_view document, const ParseOptions& options) {
  NetworkPortResult result = parse_networkport(document, options);
  Reading reading{.diagnostics = std::move(result.diagnostics)};
  if (result.port) reading.printed = write(*result.port, options.release);
  return reading;
}

}  // namespace

std::string_view to_string(Verdict verdict) {
  switch (verdict) {
    case Verdict::BothRefuse: return "both refuse";
    case Verdict::SameBytes: return "same bytes";
    case Verdict::Deviation: return "deliberate deviation";
    case Verdict::OnlyLibvirt: return "libvirt accepts, virnet refuses";
    case Verdict::OnlyVirnet: return "libvirt refuses, virnet accepts";
    case Verdict::DifferentBytes: return "different bytes";
    case Verdict::LibvirtEnded: return "libvirt ended";
  }
  return "";
}

Comparison compare(LibvirtProcess& libvirt, std::string_view document, Release release) {
  const DocumentKind kind =
      is_networkport(document, release) ? DocumentKind::Port : DocumentKind::Network;
  auto answer = libvirt.ask(document, kind);
  if (!answer) return {Verdict::LibvirtEnded, std::move(answer.error()), ""};
  return compare(*std::move(answer), document, kind, release);
}

Comparison compare(Answer answer, std::string_view document, DocumentKind kind, Release release) {
  const ParseOptions options{.release = release, .warnings = false};
  Reading reading =
      kind == DocumentKind::Port ? read_port(document, options) : read_network(document, options);
  Comparison comparison{Verdict::BothRefuse, std::move(answer.text), ""};
  if (!reading.printed) {
    comparison.virnet = first_error(reading.diagnostics);
    const auto meant = std::ranges::find(reading.diagnostics, true, &Diagnostic::deviation);
    if (meant != reading.diagnostics.end()) comparison.code = meant->code;
    if (answer.accepted)
      comparison.verdict = comparison.code.empty() ? Verdict::OnlyLibvirt : Verdict::Deviation;
    return comparison;
  }
  comparison.virnet = raw_form(*reading.printed);
  if (!answer.accepted) {
    comparison.verdict = Verdict::OnlyVirnet;
    return comparison;
  }
  if (!reading.has_uuid) drop_uuid(comparison.libvirt);
  comparison.verdict =
      comparison.libvirt == comparison.virnet ? Verdict::SameBytes : Verdict::DifferentBytes;
  return comparison;
}

}  // namespace virnet::differential
