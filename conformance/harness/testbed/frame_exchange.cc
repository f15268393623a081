#include "conformance/harness/testbed/frame_exchange.h"

#include <poll.h>

#include <array>
#include <cerrno>

namespace virnet::conformance {
namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

// Far longer than a frame takes on a loaded machine; passes only when something is broken.
constexpr std::chrono::milliseconds kPatience = 3s;

// One for each sender, so that learning them moves nothing.
MacAddress control_source(Who from) {
  return MacAddress({0x02, 0xfe, 0x00, 0x00, 0x00, static_cast<std::uint8_t>(from)});
}

WhoSet everyone_but(Who who) {
  WhoSet all;
  for (const Who receiver : kReceivers) {
    if (receiver != who) all.add(receiver);
  }
  return all;
}

}  // namespace

bridge::Result<FrameExchange::Awaited> FrameExchange::send_control(Who from,
                                                                   const MacAddress& source,
                                                                   WhoSet reaches) {
  const Frame frame{
      .source = source, .destination = testbed_.mac(Mac::Broadcast), .cookie = ++cookie_};
  if (bridge::Outcome sent = testbed_.endpoint(from).send(frame); !sent)
    return std::unexpected(std::move(sent.error()));
  ++controls_;
  return Awaited{.cookie = cookie_, .missing = reaches};
}

void FrameExchange::collect(Who at, Delivery& delivery, std::uint16_t tag,
                            std::span<Awaited> controls) {
  while (const std::optional<Frame> frame = testbed_.endpoint(at).receive()) {
    if (frame->cookie == delivery.cookie) {
      if (delivery.at.has(at)) delivery.twice.add(at);
      delivery.at.add(at);
      if (frame->vlan != tag) delivery.other_tag.add(at);
    }
    for (Awaited& control : controls) {
      if (frame->cookie == control.cookie) control.missing.remove(at);
    }
  }
}

void FrameExchange::wait_for_frames(std::chrono::milliseconds patience) {
  std::array<pollfd, std::size(kReceivers)> waiting{};
  for (std::size_t i = 0; i < waiting.size(); ++i) {
    waiting.at(i) = {
        .fd = testbed_.endpoint(kReceivers[i]).descriptor(), .events = POLLIN, .revents = 0};
  }
  (void)poll(waiting.data(), waiting.size(), static_cast<int>(patience.count()));
}

bridge::Result<Delivery> FrameExchange::send(const FrameSpec& spec) {
  Delivery delivery{.cookie = ++cookie_};
  const Frame frame{spec.source, spec.destination, spec.vlan, delivery.cookie, spec.as_ip};
  if (bridge::Outcome sent = testbed_.endpoint(spec.from).send(frame); !sent) {
    return std::unexpected(std::move(sent.error()));
  }
  ++frames_;
  const Who other = spec.from == Who::U ? Who::A : Who::U;
  const WhoSet second = other == Who::A ? WhoSet{Who::U} : WhoSet{Who::A, Who::B, Who::C, Who::BR};
  bridge::Result<Awaited> own =
      send_control(spec.from, spec.control_as_self ? spec.self : control_source(spec.from),
                   everyone_but(spec.from).without(spec.control_misses));
  if (!own) return std::unexpected(std::move(own.error()));
  bridge::Result<Awaited> others = send_control(other, control_source(other), second);
  if (!others) return std::unexpected(std::move(others.error()));
  std::array<Awaited, 2> controls = {*own, *others};
  const auto deadline = Clock::now() + kPatience;
  for (;;) {
    for (const Who receiver : kReceivers) collect(receiver, delivery, spec.vlan, controls);
    if (controls[0].missing.empty() && controls[1].missing.empty()) return delivery;
    const auto left =
        std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now());
    if (left <= 0ms) break;
    wait_for_frames(left);
  }
  for (const Awaited& control : controls) {
    for (const Who receiver : kReceivers) {
      if (control.missing.has(receiver)) delivery.lost_controls.add(receiver);
    }
  }
  return delivery;
}

std::expected<bool, std::string> FrameExchange::comes_in(Endpoint& host,
                                                         const MacAddress& destination) {
  const MacAddress source = control_source(Who::U);
  const Frame frame{.source = source, .destination = destination, .cookie = ++cookie_};
  const Frame after{
      .source = source, .destination = testbed_.mac(Mac::Broadcast), .cookie = ++cookie_};
  for (const Frame& each : {frame, after}) {
    if (bridge::Outcome sent = testbed_.endpoint(Who::U).send(each); !sent)
      return std::unexpected(to_string(sent.error()));
  }
  ++frames_;
  controls_ += 2;  // as after each frame
  bool taken = false;
  const auto deadline = Clock::now() + kPatience;
  while (Clock::now() < deadline) {
    while (const std::optional<Frame> seen = host.receive()) {
      taken = taken || seen->cookie == frame.cookie;
      if (seen->cookie == after.cookie) return taken;
    }
    pollfd waiting{.fd = host.descriptor(), .events = POLLIN, .revents = 0};
    (void)poll(&waiting, 1, 100);
  }
  return std::unexpected("nothing is proved: the broadcast after the frame did not come in");
}

bridge::Outcome FrameExchange::warm_up() {
  const auto deadline = Clock::now() + 10s;
  Delivery nothing;
  for (const Who from : {Who::U, Who::A, Who::B, Who::C}) {
    WhoSet missing = everyone_but(from);
    if (testbed_.input().isolated && is_guest(from))
      missing = missing.without({Who::A, Who::B, Who::C});
    for (bool done = false; !done;) {
      if (Clock::now() > deadline) {
        return std::unexpected(
            bridge::KernelError{.error = ETIMEDOUT, .action = "get frames through the bridge"});
      }
      bridge::Result<Awaited> control = send_control(from, control_source(from), missing);
      if (!control) return std::unexpected(std::move(control.error()));
      // Short: it only says when to try again.
      const auto again = Clock::now() + 20ms;
      while (!control->missing.empty() && Clock::now() < again) {
        wait_for_frames(5ms);
        for (const Who receiver : kReceivers) collect(receiver, nothing, 0, {&*control, 1});
      }
      done = control->missing.empty();
    }
  }
  controls_ = 0;
  return {};
}

}  // namespace virnet::conformance
