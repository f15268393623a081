#include "cli/bridge_verbs.h"

#include <fmt/format.h>
#include <virnet/parse.h>

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

}  // namespace

void add_bridge_options(CLI::App& verb, BridgeOptions& options) {
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
  verb.add_option("--format", options.format, "text or json")
      ->option_text("FORMAT")
      ->check(one_of("format", {"text", "json"}))
      ->capture_default_str();
  add_common_options(verb, options.common);
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
  auto kernel = bridge::open_kernel();
  if (!kernel) return trouble(to_string(kernel.error()));
  auto observed = bridge::observe(**kernel, desired->name);
  if (!observed) return trouble(to_string(observed.error()));
  return BridgeView{std::move(*kernel), std::move(*desired), std::move(*observed)};
}

}  // namespace virnet::cli
