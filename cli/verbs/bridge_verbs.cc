#include "cli/verbs/bridge_verbs.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <virnet/iproute2.h>
#include <virnet/observe.h>
#include <virnet/parse.h>
#include <virnet/state_json.h>

#include <algorithm>
#include <filesystem>

#include "cli/render/render.h"
#include "cli/support/files.h"
#include "cli/support/output.h"
#include "cli/verbs/guest_files.h"
#include "cli/verbs/live_state.h"

namespace virnet::cli {
namespace {

std::unexpected<ExitCode> trouble(const std::string& sentence, ExitCode code = ExitCode::Trouble) {
  log_error(sentence);
  return std::unexpected(code);
}

void remark(const BridgeOptions& options, std::string_view sentence) {
  if (!options.common.quiet) log_error(sentence);
}

// What a view is made of.
struct Subject {
  std::string shown = {};  // the network's document
  Network network;
  std::vector<bridge::GuestPort> guests = {};  // some without the name of their tap
};

std::expected<Network, ExitCode> read_network(const BridgeOptions& options) {
  const std::vector<DocumentPath> documents = find_documents({options.network});
  if (documents.size() != 1) {
    return trouble(fmt::format("'{}' is not one document", options.network));
  }
  const DocumentPath& document = documents.front();
  auto text = read_document(document);
  if (!text) return trouble(text.error());
  text = network_of_status(*text);
  ParseResult parsed = parse(*text, {.release = options.common.chosen_release()});
  if (parsed.network) return *std::move(parsed.network);
  say(render_text({document.shown, *text, parsed.diagnostics}, options.common.use_color(stderr)));
  return std::unexpected(ExitCode::Finding);
}

// The guests that the command line names, and those of its documents.
class GuestsGiven {
 public:
  GuestsGiven(const BridgeOptions& options, const Network& network)
      : options_(options), network_(network) {}

  std::expected<std::vector<bridge::GuestPort>, ExitCode> run() {
    for (const std::string& text : options_.ports) {
      if (!take_port(text, GuestState::Running)) {
        return trouble(fmt::format(
            "'{}' is not a port and a guest's MAC address, as in vnet0=52:54:00:00:00:01", text));
      }
    }
    for (const std::string& text : options_.guests) {
      if (const auto taken = take_file(text, false); !taken) return std::unexpected(taken.error());
    }
    for (const std::string& text : options_.paused) {
      if (take_port(text, GuestState::Paused)) continue;
      std::error_code error;
      if (text != "-" && !std::filesystem::exists(text, error)) {
        return trouble(
            fmt::format("'{}' is neither a file nor a port and a guest's MAC address, "
                        "as in vnet0=52:54:00:00:00:01",
                        text));
      }
      if (const auto taken = take_file(text, true); !taken) return std::unexpected(taken.error());
    }
    return std::move(ports_);
  }

 private:
  bool take_port(const std::string& text, GuestState state) {
    std::optional<bridge::GuestPort> port = bridge::GuestPort::parse(text);
    if (!port) return false;
    port->state = state;
    ports_.push_back(std::move(*port));
    return true;
  }

  std::expected<void, ExitCode> take_file(const std::string& argument, bool paused) {
    for (const DocumentPath& document : find_documents({argument})) {
      const auto read =
          read_guest(document, options_.common.chosen_release(), options_.common.use_color(stderr));
      if (!read) {
        const GuestTrouble& why = read.error();
        if (why.findings.empty())
          log_error(why.sentence);
        else
          say(why.findings);
        return std::unexpected(why.code);
      }
      take(document.shown, *read, paused);
    }
    return {};
  }

  void take(const std::string& shown, const GuestDocument& document, bool paused) {
    bridge::GuestPorts found =
        std::visit([&](const auto& each) { return bridge::ports_of(each, network_); }, document);
    for (const std::string& sentence : found.remarks)
      remark(options_, fmt::format("{}: {}", shown, sentence));
    if (found.ports.empty() && found.remarks.empty())
      remark(options_, fmt::format("{}: the guest has no interface on network '{}'", shown,
                                   network_->name.view()));
    for (bridge::GuestPort& port : found.ports) {
      if (paused) port.state = GuestState::Paused;
      ports_.push_back(std::move(port));
    }
  }

  const BridgeOptions& options_;
  const Network& network_;
  std::vector<bridge::GuestPort> ports_;
};

std::expected<BridgeView, ExitCode> view_state(const BridgeOptions& options, BridgeView view) {
  const auto text = read_document({.shown = options.state, .path = options.state});
  if (!text) return trouble(text.error());
  auto state = bridge::read_state(*text);
  if (!state) return trouble(fmt::format("{}: {}", options.state, state.error().message));
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
  if (!capture) return trouble(fmt::format("{}: {}", options.iproute2, capture.error().message));
  for (const std::string& remark : capture->remarks)
    log_error(fmt::format("{}: {}", options.iproute2, remark));
  view.observed = std::move(capture->state);
  return view;
}

std::unexpected<ExitCode> no_bridge(bridge::Kernel& kernel, const Subject& subject) {
  std::vector<std::string> bridges;
  const auto links = kernel.links();
  for (const bridge::Link& link : links ? *links : std::vector<bridge::Link>())
    if (link.bridge) bridges.push_back(link.name);
  std::ranges::sort(bridges);
  const std::string known = bridges.empty() ? "there is none at all"
                                            : fmt::format("there are {}", fmt::join(bridges, ", "));
  return trouble(fmt::format(
      "{}: there is no bridge '{}' here, {}; is network '{}' started (virsh net-start), and is "
      "this its network namespace (--netns)?",
      subject.shown, subject.network->bridge.name.view(), known, subject.network->name.view()));
}

// Without its MAC table: what is wanted of that is not known before the ports are.
std::expected<BridgeView, ExitCode> view_kernel(const BridgeOptions& options,
                                                const Subject& subject, BridgeView view) {
  auto kernel = open_kernel(options);
  if (!kernel) return std::unexpected(kernel.error());
  auto observed = bridge::observe(**kernel, view.desired);
  if (!observed && observed.error().code == ErrorCode::NotFound)
    return no_bridge(**kernel, subject);
  if (!observed) return trouble(observed.error().message);
  view.kernel = std::move(*kernel);
  view.observed = std::move(*observed);
  return view;
}

// A kernel's bridge again, once it is known what the desired state is about.
std::expected<BridgeView, ExitCode> look_again(const BridgeOptions& options, BridgeView view) {
  if (options.whole_table) {
    auto whole = bridge::observe(*view.kernel, view.desired.name);
    if (whole) view.observed = std::move(*whole);
    if (whole) return view;
    if (whole.error().code != ErrorCode::Busy) return trouble(whole.error().message);
    remark(options,
           fmt::format("{}; only what concerns the guests is looked at", whole.error().message));
  }
  auto part = bridge::observe(*view.kernel, view.desired);
  if (!part) return trouble(part.error().message);
  view.observed = std::move(*part);
  return view;
}

std::expected<BridgeView, ExitCode> look_at(const BridgeOptions& options, Subject subject) {
  const bridge::DesiredStateOptions desired_options{.sticky = options.sticky,
                                                    .harden_uplink = options.harden_uplink};
  auto desired = bridge::desired_state(subject.network, {}, desired_options);
  if (!desired)
    return trouble(fmt::format("{}: {}", subject.shown, desired.error().message),
                   ExitCode::Finding);
  BridgeView view{.network = std::string(subject.network->name.view()),
                  .desired = std::move(*desired)};
  auto seen = !options.state.empty()      ? view_state(options, std::move(view))
              : !options.iproute2.empty() ? view_iproute2(options, std::move(view))
                                          : view_kernel(options, subject, std::move(view));
  if (!seen) return seen;
  seen->lost = resolve_tap_names(subject.guests, seen->observed);
  for (const std::string& sentence : seen->lost) log_error(sentence);
  for (const std::string& sentence : find_stale_taps(subject.guests, seen->observed))
    remark(options, sentence);
  desired = bridge::desired_state(subject.network, subject.guests, desired_options);
  if (!desired)
    return trouble(fmt::format("{}: {}", subject.shown, desired.error().message),
                   ExitCode::Finding);
  seen->desired = std::move(*desired);
  return seen->kernel ? look_again(options, *std::move(seen)) : std::move(seen);
}

Subject subject_of(const BridgeOptions& options, const LiveState& live, const LiveNetwork& which) {
  Subject subject{.shown = which.path, .network = which.network};
  auto take = [&](bridge::GuestPorts found) {
    for (const std::string& sentence : found.remarks) remark(options, sentence);
    std::ranges::move(found.ports, std::back_inserter(subject.guests));
  };
  for (const Guest& guest : live.guests) take(bridge::ports_of(guest, which.network));
  for (const NetworkPort& port : which.ports) take(bridge::ports_of(port, which.network));
  return subject;
}

}  // namespace

void add_bridge_options(CLI::App& verb, BridgeOptions& options,
                        const std::vector<std::string>& formats) {
  verb.add_option("NETWORK", options.network,
                  "The network's document, or -; with --live the name of a network");
  CLI::Option* live =
      verb.add_flag("--live", options.live,
                    "Take the network, its ports and guests from the state files of the libvirt "
                    "that runs here");
  verb.add_option("--live-root", options.live_root,
                  "Where the / of that host is; its state is below run/libvirt there")
      ->option_text("DIR")
      ->needs(live);
  verb.add_option("--guests", options.guests,
                  "A guest: its domain document, state file, or the document of its network port; "
                  "a file, a folder or -")
      ->option_text("FILE")
      ->allow_extra_args(false);
  verb.add_option("--port", options.ports, "A guest's port on the host and the guest's MAC address")
      ->option_text("PORT=MAC")
      ->allow_extra_args(false);
  verb.add_option("--paused", options.paused,
                  "Either of them for a guest whose processors are stopped: it has no entry")
      ->option_text("FILE|PORT=MAC")
      ->allow_extra_args(false);
  verb.add_flag("--harden,--harden-sticky", options.sticky,
                "Beyond libvirt: no frame moves a guest's entry");
  verb.add_option(
          "--harden-uplink", options.harden_uplink,
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
  if (!kernel) return trouble(kernel.error().message);
  return std::move(*kernel);
}

bool describes_desired_state(const BridgeOptions& options) {
  return options.live || !options.guests.empty() || !options.ports.empty() ||
         !options.paused.empty() || options.sticky || !options.harden_uplink.empty();
}

void check_bridge_options(const CLI::App& verb, bool needs_network) {
  if (needs_network && verb.get_option("NETWORK")->as<std::string>().empty())
    throw CLI::RequiredError("NETWORK");
  for (const char* guests : {"--guests", "--port", "--paused"}) refuse_both(verb, "--live", guests);
  if (verb.get_option_no_throw("--state")) refuse_both(verb, "--state", "--iproute2");
}

void add_file_options(CLI::App& verb, BridgeOptions& options) {
  verb.add_option("--iproute2", options.iproute2,
                  "Look at what iproute2 printed instead of this kernel: ip-link.json, "
                  "bridge-link.json, bridge-fdb.json and bridge-vlan.json in a folder")
      ->option_text("DIR");
  verb.add_option("--state", options.state,
                  "Look at the bridge in what check or plan printed with --format json")
      ->option_text("FILE");
}

std::expected<BridgeView, ExitCode> view_bridge(const BridgeOptions& options) {
  if (options.live) {
    auto views = view_live(options);
    if (!views) return std::unexpected(views.error());
    if (views->troubles > 0) return std::unexpected(ExitCode::Trouble);
    return std::move(views->bridges.front());
  }
  const auto network = read_network(options);
  if (!network) return std::unexpected(network.error());
  auto guests = GuestsGiven(options, *network).run();
  if (!guests) return std::unexpected(guests.error());
  return look_at(options, {options.network, *network, std::move(*guests)});
}

std::expected<LiveViews, ExitCode> view_live(const BridgeOptions& options) {
  const std::filesystem::path root = options.live_root.empty() ? "/" : options.live_root;
  const auto live = read_live_state(root);
  if (!live) return trouble(live.error());
  LiveViews views{.troubles = live->troubles.size()};
  for (const std::string& sentence : live->troubles) log_error(sentence);
  std::vector<std::string_view> names;
  bool found = false;
  for (const LiveNetwork& each : live->networks) {
    const std::string_view name = each.network->name.view();
    names.push_back(name);
    if (!options.network.empty() ? name != options.network
                                 : !bridge::desired_state(each.network, {}))
      continue;
    found = true;
    auto view = look_at(options, subject_of(options, *live, each));
    if (view)
      views.bridges.push_back(std::move(*view));
    else
      ++views.troubles;
  }
  if (!options.network.empty() && !found) {
    return trouble(fmt::format(
        "network '{}' is not active here; {}", options.network,
        names.empty() ? "no network is" : fmt::format("active: {}", fmt::join(names, ", "))));
  }
  if (!found) remark(options, "no network with a bridge is active here");
  return views;
}

}  // namespace virnet::cli
