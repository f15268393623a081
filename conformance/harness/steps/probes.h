// conformance/harness/steps/probes.h - What statements about sockets, limits and death need, which
// is more than a line: each does one thing with the testbed and says what it saw, or what it saw
// instead.
#pragma once

#include <expected>
#include <string>

#include "conformance/harness/testbed/testbed.h"

namespace virnet::conformance {

using Probed = std::expected<std::string, std::string>;

// Events for which there is no room are lost; the next reading says so, once.
[[nodiscard]] Probed lose_events(Testbed& testbed);
// A dump waits for its reader.
[[nodiscard]] Probed dump_through_least_buffer(Testbed& testbed);
// Changes are made although their answers find no room.
[[nodiscard]] Probed lose_answers(Testbed& testbed);
// One message of a batch is wrong.
[[nodiscard]] Probed send_batch_with_a_bad_one(Testbed& testbed);
[[nodiscard]] Probed dump_twice_at_once(Testbed& testbed);
[[nodiscard]] Probed change_during_a_dump(Testbed& testbed);
// More than the buffer for sending holds.
[[nodiscard]] Probed send_too_much(Testbed& testbed);
// A message within a batch says that it is shorter than a header.
[[nodiscard]] Probed send_batch_with_a_short_one(Testbed& testbed);
// The namespace with the far end of D is destroyed.
[[nodiscard]] Probed destroy_far_namespace(Testbed& testbed);
[[nodiscard]] Probed interrupt_a_reading(Testbed& testbed);
// More ports than a bridge can have.
[[nodiscard]] Probed fill_with_ports(Testbed& testbed);
// How many times as long a frame takes that is flooded as one to a known address, by the number of
// ports.
[[nodiscard]] Probed compare_flooding_with_forwarding(Testbed& testbed);
// SO_RCVBUFFORCE, which needs privilege over the whole host.
[[nodiscard]] Probed force_a_buffer(Testbed& testbed);

}  // namespace virnet::conformance
