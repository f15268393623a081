// Bridges and plans as text, virnet's own and iproute2's: what was read is written and read again
// as it was.
#include <virnet/iproute2.h>
#include <virnet/plan_json.h>
#include <virnet/state_json.h>

#include <string>

#include "fuzz/input.h"
#include "fuzz/oracle.h"

namespace virnet::fuzz {
namespace {

using namespace virnet::bridge;

void check_state(const BridgeState& state) {
  const std::string written = to_json(state);
  const auto again = read_state(written);
  require(again.has_value(), "what was written is refused: {}\n{}",
          again ? "" : again.error().message, written);
  require(*again == state, "written and read it is another bridge:\n{}", written);
}

void read_as_state(std::string_view text) {
  const auto state = read_state(text);
  if (state)
    check_state(*state);
  else
    require(!state.error().message.empty(), "refused without a word");
}

void read_as_plan(std::string_view text) {
  const auto stored = read_plan(text);
  if (!stored) {
    require(!stored.error().message.empty(), "refused without a word");
    return;
  }
  const std::string written = to_json(stored->plan, stored->desired);
  const auto again = read_plan(written);
  require(again.has_value(), "what was written is refused: {}\n{}",
          again ? "" : again.error().message, written);
  require(again->plan.operations == stored->plan.operations && again->desired == stored->desired,
          "written and read it is another plan:\n{}", written);
}

// Four texts with NULs between.
void read_as_capture(std::string_view text) {
  Iproute2Texts texts;
  for (std::string* part :
       {&texts.ip_link, &texts.bridge_link, &texts.bridge_fdb, &texts.bridge_vlan}) {
    const std::size_t end = std::min(text.find('\0'), text.size());
    *part = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  const auto capture = read_iproute2(texts, "br0");
  if (capture)
    check_state(capture->state);
  else
    require(!capture.error().message.empty(), "refused without a word");
}

}  // namespace
}  // namespace virnet::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace virnet::fuzz;
  if (size > kMostBytes) return 0;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  if (text.find('\0') != std::string_view::npos) {
    read_as_capture(text);
  } else {
    read_as_state(text);
    read_as_plan(text);
  }
  return 0;
}
