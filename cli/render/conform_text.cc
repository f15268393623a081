#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>

#include "cli/render/conform_render.h"
#include "cli/render/render.h"
#include "cli/support/printable.h"

namespace virnet::cli {
namespace {

// The chapters of the catalogue, by the ids of their statements.
std::string_view chapter_of(std::string_view id) {
  struct Chapter {
    std::string_view prefix;
    std::string_view title;
  };
  constexpr std::array<Chapter, 9> kChapters = {{{"DOC", "The document"},
                                                 {"ATT", "Flags and settings"},
                                                 {"PRM", "Promiscuity"},
                                                 {"FDB", "The MAC table"},
                                                 {"FRM", "Frames"},
                                                 {"NTF", "Notifications"},
                                                 {"FLT", "Faults and limits"},
                                                 {"UNS", "Without privilege"},
                                                 {"CST", "Cost"}}};
  for (const Chapter& chapter : kChapters) {
    if (id.starts_with(chapter.prefix)) return chapter.title;
  }
  return "Others";
}

class Table {
 public:
  Table(const ConformReport& report, bool color, std::size_t width)
      : report_(report), color_(color), width_(width) {
    for (const StatementResult& result : report.statements) {
      widest_ = std::max(widest_, result.proves.size());
      modes_ = modes_ || result.mode != "any";
    }
  }

  std::string print() {
    std::string out;
    std::string_view chapter;
    for (const StatementResult& result : report_.statements) {
      if (chapter_of(result.id) != chapter) {
        chapter = chapter_of(result.id);
        out += fmt::format("\n  {}{}{}\n", bold(), chapter, off());
      }
      out += line(result);
    }
    if (!reasons_.empty()) out += '\n';
    for (std::size_t i = 0; i < reasons_.size(); ++i)
      out += fmt::format("  ({}) {}\n", i + 1, reasons_[i]);
    return out;
  }

 private:
  std::string line(const StatementResult& result) {
    const std::string mode = result.mode == "any" ? "" : result.mode;
    const std::string start =
        fmt::format("  {:<8} {:<4}  {}{:<{}}  ", result.id, to_string(result.verdict),
                    modes_ ? fmt::format("{:<7}  ", mode) : "", result.proves, widest_);
    std::string evidence =
        result.verdict == Verdict::Skip ? reason(result.evidence) : result.evidence;
    const bool cut = width_ != 0 && result.verdict != Verdict::Fail;
    if (cut && start.size() + evidence.size() > width_) {
      const std::size_t room = width_ > start.size() + 3 ? width_ - start.size() - 3 : 0;
      evidence = evidence.substr(0, room) + "...";
    }
    if (!result.kept.empty()) evidence += fmt::format(" (frames: {})", result.kept);
    std::string text = start + evidence;
    while (text.ends_with(' ')) text.pop_back();
    // Coloured is the verdict, which stands after the id.
    constexpr std::size_t kVerdict = 11;
    if (color_)
      text = text.substr(0, kVerdict) + hue(result.verdict) + text.substr(kVerdict, 4) + "\033[0m" +
             text.substr(kVerdict + 4);
    return text + '\n';
  }

  // Reasons for skipping repeat themselves and stand below the table.
  std::string reason(const std::string& text) {
    auto found = std::find(reasons_.begin(), reasons_.end(), text);
    if (found == reasons_.end()) found = reasons_.insert(reasons_.end(), text);
    return fmt::format("({})", found - reasons_.begin() + 1);
  }

  [[nodiscard]] std::string_view bold() const { return color_ ? "\033[1m" : ""; }
  [[nodiscard]] std::string_view off() const { return color_ ? "\033[0m" : ""; }
  static std::string hue(Verdict verdict) {
    switch (verdict) {
      case Verdict::Pass: return "\033[32m";
      case Verdict::Fail: return "\033[1;31m";
      case Verdict::Skip: return "\033[33m";
    }
    return {};
  }

  const ConformReport& report_;
  bool color_;
  std::size_t width_;
  std::size_t widest_ = 0;
  bool modes_ = false;  // statements about one mode are among them
  std::vector<std::string> reasons_;
};

}  // namespace

std::string title_of(const ConformedDocument& document) {
  const ConformReport& report = document.report;
  if (document.catalogue)
    return fmt::format("{}: the catalogue on Linux {}", printable(document.path), report.kernel);
  return fmt::format("{}: network '{}', bridge {}, macTableManager='{}', on Linux {}",
                     printable(document.path), printable(report.network), printable(report.bridge),
                     to_string(report.mode), report.kernel);
}

std::string id_of(const StatementResult& result) {
  return result.mode == "any" ? result.id : fmt::format("{} [{}]", result.id, result.mode);
}

std::string counts_of(const ConformReport& report) {
  return fmt::format("{} pass, {} fail, {} skip", report.count(Verdict::Pass),
                     report.count(Verdict::Fail), report.count(Verdict::Skip));
}

std::string first_error(const ConformedDocument& document) {
  for (const Diagnostic& diagnostic : document.diagnostics) {
    if (diagnostic.severity != Severity::Error) continue;
    std::string place = document.path;
    if (diagnostic.span.line != 0)
      place += fmt::format(":{}:{}", diagnostic.span.line, diagnostic.span.column);
    return fmt::format("{}: {} [{}]", place, diagnostic.message, diagnostic.code);
  }
  return document.path;
}

std::string render_conform_text(const ConformedDocument& document, bool color, std::size_t width) {
  using State = ConformedDocument::State;
  const ConformReport& report = document.report;
  switch (document.state) {
    case State::Trouble: return {};
    case State::NothingToProve:
      return fmt::format("{}: {}\n", printable(document.path), printable(document.message));
    case State::Invalid:
      return render_text({document.path, document.text, document.diagnostics}, color);
    case State::Proved: break;
  }
  std::string out = title_of(document) + '\n';
  out += Table(report, color, width).print();
  for (const std::string& note : report.notes) out += fmt::format("  note: {}\n", note);
  out += fmt::format("\n  {}; {} frames, and {} broadcasts after them that arrived\n",
                     counts_of(report), report.frames, report.controls);
  return out;
}

std::string render_catalogue_text(const std::vector<CatalogueLine>& lines) {
  std::size_t widest = 0;
  for (const CatalogueLine& line : lines) widest = std::max(widest, line.proves.size());
  std::string out;
  for (const CatalogueLine& line : lines) {
    out += fmt::format("{:<8} {:<7}  {:<{}}  {}\n", line.id, line.mode, line.proves, widest,
                       line.kernels);
  }
  return out;
}

}  // namespace virnet::cli
