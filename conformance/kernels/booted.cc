#include "conformance/kernels/booted.h"

#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include "conformance/kernels/archive.h"
#include "conformance/kernels/guest.h"
#include "conformance/kernels/guest_protocol.h"
#include "conformance/kernels/machine.h"
#include "conformance/kernels/self_binary.h"

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
    struct stat status{};
    std::ifstream file(from, std::ios::binary);
    if (!file || stat(from.c_str(), &status) != 0) return false;
    std::string text(static_cast<std::size_t>(status.st_size), '\0');
    if (!file.read(text.data(), static_cast<std::streamsize>(text.size()))) return false;
    // Python believes in what it has compiled only if the source is as old as it was then.
    add(path, text, mode, static_cast<std::uint32_t>(status.st_mtime));
    return true;
  }
  void add(const std::string& path, std::string_view content, std::uint32_t mode,
           std::uint32_t modified = 0) {
    add_folders(path);
    if (known_.insert(path).second) archive_.add(path, content, mode, modified);
  }
  // Those above a path.
  void add_folders(const std::string& path) {
    for (std::size_t end = path.find('/'); end != std::string::npos; end = path.find('/', end + 1))
      if (known_.insert(path.substr(0, end)).second) archive_.add_folder(path.substr(0, end));
  }
  std::string finish() { return archive_.finish(); }

 private:
  Archive archive_;
  std::set<std::string> known_;
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

// How a kernel ended that has not answered, and when: " after FRM-001".
std::string end_of(const StoredKernel& kernel, const Machine& machine, const std::string& how,
                   const std::string& when) {
  std::string text = fmt::format("Linux {} {}", kernel.release, how);
  const std::string words = last_words(machine.console());
  if (!words.empty()) text += fmt::format(" (\"{}\")", words);
  text += when;
  const std::string log = machine.keep_console(fs::path(kernel.name).filename().string());
  if (!log.empty()) text += fmt::format("; its console is in {}", log);
  if (const std::string said = machine.complaint(); !said.empty())
    text += fmt::format("; QEMU says: {}", said);
  while (text.ends_with('\n')) text.pop_back();
  return text;
}

// Takes what a machine says, which each answer is told to, until the last one: the one with this
// word.
std::expected<std::string, Error> listen(Machine& machine, const StoredKernel& kernel,
                                         std::chrono::seconds patience, std::string_view last_word,
                                         const std::function<void(const Answer&)>& take,
                                         const std::function<std::string()>& when) {
  AnswerReader reader;
  const auto trouble = [&](const std::string& how) {
    return std::unexpected(
        Error{.code = ErrorCode::Io, .message = end_of(kernel, machine, how, when())});
  };
  for (;;) {
    const auto piece = machine.read(patience);
    if (!piece) return trouble("hangs: " + piece.error().message);
    if (piece->empty()) return trouble("crashed");
    reader.feed(*piece);
    for (;;) {
      const auto answer = reader.next();
      if (!answer) return trouble("failed: " + answer.error().message);
      if (!*answer) break;
      if ((*answer)->word == last_word) return (*answer)->content;
      take(**answer);
    }
  }
}

// Takes what a run of the catalogue says until it has said all.
class GuestSession {
 public:
  GuestSession(const StoredKernel& kernel, const Selection& selection, const BootedHooks& hooks)
      : kernel_(kernel), selection_(selection), hooks_(hooks) {}

  Report hold(Machine& machine) {
    const auto report = listen(
        machine, kernel_, hooks_.patience, "report", [this](const Answer& answer) { take(answer); },
        [this] { return last_.empty() ? " before the first statement" : " after " + last_; });
    if (!report) return std::unexpected(report.error());
    return with_files(from_message(*report));
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

namespace {

std::unexpected<Error> unreadable(const std::string& path) {
  return std::unexpected(
      Error{.code = ErrorCode::Io, .message = fmt::format("cannot read {}", path)});
}

// The program, the kernel's modules and in which order they come.
std::expected<Files, Error> files_of_every_run(const StoredKernel& kernel) {
  Files files;
  if (!files.add_file("init", "/proc/self/exe", Archive::kProgram)) return unreadable(own_path());
  for (const std::string& library : own_libraries()) {
    if (!files.add_file(place_of_library(library), library, Archive::kProgram))
      return unreadable(library);
  }
  files.add(std::string(kMarkFile), {}, Archive::kFile);
  std::string order;
  for (const std::string& module : kernel.modules) {
    const fs::path path(module);
    if (!files.add_file(fmt::format("{}/{}", kModuleFolder, path.filename().string()), path,
                        Archive::kFile))
      return unreadable(module);
    order += path.stem().string() + "\n";
  }
  files.add(std::string(kModuleOrder), order, Archive::kFile);
  return files;
}

std::expected<std::string, Error> first_files(const StoredKernel& kernel,
                                              const GuestCommand& command) {
  auto files = files_of_every_run(kernel);
  if (!files) return std::unexpected(std::move(files.error()));
  for (const std::string& path : command.paths) {
    const std::string place = path.substr(std::min(path.find_first_not_of('/'), path.size()));
    std::error_code none;
    if (fs::is_symlink(path, none) && fs::is_directory(path, none))
      files->add(place, fs::read_symlink(path, none).string(), Archive::kLink);
    else if (fs::is_directory(path, none))
      files->add_folders(place + "/");
    else if (!files->add_file(place, path,
                              access(path.c_str(), X_OK) == 0 ? Archive::kProgram : Archive::kFile))
      return unreadable(path);
  }
  std::string words;
  for (const std::string& word : command.words) words += word + '\0';
  files->add(std::string(kCommandFile), words, Archive::kFile);
  return files->finish();
}

// A device of KVM that is there may not work, inside of another machine for instance: QEMU ends at
// once, or the kernel hangs. With KVM a kernel needs a second or two to its first word; one that
// has said none in this time is booted again, emulated.
constexpr std::chrono::seconds kPatienceWithKvm{5};

std::expected<Machine, Error> start(const StoredKernel& kernel, std::string initramfs,
                                    const BootedHooks& hooks, const Boot& wanted = {}) {
  Boot boot = wanted;
  boot.image = kernel.image;
  boot.initramfs = std::move(initramfs);
  // What follows two dashes the kernel gives to its first process.
  boot.arguments = fmt::format("LD_LIBRARY_PATH=/lib -- {}", kGuestArgument);
  if (hooks.progress) hooks.progress("boots");
  boot.kvm = hooks.kvm;
  auto machine = Machine::start(boot);
  if (!machine || !has_kvm(boot) || machine->speaks_within(kPatienceWithKvm)) return machine;
  boot.kvm.clear();
  return Machine::start(boot);
}

}  // namespace

std::expected<std::string, Error> first_files(const StoredKernel& kernel,
                                              const Selection& selection) {
  auto files = files_of_every_run(kernel);
  if (!files) return std::unexpected(std::move(files.error()));
  Selection inside = selection;
  if (!inside.keep_folder.empty()) inside.keep_folder = kGuestFolder;
  files->add(std::string(kRequestFile), to_request(inside), Archive::kFile);
  return files->finish();
}

Report conform_booted(const StoredKernel& kernel, const Selection& selection,
                      const BootedHooks& hooks) {
  auto initramfs = first_files(kernel, selection);
  if (!initramfs) return std::unexpected(std::move(initramfs.error()));
  auto machine = start(kernel, std::move(*initramfs), hooks);
  if (!machine) return std::unexpected(std::move(machine.error()));
  return GuestSession(kernel, selection, hooks).hold(*machine);
}

std::expected<int, Error> run_booted(const StoredKernel& kernel, const GuestCommand& command,
                                     const std::function<void(std::string_view)>& output,
                                     const BootedHooks& hooks) {
  auto initramfs = first_files(kernel, command);
  if (!initramfs) return std::unexpected(std::move(initramfs.error()));
  auto machine = start(kernel, std::move(*initramfs), hooks,
                       {.processors = command.processors, .megabytes = command.megabytes});
  if (!machine) return std::unexpected(std::move(machine.error()));
  const auto take = [&](const Answer& answer) {
    if (answer.word == "output") output(answer.content);
    if (answer.word == "kernel" && hooks.progress) hooks.progress("started");
  };
  const auto ended = listen(*machine, kernel, hooks.patience, "ended", take,
                            [] { return " before the command had ended"; });
  if (!ended) return std::unexpected(ended.error());
  int status = 0;
  std::from_chars(ended->data(), ended->data() + ended->size(), status);
  return status;
}

}  // namespace virnet::conformance
