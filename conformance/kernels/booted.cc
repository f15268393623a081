#include "conformance/kernels/booted.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include "conformance/kernels/archive.h"
#include "conformance/kernels/exchange.h"
#include "conformance/kernels/guest.h"
#include "conformance/kernels/machine.h"
#include "conformance/kernels/own_program.h"

namespace virnet::conformance {
namespace {

namespace fs = std::filesystem;

// Where frames are kept inside the machine; they are taken out of it with the report.
constexpr const char* kGuestFolder = "/tmp/kept";

// Files by their paths in the archive, which remembers the folders that it has.
class Files {
 public:
  // Reads the file; false if that is not possible.
  bool add_file(const std::string& path, const fs::path& from, std::uint32_t mode) {
    std::ostringstream text;
    std::ifstream file(from, std::ios::binary);
    text << file.rdbuf();
    if (!file) return false;
    add(path, text.str(), mode);
    return true;
  }
  void add(const std::string& path, std::string_view content, std::uint32_t mode) {
    for (std::size_t end = path.find('/'); end != std::string::npos; end = path.find('/', end + 1))
      if (folders_.insert(path.substr(0, end)).second) archive_.add_folder(path.substr(0, end));
    archive_.add(path, content, mode);
  }
  std::string finish() { return archive_.finish(); }

 private:
  Archive archive_;
  std::set<std::string> folders_;
};

// The dynamic loader is started by its path, all others are looked for in one folder.
std::string place_of_library(const std::string& path) {
  const std::string name = fs::path(path).filename().string();
  return name.starts_with("ld-") ? path.substr(1) : "lib/" + name;
}

// With an end of line in the place of each sequence by which the firmware moves the cursor.
std::string without_escapes(std::string_view console) {
  constexpr char kEscape = '\x1b';
  std::string text;
  for (std::size_t at = 0; at < console.size(); ++at) {
    if (console[at] != kEscape) {
      text += console[at];
      continue;
    }
    text += '\n';
    if (console.substr(at + 1).starts_with('['))
      at = std::min(console.find_first_not_of("[?;0123456789", at + 1), console.size());
    else
      ++at;
  }
  return text;
}

// How a kernel ended that has not answered.
std::string end_of(const StoredKernel& kernel, const Machine& machine, const std::string& how,
                   const std::string& last) {
  std::string text = fmt::format("Linux {} {}", kernel.release, how);
  const std::string words = last_words(machine.console());
  if (!words.empty()) text += fmt::format(" (\"{}\")", words);
  text += last.empty() ? " before the first statement" : fmt::format(" after {}", last);
  const std::string log = machine.keep_console(fs::path(kernel.name).filename().string());
  if (!log.empty()) text += fmt::format("; its console is in {}", log);
  if (const std::string said = machine.complaint(); !said.empty())
    text += fmt::format("; QEMU says: {}", said);
  while (text.ends_with('\n')) text.pop_back();
  return text;
}

// Takes what a run says until it has said all.
class Conversation {
 public:
  Conversation(const StoredKernel& kernel, const Selection& selection, const BootedHooks& hooks)
      : kernel_(kernel), selection_(selection), hooks_(hooks) {}

  Report listen(Machine& machine) {
    for (;;) {
      const auto piece = machine.read(hooks_.patience);
      if (!piece)
        return std::unexpected(end_of(kernel_, machine, "hangs: " + piece.error(), last_));
      if (piece->empty()) return std::unexpected(end_of(kernel_, machine, "crashed", last_));
      reader_.feed(*piece);
      for (;;) {
        const auto answer = reader_.next();
        if (!answer)
          return std::unexpected(end_of(kernel_, machine, "failed: " + answer.error(), last_));
        if (!*answer) break;
        if ((*answer)->word == "report") return with_files(from_message((*answer)->content));
        take(**answer);
      }
    }
  }

 private:
  void take(const Answer& answer) {
    if (answer.word == "file") return keep(answer.content);
    if (answer.word == "proved") last_ = answer.content;
    if (hooks_.progress) hooks_.progress(answer.word == "kernel" ? "started" : answer.content);
  }

  void keep(const std::string& content) {
    const std::size_t end = content.find('\0');
    const std::string name = fs::path(content.substr(0, end)).filename().string();
    if (end == std::string::npos || name.empty()) return;
    const std::string of_kernel = fs::path(kernel_.name).filename().string();
    const fs::path path = fs::path(selection_.keep_folder) / (of_kernel + "-" + name);
    std::ofstream file(path, std::ios::binary);
    file << content.substr(end + 1);
    file.close();
    if (file) kept_.emplace(name, path.string());
  }

  // The report names the files where they were in the machine.
  Report with_files(Report report) {
    if (!report) return report;
    for (StatementResult& result : report->statements) {
      const auto found = kept_.find(fs::path(result.kept).filename().string());
      result.kept = found == kept_.end() ? std::string() : found->second;
    }
    return report;
  }

  const StoredKernel& kernel_;
  const Selection& selection_;
  const BootedHooks& hooks_;
  AnswerReader reader_;
  std::string last_;
  std::map<std::string, std::string> kept_;
};

}  // namespace

std::string last_words(const std::string& console) {
  std::istringstream lines(without_escapes(console));
  std::string last;
  for (std::string line; std::getline(lines, line);) {
    while (line.ends_with('\r')) line.pop_back();
    // The time before the text says nothing here.
    if (line.starts_with('['))
      line.erase(0, std::min(line.find_first_not_of(' ', line.find(']') + 1), line.size()));
    if (line.find("Kernel panic") != std::string::npos) return line;
    if (line.find_first_not_of(" -") != std::string::npos) last = line;
  }
  return last;
}

std::expected<std::string, std::string> first_files(const StoredKernel& kernel,
                                                    const Selection& selection) {
  Files files;
  const auto unreadable = [](const std::string& path) {
    return std::unexpected(fmt::format("cannot read {}", path));
  };
  if (!files.add_file("init", "/proc/self/exe", Archive::kProgram)) return unreadable(own_path());
  for (const std::string& library : own_libraries()) {
    if (!files.add_file(place_of_library(library), library, Archive::kProgram))
      return unreadable(library);
  }
  std::string order;
  for (const std::string& module : kernel.modules) {
    const fs::path path(module);
    if (!files.add_file(fmt::format("{}/{}", kModuleFolder, path.filename().string()), path,
                        Archive::kFile))
      return unreadable(module);
    order += path.stem().string() + "\n";
  }
  files.add(std::string(kModuleOrder), order, Archive::kFile);
  Selection inside = selection;
  if (!inside.keep_folder.empty()) inside.keep_folder = kGuestFolder;
  files.add(std::string(kRequestFile), to_request(inside), Archive::kFile);
  return files.finish();
}

Report conform_booted(const StoredKernel& kernel, const Selection& selection,
                      const BootedHooks& hooks) {
  auto initramfs = first_files(kernel, selection);
  if (!initramfs) return std::unexpected(std::move(initramfs.error()));
  // What follows two dashes the kernel gives to its first process.
  const Boot boot{.image = kernel.image,
                  .initramfs = std::move(*initramfs),
                  .arguments = fmt::format("LD_LIBRARY_PATH=/lib -- {}", kGuestArgument)};
  if (hooks.progress) hooks.progress("boots");
  std::expected<Machine, std::string> machine = Machine::start(boot);
  if (!machine) return std::unexpected(std::move(machine.error()));
  return Conversation(kernel, selection, hooks).listen(*machine);
}

}  // namespace virnet::conformance
