#include "cli/bridge_verbs.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <virnet/bridge_json.h>
#include <virnet/parse.h>

#include <filesystem>

#include "cli/files.h"
#include "cli/output.h"
#include "cli/render.h"

namespace virnet::cli {
namespace {

std::unexpected<ExitCode> trouble(const std::string& sentence, ExitCode code = ExitCode::Trouble) {
  say(fmt::format("virnet: {}\n", sentence));
  return std::unexpected(code);
}

std::expected<Network, ExitCode> read_network(const BridgeOptions& options) {
  const std::vector<DocumentPath> documents = find_documents({options.network});
  if (documents.size() != 1) {
    return trouble(fmt::format("'{}' is not one document", options.network));
  }
  const DocumentPath& document = documents.front();
  const auto text = read_document(document);
  if (!text) return trouble(text.error());
  ParseResult parsed = parse(*text, {.release = options.common.chosen_release()});
  if (parsed.network) return *std::move(parsed.network);
  say(render_text({document.shown, *text, parsed.diagnostics}, options.common.use_color(stderr)));
  return std::unexpected(ExitCode::Finding);
}

std::expected<std::vector<bridge::GuestPort>, ExitCode> read_guests(const BridgeOptions& options) {
  std::vector<bridge::GuestPort> guests;
  auto read = [&](const std::vector<std::string>& texts, bool paused) -> const std::string* {
    for (const std::string& text : texts) {
      std::optional<bridge::GuestPort> guest = bridge::GuestPort::parse(text);
      if (!guest) return &text;
      guest->paused = paused;
      guests.push_back(std::move(*guest));
    }
    return nullptr;
  };
  const std::string* bad = read(options.ports, false);
  if (bad == nullptr) bad = read(options.paused, true);
  if (bad != nullptr) {
    return trouble(fmt::format(
        "'{}' is not a port and a guest's MAC address, as in vnet0=52:54:00:00:00:01", *bad));
  }
  return guests;
}

std::expected<BridgeView, ExitCode> view_state(const BridgeOptions& options, BridgeView view) {
  const auto text = read_document({.shown = options.state, .path = options.state});
  if (!text) return trouble(text.error());
  auto state = bridge::read_state(*text);
  if (!state) return trouble(fmt::format("{}: {}", options.state, state.error()));
  if (state->name != view.desired.name) {
    return trouble(
        fmt::format("{} has bridge '{}', not '{}'", options.state, state->name, view.desired.name));
  }
  view.observed = std::move(*state);
  return view;
}

std::expected<BridgeView, ExitCode> view_iproute2(const BridgeOptions& options, BridgeView view) {
  bridge::Iproute2Texts texts;
  struct Part {
    const char* file;
    const char* command;
    std::string* text;
  };
  for (const Part& part : {Part{"ip-link.json", "ip -d -j link", &texts.ip_link},
                           Part{"bridge-link.json", "bridge -d -j link", &texts.bridge_link},
                           Part{"bridge-fdb.json", "bridge -d -j fdb show", &texts.bridge_fdb},
                           Part{"bridge-vlan.json", "bridge -j vlan show", &texts.bridge_vlan}}) {
    const std::filesystem::path path = std::filesystem::path(options.iproute2) / part.file;
    auto text = read_document({.shown = path.string(), .path = path});
    if (!text)
      return trouble(fmt::format("{}; it holds what '{}' prints", text.error(), part.command));
    *part.text = std::move(*text);
  }
  auto capture = bridge::read_iproute2(texts, view.desired.name);
  if (!capture) return trouble(fmt::format("{}: {}", options.iproute2, capture.error()));
  for (const std::string& remark : capture->remarks)
    say(fmt::format("virnet: {}: {}\n", options.iproute2, remark));
  view.observed = std::move(capture->state);
  return view;
}

}  // namespace

void add_bridge_options(CLI::App& verb, BridgeOptions& options,
                        const std::vector<std::string>& formats) {
  verb.add_option("NETWORK", options.network, "The network's document, or -")->required();
  verb.add_option("--port", options.ports, "A guest's port on the host and the guest's MAC address")
      ->option_text("PORT=MAC");
  verb.add_option("--paused", options.paused,
                  "The same for a guest that does not run: it has no entry")
      ->option_text("PORT=MAC");
  verb.add_flag("--harden-sticky", options.sticky,
                "Beyond libvirt: no frame moves a guest's entry");
  verb.add_option(
          "--harden-uplink", options.quiet_uplink,
          "Beyond libvirt: this port floods and does not learn, so that it takes no entry over")
      ->option_text("PORT");
  verb.add_option("--netns", options.netns,
                  "The network namespace to work in, as ip netns names it, or its path")
      ->option_text("NAME");
  verb.add_option("--format", options.format, fmt::format("{}", fmt::join(formats, ", ")))
      ->option_text(fmt::format("FORMAT [{}]", options.format))
      ->check(one_of("format", formats));
  add_common_options(verb, options.common);
}

std::expected<std::unique_ptr<bridge::Kernel>, ExitCode> open_kernel(const BridgeOptions& options) {
  auto kernel = options.netns.empty() ? bridge::open_kernel() : bridge::open_kernel(options.netns);
  if (!kernel) return trouble(to_string(kernel.error()));
  return std::move(*kernel);
}

bool describes_wish(const BridgeOptions& options) {
  return !options.ports.empty() || !options.paused.empty() || options.sticky ||
         !options.quiet_uplink.empty();
}

void add_file_options(CLI::App& verb, BridgeOptions& options) {
  CLI::Option* folder =
      verb.add_option("--iproute2", options.iproute2,
                      "Look at what iproute2 printed instead of this kernel: ip-link.json, "
                      "bridge-link.json, bridge-fdb.json and bridge-vlan.json in a folder")
          ->option_text("DIR");
  verb.add_option("--state", options.state,
                  "Look at the bridge in what check or plan printed with --format json")
      ->option_text("FILE")
      ->excludes(folder);
}

std::expected<BridgeView, ExitCode> view_bridge(const BridgeOptions& options) {
  const auto network = read_network(options);
  if (!network) return std::unexpected(network.error());
  const auto guests = read_guests(options);
  if (!guests) return std::unexpected(guests.error());
  auto desired = bridge::desired_state(
      *network, *guests, {.sticky = options.sticky, .quiet_uplink = options.quiet_uplink});
  if (!desired)
    return trouble(fmt::format("{}: {}", options.network, desired.error()), ExitCode::Finding);
  BridgeView view{.desired = std::move(*desired)};
  if (!options.state.empty()) return view_state(options, std::move(view));
  if (!options.iproute2.empty()) return view_iproute2(options, std::move(view));
  auto kernel = open_kernel(options);
  if (!kernel) return std::unexpected(kernel.error());
  auto observed = bridge::observe(**kernel, view.desired.name);
  if (!observed) return trouble(to_string(observed.error()));
  view.kernel = std::move(*kernel);
  view.observed = std::move(*observed);
  return view;
}

}  // namespace virnet::cli
