#include <fmt/format.h>

#include "cli/render/conform_render.h"
#include "cli/support/printable.h"

namespace virnet::cli {
namespace {

// '#' begins a directive, a backslash takes that from it, a line break begins the next line.
std::string plain(std::string_view text) {
  std::string result;
  for (const char c : printable(text)) {
    if (c == '#' || c == '\\') result += '\\';
    result += c;
  }
  return result;
}

// A YAML string in single quotes.
std::string single_quoted(std::string_view text) {
  std::string result = "'";
  for (const char c : printable(text)) {
    if (c == '\'') result += '\'';
    result += c;
  }
  return result + "'";
}

class Tap {
 public:
  void add(const ConformedDocument& document) {
    using State = ConformedDocument::State;
    const std::string path = plain(document.path);
    switch (document.state) {
      case State::NothingToProve: return point(true, path, " # SKIP " + plain(document.message));
      case State::Invalid:
        return point(false, path + " is a valid document", details(first_error(document)));
      case State::Trouble: return point(false, path + " can be proved", details(document.message));
      case State::Proved: break;
    }
    body_ += fmt::format("# {}\n", plain(title_of(document)));
    for (const StatementResult& result : document.report.statements) {
      const std::string name = fmt::format("{} {} {}", path, id_of(result), plain(result.proves));
      switch (result.verdict) {
        case Verdict::Pass: point(true, name, {}); break;
        case Verdict::Fail: point(false, name, details(result)); break;
        case Verdict::Skip: point(true, name, " # SKIP " + plain(result.evidence)); break;
      }
    }
  }

  [[nodiscard]] std::string finish() const {
    return fmt::format("TAP version 13\n1..{}\n{}", points_, body_);
  }

 private:
  static std::string details(std::string_view evidence) {
    return fmt::format("\n  ---\n  evidence: {}\n  ...", single_quoted(evidence));
  }
  static std::string details(const StatementResult& failed) {
    if (failed.kept.empty()) return details(failed.evidence);
    return fmt::format("\n  ---\n  evidence: {}\n  frames: {}\n  ...",
                       single_quoted(failed.evidence), single_quoted(failed.kept));
  }
  void point(bool ok, std::string_view name, std::string_view rest) {
    body_ += fmt::format("{} {} - {}{}\n", ok ? "ok" : "not ok", ++points_, name, rest);
  }

  std::size_t points_ = 0;
  std::string body_;
};

}  // namespace

std::string render_conform_tap(const std::vector<ConformedDocument>& documents) {
  Tap tap;
  for (const ConformedDocument& document : documents) tap.add(document);
  return tap.finish();
}

}  // namespace virnet::cli
