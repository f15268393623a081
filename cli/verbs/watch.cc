// virnet watch: stays with the kernel's bridge and says what goes wrong with it, when it does.
#include <fmt/chrono.h>
#include <fmt/format.h>
#include <virnet/watch.h>

#include <nlohmann/json.hpp>

#include "cli/support/interruption.h"
#include "cli/support/output.h"
#include "cli/support/printable.h"
#include "cli/verbs/bridge_verbs.h"

namespace virnet::cli {
namespace {

using bridge::WatchNote;

std::string time_of(const WatchNote& note) {
  const auto since = note.time.time_since_epoch();
  const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(since);
  const auto rest = std::chrono::duration_cast<std::chrono::milliseconds>(since - seconds);
  return fmt::format("{:%Y-%m-%dT%H:%M:%S}.{:03}Z",
                     fmt::gmtime(static_cast<std::time_t>(seconds.count())), rest.count());
}

bool is_about_drift(const WatchNote& note) {
  return note.kind == WatchNote::Kind::Drift || note.kind == WatchNote::Kind::Mended;
}

// What led to it, or why it was not possible.
const std::string& cause_of(const WatchNote& note) {
  return note.error ? note.error->message : note.cause;
}

std::string note_text(const WatchNote& note) {
  std::string text = fmt::format("{} {}", time_of(note), to_string(note.kind));
  if (is_about_drift(note))
    text +=
        fmt::format(": {} [{}]", printable(to_sentence(note.drift)), to_string(note.drift.kind));
  if (!cause_of(note).empty()) text += fmt::format(": {}", printable(cause_of(note)));
  return text + "\n";
}

std::string note_json(const WatchNote& note) {
  nlohmann::ordered_json line = {{"time", time_of(note)}, {"event", to_string(note.kind)}};
  if (is_about_drift(note)) {
    line["port"] = reversible_utf8(note.drift.port);
    line["drift"] = to_string(note.drift.kind);
    if (note.drift.mac) line["mac"] = note.drift.mac->to_string();
    line["found"] = reversible_utf8(note.drift.found);
    line["wanted"] = reversible_utf8(note.drift.wanted);
    line["consequence"] = reversible_utf8(to_sentence(note.drift));
  }
  if (!cause_of(note).empty()) line["cause"] = reversible_utf8(cause_of(note));
  return visible_json(line.dump()) + "\n";
}

ExitCode run_watch(const BridgeOptions& options, bool repair) {
  const auto view = view_bridge(options);
  if (!view) return view.error();
  if (!view->lost.empty()) return ExitCode::Finding;
  note_interruptions();
  bridge::Watcher watcher(*view->kernel, view->desired, repair);
  while (!is_interrupted()) {
    const auto notes = watcher.step(std::chrono::milliseconds(200));
    if (!notes) {
      log_error(notes.error().message);
      return ExitCode::Trouble;
    }
    for (const WatchNote& note : *notes)
      print_out(options.format == "text" ? note_text(note) : note_json(note));
    if (finish_output(ExitCode::Fine) != ExitCode::Fine) return ExitCode::Trouble;
  }
  return watcher.drifts().empty() ? ExitCode::Fine : ExitCode::Finding;
}

}  // namespace

void add_watch(CLI::App& verb, Run& run) {
  auto options = std::make_shared<BridgeOptions>();
  auto repair = std::make_shared<bool>(false);
  add_bridge_options(verb, *options, {"text", "json"});
  verb.add_flag("--repair", *repair,
                "Put right what goes wrong, after growing pauses where it does not stay right");
  verb.callback([&verb, options, repair, &run] {
    check_bridge_options(verb);
    run = [options, repair] { return run_watch(*options, *repair); };
  });
}

}  // namespace virnet::cli
