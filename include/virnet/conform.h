// include/virnet/conform.h - Proving with frames that a kernel does what a network's document says.
//
//   auto input = virnet::ConformInput::from(network);
//   if (!input) return say(input.error());               // no bridge: nothing to prove
//   auto report = virnet::conform(*input);
//   if (!report) return fail(report.error());            // no privilege for a network namespace
//   for (const virnet::StatementResult& s : report->statements) fmt::print("{} {}\n", s.id,
//   s.evidence);
//
// conform() builds the bridge in a network namespace of its own, with an uplink and three guests,
// programs it for its macTableManager, sends frames and watches where they come out. Everything is
// gone when it returns, and also when the process is killed. It needs root or user namespaces;
// nothing on the host is touched.
//
// conform_catalogue() does without a document: it takes the whole catalogue of statements about the
// kernel, in both modes.
#pragma once

#include <virnet/address.h>
#include <virnet/kernel.h>
#include <virnet/network.h>

#include <chrono>
#include <cstdint>
#include <expected>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace virnet {

// Who looks after the MAC table of the bridge.
enum class BridgeMode : std::uint8_t {
  Kernel,   // ports learn and flood
  Libvirt,  // guest ports do neither; each guest's address is a static entry
};
[[nodiscard]] std::string_view to_string(BridgeMode mode);

// What a document says about its bridge, as far as a kernel can show it.
struct ConformInput {
  std::string network = {};  // its name, for the report
  std::string bridge = "virbr0";
  BridgeMode mode = BridgeMode::Kernel;
  bool stp = false;
  std::uint64_t delay = 0;  // seconds, the forward delay
  std::optional<MacAddress> mac = {};
  std::uint32_t mtu = 0;  // 0: not said
  bool isolated = false;  // <port isolated='yes'/>
  std::vector<bridge::LinkAddress> addresses = {};

  // What libvirt would do for this network (12.8): STP is on unless the document says "off", a
  // bridge without a name is virbr0. In forward mode bridge the bridge is the administrator's, only
  // its name counts. The error says why there is nothing to prove.
  [[nodiscard]] static std::expected<ConformInput, std::string> from(const Network& network);
};

enum class Verdict : std::uint8_t { Pass, Fail, Skip };
[[nodiscard]] std::string_view to_string(Verdict verdict);

struct StatementResult {
  std::string id = {};      // stable: "FRM-002"
  std::string proves = {};  // in one sentence
  Verdict verdict = Verdict::Fail;
  std::string evidence =
      {};  // what was read and where frames came out; of a skip, the probed reason
  // "kernel" or "libvirt": the mode in which it was proved; "any" if the statement is about both
  // and was proved in both.
  std::string mode = "any";
  std::string kept = {};  // the file with the frames of a failed statement, if they were kept
};

struct ConformReport {
  std::string network = {};
  std::string bridge = {};
  BridgeMode mode = BridgeMode::Kernel;
  std::string kernel = {};              // "6.18.44"
  std::vector<std::string> notes = {};  // how the lab differs from what it stands for
  std::vector<StatementResult> statements = {};
  std::uint64_t frames = 0;    // sent to be looked for
  std::uint64_t controls = 0;  // sent after them, and seen wherever a frame could have been

  [[nodiscard]] std::size_t count(Verdict verdict) const;
};

// Which statements, and how often.
struct Selection {
  std::vector<std::string> only = {};  // globs for ids, "FRM-0*"; empty: all
  std::vector<std::string> skip = {};  // taken out of these
  unsigned repeat = 1;                 // a statement passes if it does each time
  // 0: in the order of the catalogue. Otherwise statements and guests are shuffled by it, by one
  // more in each repeat.
  std::uint64_t seed = 0;
  std::string keep_folder = {};  // where the frames of failed statements are kept; empty: nowhere

  [[nodiscard]] bool takes(const std::string& id) const;
};

struct ConformHooks {
  // Called each time the bridge has been programmed, before the frames of a statement. A test
  // spoils something here and sees which statements notice.
  std::function<void(bridge::Kernel& kernel, std::span<const std::string> guest_ports)> programmed =
      {};
  // Called with each statement's result, in the process that proves it.
  std::function<void(const StatementResult& result)> proved = {};
};

// The error is a sentence: why no namespace could be made, or the bridge not be built.
[[nodiscard]] std::expected<ConformReport, std::string> conform(const ConformInput& input,
                                                                const ConformHooks& hooks = {},
                                                                const Selection& selection = {});

// A line of the catalogue: an id comes once for each mode in which it says something else.
struct CatalogueLine {
  std::string id = {};
  std::string mode = {};
  std::string proves = {};
  std::string kernels =
      {};  // where it is to be found: "all", "6.1 and later", "with VLAN filtering"
};
[[nodiscard]] std::vector<CatalogueLine> list_catalogue(const Selection& selection = {});

// Proves the catalogue on this kernel. `network` of the report is empty. A statement about other
// kernels is skipped with the reason.
[[nodiscard]] std::expected<ConformReport, std::string> conform_catalogue(
    const Selection& selection = {}, const ConformHooks& hooks = {});

}  // namespace virnet
