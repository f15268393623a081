// include/virnet/conform.h - Proving with frames that a kernel does what a network's document says.
//
//   virnet::NetworkDraft draft;
//   draft->name = "lab";
//   if (const auto input = virnet::ConformInput::from(*draft.finish())) {
//     const auto report = virnet::conform(*input, {}, {.only = {"FRM-001"}});
//     if (!report) fmt::print("{}\n", report.error().message);  // no privilege, for one
//     for (const auto& result : report ? report->statements :
//     std::vector<virnet::StatementResult>())
//       fmt::print("{} {}\n", result.id, result.evidence);
//   }
//
// conform() builds the bridge in a network namespace of its own, with an uplink and three guests,
// programs it for its macTableManager, sends frames and watches where they come out. Everything is
// gone when it returns, and also when the process is killed. It needs root or user namespaces;
// nothing on the host is touched.
//
// <virnet/conform_catalogue.h> does without a document: it proves the whole catalogue of statements
// about the kernel, in both modes.
#pragma once

#include <virnet/conform_input.h>
#include <virnet/error.h>
#include <virnet/kernel.h>

#include <cstdint>
#include <expected>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace virnet {

enum class Verdict : std::uint8_t { Pass, Fail, Skip };
[[nodiscard]] std::string_view to_string(Verdict verdict);

struct StatementResult {
  std::string id = {};      // stable: "FRM-002"
  std::string proves = {};  // in one sentence
  Verdict verdict = Verdict::Fail;
  // What was read and where frames came out; of a skip, the probed reason.
  std::string evidence = {};
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
  std::vector<std::string> notes = {};  // how the testbed differs from the real thing
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

// Errors: NoPrivilege if no namespace may be made; Unsupported if the kernel has none; Kernel if
// the bridge cannot be built; Io if the process in the namespace fails; Malformed if its report
// cannot be read.
[[nodiscard]] std::expected<ConformReport, Error> conform(const ConformInput& input,
                                                          const ConformHooks& hooks = {},
                                                          const Selection& selection = {});

}  // namespace virnet
