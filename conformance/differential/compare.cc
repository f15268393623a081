#include "conformance/differential/compare.h"

#include <fmt/format.h>
#include <virnet/parse.h>
#include <virnet/write.h>

#include <algorithm>

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
  auto answer = libvirt.ask(document);
  if (!answer) return {Verdict::LibvirtEnded, std::move(answer.error()), ""};
  const ParseResult result = parse(document, {.release = release, .warnings = false});
  Comparison comparison{Verdict::BothRefuse, std::move(answer->text), ""};
  if (!result.network) {
    comparison.virnet = first_error(result.diagnostics);
    const auto meant = std::ranges::find(result.diagnostics, true, &Diagnostic::deviation);
    if (meant != result.diagnostics.end()) comparison.code = meant->code;
    if (answer->accepted)
      comparison.verdict = comparison.code.empty() ? Verdict::OnlyLibvirt : Verdict::Deviation;
    return comparison;
  }
  comparison.virnet = raw_form(write(*result.network, release));
  if (!answer->accepted) {
    comparison.verdict = Verdict::OnlyVirnet;
    return comparison;
  }
  if (!(*result.network)->uuid) drop_uuid(comparison.libvirt);
  comparison.verdict =
      comparison.libvirt == comparison.virnet ? Verdict::SameBytes : Verdict::DifferentBytes;
  return comparison;
}

}  // namespace virnet::differential
