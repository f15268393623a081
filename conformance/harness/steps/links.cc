// Steps that change links: their cables, names, taps, captures, and a second bridge.
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstring>

#include "conformance/harness/steps/runner.h"
#include "conformance/harness/testbed/namespace.h"

namespace virnet::conformance {
namespace {

using namespace std::chrono_literals;

std::string answer_text(int error) { return error == 0 ? "ok" : bridge::errno_name(error); }

}  // namespace

Runner::Seen Runner::operate(const CarrierStep& step) {
  return change(bridge::SetLink{.index = testbed_.far_end(actual(step.port)), .up = step.on}, 0,
                fmt::format("the cable of {} {}", to_string(step.port), step.on ? "in" : "out"));
}

Runner::Seen Runner::operate(const RenameStep& step) {
  const std::string name = "another-name";
  Seen seen =
      change(bridge::SetLink{.index = testbed_.link(actual(step.link)), .name = name}, step.answer,
             fmt::format("{} renamed: {}", to_string(step.link), answer_text(step.answer)));
  if (seen && step.answer == 0) testbed_.renamed(actual(step.link), name);
  return seen;
}

Runner::Seen Runner::operate(const DeleteLinkStep& step) {
  return change(bridge::DeleteLink{testbed_.link(actual(step.link))}, 0,
                fmt::format("{} deleted", to_string(step.link)));
}

Runner::Seen Runner::operate(const OtherBridgeStep&) {
  if (bridge::Outcome made = testbed_.add_other_bridge(); !made)
    return std::unexpected(to_string(made.error()));
  return "D joins another bridge";
}

Runner::Seen Runner::operate(const CaptureStep& step) {
  const std::string said =
      fmt::format("a capture on {} {}", to_string(step.link), step.on ? "begins" : "ends");
  capture_.reset();
  if (!step.on) return said;
  bridge::Result<bridge::Link> link = testbed_.kernel().link(testbed_.link(actual(step.link)));
  if (!link) return std::unexpected(to_string(link.error()));
  bridge::Result<Endpoint> endpoint = Endpoint::open(testbed_.kernel(), *link, true);
  if (!endpoint) return std::unexpected(to_string(endpoint.error()));
  capture_.emplace(std::move(*endpoint));
  return said;
}

Runner::Seen Runner::operate(const SysfsStep& step) {
  const std::string path =
      fmt::format("/sys/class/net/{}/{}", testbed_.port_name(actual(step.link)), step.file);
  const int error = write_file(path, step.text);
  const std::string said = fmt::format("\"{}\" into {} of {}: {}", step.text, step.file,
                                       to_string(step.link), answer_text(error));
  if (error == step.answer) return said;
  return std::unexpected(fmt::format("{}; expected {}", said, answer_text(step.answer)));
}

Runner::Seen Runner::operate(const TapStep& step) {
  const Who guest = actual(step.guest);
  const bridge::Outcome done = testbed_.with_tap(guest, step.does);
  if (!done) return std::unexpected(to_string(done.error()));
  switch (step.does) {
    case TapUse::Open: return fmt::format("the tap {} opened again", to_string(step.guest));
    case TapUse::Close: return fmt::format("the tap {} closed", to_string(step.guest));
    case TapUse::Drop: break;
  }
  return fmt::format("the tap {} no longer persistent, and closed", to_string(step.guest));
}

Runner::Seen Runner::operate(const LinkGoneStep& step) {
  bridge::Result<std::unique_ptr<bridge::Events>> events = testbed_.kernel().subscribe();
  if (!events) return std::unexpected(to_string(events.error()));
  const auto deadline = std::chrono::steady_clock::now() + 15s;
  while (std::chrono::steady_clock::now() < deadline) {
    const bridge::Result<bridge::Link> link =
        testbed_.kernel().link(testbed_.link(actual(step.link)));
    if (!link && link.error().error == ENODEV)
      return fmt::format("{} is gone", to_string(step.link));
    if (auto heard = (*events)->wait(100ms); !heard)
      return std::unexpected(to_string(heard.error()));
  }
  return std::unexpected(fmt::format("{} is still there after 15 s", port_named(step.link)));
}

Runner::Seen Runner::operate(const ProbeStep& step) {
  Seen seen = step.probe(testbed_);
  if (seen) return fmt::format("{}: {}", step.says, *seen);
  return std::unexpected(fmt::format("{}: {}", step.says, seen.error()));
}

}  // namespace virnet::conformance
