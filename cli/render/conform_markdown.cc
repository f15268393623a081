#include <fmt/format.h>

#include <algorithm>

#include "cli/render/conform_matrix.h"

namespace virnet::cli {
namespace {

using State = ConformedDocument::State;

// A text within a cell of a table.
std::string cell(std::string_view text) {
  std::string escaped;
  for (const char each : text) {
    if (each == '|' || each == '<' || each == '*' || each == '_' || each == '\\') escaped += '\\';
    escaped += each == '\n' ? ' ' : each;
  }
  return escaped;
}

// Reasons for skipping repeat themselves and stand below, numbered.
class Page {
 public:
  explicit Page(const std::vector<ConformedDocument>& documents) : matrix_(matrix_of(documents)) {}

  std::string print() {
    std::string out =
        "<!-- written by: virnet conform --kernel all --format markdown -->\n"
        "# What a Linux bridge does, kernel by kernel\n\n"
        "Each statement was proved with frames, or by what the kernel answered and read back, on "
        "each of these kernels.\n"
        "`virnet conform --kernel all` proves them again, `--format html` shows the evidence.\n\n" +
        kernels() + "\n" + legend();
    std::string_view chapter;
    for (const MatrixRow& row : matrix_.rows) {
      if (const std::string_view now = chapter_of(row.id); now != chapter) {
        chapter = now;
        out += heading(chapter);
      }
      out += line(row);
    }
    if (!reasons_.empty()) out += "\n## Why a statement was skipped\n\n";
    for (std::size_t i = 0; i < reasons_.size(); ++i)
      out += fmt::format("{}. {}\n", i + 1, cell(reasons_[i]));
    return out;
  }

 private:
  [[nodiscard]] std::string kernels() const {
    std::string out =
        "| kernel | release | holds | fails | skipped | frames | broadcasts after them |\n"
        "|---|---|---|---|---|---|---|\n";
    for (const ConformedDocument* kernel : matrix_.kernels) {
      const ConformReport& report = kernel->report;
      if (kernel->state == State::Trouble) {
        out += fmt::format("| {} | {} | | | | | |\n", cell(kernel->path), cell(kernel->message));
        continue;
      }
      out +=
          fmt::format("| {} | {} | {} | {} | {} | {} | {} |\n", cell(kernel->path),
                      cell(report.kernel), report.count(Verdict::Pass), report.count(Verdict::Fail),
                      report.count(Verdict::Skip), report.frames, report.controls);
    }
    for (const ConformedDocument* kernel : matrix_.kernels) {
      for (const std::string& note : kernel->report.notes)
        out += fmt::format("\n{}: {}\n", cell(kernel->path), cell(note));
    }
    return out;
  }

  [[nodiscard]] static std::string legend() {
    return "**yes**: it holds. **NO**: it does not. A number in brackets: skipped, and why, below. "
           "Nothing: another line of\nthe same number is about this kernel. The mode is that of "
           "`macTableManager`; *any* was proved in both.\n";
  }

  [[nodiscard]] std::string heading(std::string_view chapter) const {
    std::string out = fmt::format("\n## {}\n\n| statement | mode | what it says |", chapter);
    std::string rule = "|---|---|---|";
    for (const ConformedDocument* kernel : matrix_.kernels) {
      const std::string name =
          kernel->report.kernel.empty() ? kernel->path : short_release(kernel->report.kernel);
      out += fmt::format(" {} |", cell(name));
      rule += "---|";
    }
    return out + "\n" + rule + "\n";
  }

  std::string line(const MatrixRow& row) {
    std::string out = fmt::format("| {} | {} | {} |", row.id, row.mode, cell(row.proves));
    for (const StatementResult* result : row.results)
      out += result == nullptr ? "  |" : fmt::format(" {} |", mark(*result));
    return out + "\n";
  }

  std::string mark(const StatementResult& result) {
    switch (result.verdict) {
      // Of a cost the figures are what counts.
      case Verdict::Pass:
        return result.id.starts_with("CST") ? "yes: " + cell(result.evidence) : "yes";
      case Verdict::Fail: return "**NO**";
      case Verdict::Skip: break;
    }
    auto found = std::find(reasons_.begin(), reasons_.end(), result.evidence);
    if (found == reasons_.end()) found = reasons_.insert(reasons_.end(), result.evidence);
    return fmt::format("({})", found - reasons_.begin() + 1);
  }

  Matrix matrix_;
  std::vector<std::string> reasons_;
};

}  // namespace

std::string render_conform_markdown(const std::vector<ConformedDocument>& documents) {
  return Page(documents).print();
}

}  // namespace virnet::cli
