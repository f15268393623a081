#include <fmt/format.h>

#include "cli/render/conform_render.h"
#include "cli/render/xml_escape.h"

namespace virnet::cli {
namespace {

struct Case {
  std::string name;
  std::string element = {};  // within the test case
};

std::vector<Case> cases_of(const ConformedDocument& document) {
  using State = ConformedDocument::State;
  auto failure = [](std::string_view kind, std::string_view message) {
    return fmt::format("<{} message=\"{}\"/>", kind, xml_escaped(message));
  };
  switch (document.state) {
    case State::NothingToProve: return {{"has a bridge", failure("skipped", document.message)}};
    case State::Invalid:
      return {{"is a valid document", failure("failure", first_error(document))}};
    case State::Trouble: return {{"can be proved", failure("error", document.message)}};
    case State::Proved: break;
  }
  std::vector<Case> cases;
  for (const StatementResult& result : document.report.statements) {
    Case one{fmt::format("{} {}", id_of(result), result.proves)};
    switch (result.verdict) {
      case Verdict::Pass:
        one.element = fmt::format("<system-out>{}</system-out>", xml_escaped(result.evidence));
        break;
      case Verdict::Fail:
        one.element = failure("failure", result.evidence);
        if (!result.kept.empty())
          one.element +=
              fmt::format("<system-out>frames: {}</system-out>", xml_escaped(result.kept));
        break;
      case Verdict::Skip: one.element = failure("skipped", result.evidence); break;
    }
    cases.push_back(std::move(one));
  }
  return cases;
}

}  // namespace

std::string render_conform_junit(const std::vector<ConformedDocument>& documents) {
  std::string out =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"virnet conform\">\n";
  for (const ConformedDocument& document : documents) {
    const std::vector<Case> cases = cases_of(document);
    auto count = [&](std::string_view element) {
      std::size_t matching = 0;
      for (const Case& one : cases) matching += one.element.starts_with(element) ? 1U : 0U;
      return matching;
    };
    const std::string path = xml_escaped(document.path);
    out += fmt::format(
        "  <testsuite name=\"{}\" tests=\"{}\" failures=\"{}\" errors=\"{}\" skipped=\"{}\">\n",
        path, cases.size(), count("<failure"), count("<error"), count("<skipped"));
    for (const Case& one : cases) {
      out += fmt::format("    <testcase classname=\"{}\" name=\"{}\">{}</testcase>\n", path,
                         xml_escaped(one.name), one.element);
    }
    out += "  </testsuite>\n";
  }
  return out + "</testsuites>\n";
}

}  // namespace virnet::cli
