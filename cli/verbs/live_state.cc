#include "cli/verbs/live_state.h"

#include <fmt/format.h>
#include <virnet/parse.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <system_error>

#include "cli/support/files.h"
#include "cli/verbs/guest_files.h"

namespace virnet::cli {
namespace fs = std::filesystem;
namespace {

// The drivers whose guests have taps or their like; below libvirt's run-time directory.
constexpr std::array kDrivers = {"qemu", "lxc", "ch", "libxl"};

class Reading {
 public:
  explicit Reading(const fs::path& root) : run_(root / "run" / "libvirt") {}

  std::expected<LiveState, std::string> run() {
    const fs::path networks = run_ / "network";
    const auto files = documents_in(networks);
    if (!files) return std::unexpected(why_not(networks, files.error()));
    for (const fs::path& file : *files) read_network(file);
    for (const char* driver : kDrivers) {
      const fs::path folder = run_ / driver;
      const auto domains = documents_in(folder);
      if (domains) {
        for (const fs::path& file : *domains) read_domain(file);
      } else if (domains.error() != ENOENT) {
        state_.troubles.push_back(why_not(folder, domains.error()));
      }
    }
    return std::move(state_);
  }

 private:
  // Regular files that end in .xml, by name; pid files, sockets and folders lie beside them.
  static std::expected<std::vector<fs::path>, int> documents_in(const fs::path& folder) {
    std::error_code error;
    std::vector<fs::path> files;
    for (fs::directory_iterator entry(folder, error), end; !error && entry != end;
         entry.increment(error)) {
      std::error_code ignored;
      if (entry->path().extension() == ".xml" && entry->is_regular_file(ignored))
        files.push_back(entry->path());
    }
    if (error) return std::unexpected(error.value());
    std::ranges::sort(files);
    return files;
  }

  static std::string why_not(const fs::path& folder, int error) {
    std::string_view remedy = "";
    if (error == ENOENT) remedy = "; does libvirt run on this host, and as the system's daemon?";
    if (error == EACCES || error == EPERM) remedy = "; libvirt's state can be read by root only";
    return fmt::format("cannot read folder '{}': {}{}", folder.string(), std::strerror(error),
                       remedy);
  }

  static DocumentPath document(const fs::path& file) {
    return {.shown = file.string(), .path = file};
  }

  // Nothing if the file has gone meanwhile, as it does when a guest or network stops.
  std::optional<std::string> text_of(const fs::path& file) {
    auto text = read_document(document(file));
    if (text) return *std::move(text);
    if (fs::exists(file)) state_.troubles.push_back(text.error());
    return std::nullopt;
  }

  void read_network(const fs::path& file) {
    const auto text = text_of(file);
    if (!text) return;
    ParseResult result = parse(network_of_status(*text), {.warnings = false});
    if (!result.network)
      return state_.troubles.push_back(first_error(file.string(), result.diagnostics));
    state_.networks.push_back({.path = file.string(), .network = *std::move(result.network)});
    const auto ports = documents_in(fs::path(file).replace_extension() / "ports");
    if (!ports) return;
    for (const fs::path& port : *ports) read_port(port, state_.networks.back());
  }

  void read_port(const fs::path& file, LiveNetwork& network) {
    const auto text = text_of(file);
    if (!text) return;
    NetworkPortResult result = parse_networkport(*text, {.warnings = false});
    if (result.port)
      network.ports.push_back(*std::move(result.port));
    else
      state_.troubles.push_back(first_error(file.string(), result.diagnostics));
  }

  void read_domain(const fs::path& file) {
    auto guest = read_guest(document(file), kNewestRelease, false);
    if (guest && std::holds_alternative<Guest>(*guest))
      state_.guests.push_back(std::get<Guest>(std::move(*guest)));
    else if (!guest && fs::exists(file))
      state_.troubles.push_back(guest.error().sentence);
  }

  fs::path run_;
  LiveState state_;
};

}  // namespace

std::expected<LiveState, std::string> read_live_state(const fs::path& root) {
  return Reading(root).run();
}

}  // namespace virnet::cli
