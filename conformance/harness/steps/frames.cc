// Steps that send frames or wait for entries to age.
#include <fmt/format.h>

#include <algorithm>
#include <chrono>

#include "conformance/harness/steps/runner.h"
#include "conformance/harness/testbed/ip_packet.h"

namespace virnet::conformance {
namespace {

// What a sender is called when its source is nothing special.
Mac natural_source(Who who) {
  switch (who) {
    case Who::A: return Mac::A;
    case Who::B: return Mac::B;
    case Who::C: return Mac::C;
    default: return Mac::R2;
  }
}

std::string frame_text(const SendStep& step) {
  std::string text(to_string(step.from));
  if (step.source != natural_source(step.from))
    text += fmt::format(" as {}", to_string(step.source));
  if (step.vlan != 0) text += fmt::format(" tagged {}", step.vlan);
  return text + fmt::format(" to {}", to_string(step.destination));
}

}  // namespace

std::string Runner::wrong_delivery(const SendStep& step, const Delivery& delivery,
                                   WhoSet expected) const {
  auto ports = [&](WhoSet set) {
    std::string text;
    for (const Who who : kReceivers) {
      if (!set.has(who)) continue;
      if (!text.empty()) text += ", ";
      text += testbed_.port_name(who);
    }
    return text;
  };
  const std::string frame = fmt::format(
      "frame {} from {} ({} -> {}; {})", delivery.cookie, testbed_.port_name(actual(step.from)),
      testbed_.mac(actual(step.source)).to_string(),
      testbed_.mac(actual(step.destination)).to_string(), frame_text(step));
  if (!delivery.lost_controls.empty()) {
    return fmt::format("nothing is proved: the broadcasts after {} did not reach {}", frame,
                       ports(delivery.lost_controls));
  }
  const WhoSet leaked = delivery.at.without(expected);
  const WhoSet missing = expected.without(delivery.at);
  std::string text;
  if (!leaked.empty()) text = fmt::format("{} leaked to {}", frame, ports(leaked));
  if (!missing.empty()) {
    text += text.empty() ? frame + " did" : " and did";
    text += fmt::format(" not arrive at {}", ports(missing));
  }
  if (!delivery.twice.empty())
    text += fmt::format("{}: more than one copy at {}", text.empty() ? frame : "",
                        ports(delivery.twice));
  if (!delivery.other_tag.empty()) {
    text += fmt::format("{}: another VLAN tag at {}", text.empty() ? frame : "",
                        ports(delivery.other_tag));
  }
  if (text.empty()) return text;
  return text + fmt::format("; expected at: {}", expected.empty() ? "nobody" : ports(expected));
}

Runner::Seen Runner::operate(const SendStep& step) {
  const bool kernel = testbed_.input().mode == BridgeMode::Kernel;
  WhoSet expected = actual(kernel ? step.kernel : step.libvirt);
  WhoSet misses = actual(step.control_misses);
  if (testbed_.input().isolated && is_guest(step.from)) {
    // The document isolates all guests from each other, and from their own hairpin.
    expected = expected.without({Who::A, Who::B, Who::C});
    for (const Who who : kGuests) misses.add(who);
  }
  const FrameSpec spec{.from = actual(step.from),
                       .source = testbed_.mac(actual(step.source)),
                       .destination = testbed_.mac(actual(step.destination)),
                       .vlan = step.vlan,
                       .control_misses = misses,
                       .control_as_self = step.control_as_self,
                       .self = testbed_.mac(actual(natural_source(step.from))),
                       .as_ip = step.as_ip};
  using namespace std::chrono_literals;
  const auto deadline = std::chrono::steady_clock::now() + (step.eventually ? 10s : 0s);
  for (;;) {
    Seen seen = send_frame(step, spec, expected);
    if (seen || std::chrono::steady_clock::now() >= deadline) return seen;
  }
}

Runner::Seen Runner::send_frame(const SendStep& step, const FrameSpec& spec, WhoSet expected) {
  bridge::Result<Delivery> delivery = exchange_.send(spec);
  if (!delivery) return std::unexpected(to_string(delivery.error()));
  std::string wrong = wrong_delivery(step, *delivery, expected);
  if (!wrong.empty()) return std::unexpected(std::move(wrong));
  return fmt::format("{}: {}", frame_text(step), to_string(expected));
}

Runner::Seen Runner::operate(const IgmpStep& step) {
  const Who from = actual(step.from);
  const MacAddress source = testbed_.mac(actual(natural_source(step.from)));
  const bridge::Outcome sent = testbed_.endpoint(from).send_bytes(
      step.report ? igmp_report(source, testbed_.mac(Mac::Multicast)) : igmp_query(source));
  if (!sent) return std::unexpected(to_string(sent.error()));
  return fmt::format("{} sends an IGMP {}", to_string(step.from),
                     step.report ? "report for multicast" : "query");
}

Runner::Seen Runner::operate(const CardStep& step) {
  bridge::Result<bridge::Link> card = testbed_.kernel().link(testbed_.link(Who::U));
  if (!card) return std::unexpected(to_string(card.error()));
  bridge::Result<Endpoint> host = Endpoint::open(testbed_.kernel(), *card, false);
  if (!host) return std::unexpected(to_string(host.error()));
  // The driver tells the card in its own time (since 6.8 from a work queue).
  using namespace std::chrono_literals;
  const auto deadline = std::chrono::steady_clock::now() + 10s;
  std::expected<bool, std::string> taken = !step.taken;
  while (taken && *taken != step.taken && std::chrono::steady_clock::now() < deadline)
    taken = exchange_.comes_in(*host, testbed_.mac(step.destination));
  if (!taken) return std::unexpected(taken.error());
  const std::string seen = fmt::format("from the wire to {}: {} by the card",
                                       to_string(step.destination), *taken ? "taken" : "dropped");
  if (*taken == step.taken) return seen;
  return std::unexpected(seen);
}

Runner::Seen Runner::operate(const GoneStep& step) {
  using namespace std::chrono_literals;
  const MacAddress mac = testbed_.mac(actual(step.mac));
  bridge::Result<std::unique_ptr<bridge::Events>> events = testbed_.kernel().subscribe();
  if (!events) return std::unexpected(to_string(events.error()));
  const auto deadline = std::chrono::steady_clock::now() + 15s;
  while (std::chrono::steady_clock::now() < deadline) {
    bridge::Result<std::vector<bridge::FdbEntry>> table =
        testbed_.kernel().fdb(testbed_.link(Who::BR));
    if (!table) return std::unexpected(to_string(table.error()));
    const bool there = std::any_of(table->begin(), table->end(),
                                   [&](const bridge::FdbEntry& entry) { return entry.mac == mac; });
    if (!there) return fmt::format("{} gone", to_string(step.mac));
    if (auto heard = (*events)->wait(250ms); !heard)
      return std::unexpected(to_string(heard.error()));
  }
  return std::unexpected(fmt::format("the entry of {} is still there after 15 s", mac.to_string()));
}

}  // namespace virnet::conformance
