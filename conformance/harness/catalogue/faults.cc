// What the kernel does when sockets overflow, links vanish and limits are reached.
#include <linux/if_bridge.h>
#include <linux/if_link.h>
#include <linux/neighbour.h>
#include <linux/rtnetlink.h>
#include <sys/socket.h>

#include <cerrno>

#include "conformance/harness/catalogue/statement.h"

namespace virnet::conformance {

using enum Who;

std::vector<Statement> fault_statements() {
  const bridge::PortFlags off{.learning = false};
  const Step refused_flags = FlagsStep{D, off, ENODEV};
  const Step refused_entry = AddStep{.port = D, .mac = Mac::D, .answer = ENODEV};
  constexpr Topology kTaps{.guests = Topology::Guests::Tap};
  auto probe = [](std::string_view id, std::string_view proves, std::string_view says,
                  Probed (*work)(Testbed&)) {
    return Statement{.id = id, .claim_any = proves, .steps = {ProbeStep{says, work}}};
  };
  auto in_own_lab = [](Statement statement) {
    statement.own_testbed = true;
    return statement;
  };
  return {
      probe("FLT-001", "events that find no room are lost, which the next reading says once",
            "300 events, 4096 bytes", lose_events),
      probe("FLT-002", "a dump is complete however small the buffer is",
            "a dump through the smallest buffer", dump_through_least_buffer),
      probe("FLT-003", "changes whose answers are lost have been made",
            "200 additions, the smallest buffer", lose_answers),
      probe("FLT-004", "a batch goes on behind a message that is refused",
            "the third of five is wrong", send_batch_with_a_bad_one),
      probe("FLT-005", "a second dump on a socket is refused while the first one goes on",
            "two dumps at once", dump_twice_at_once),
      probe("FLT-006", "a dump of entries is not marked when they change meanwhile",
            "changes during a dump", change_during_a_dump),
      in_own_lab({.id = "FLT-007",
                  .claim_any = "flags and entries of a link that is gone are ENODEV",
                  .steps = {JoinStep{true}, DeleteLinkStep{D}, refused_flags, refused_entry}}),
      {.id = "FLT-008",
       .claim_any = "flags and entries of a port that has left are EOPNOTSUPP",
       .steps = {JoinStep{true}, FlagsStep{D, off}, JoinStep{false}, FlagsStep{D, off, EOPNOTSUPP},
                 AddStep{.port = D, .mac = Mac::D, .answer = EOPNOTSUPP}}},
      {.id = "FLT-009",
       .claim_any = "a port that is up cannot get another name",
       .steps = {RenameStep{A, EBUSY}},
       .kernels = {.before = {6, 2}}},
      in_own_lab({.id = "FLT-009",
                  .claim_any = "a port that is up can get another name",
                  .steps = {RenameStep{A, 0}},
                  .kernels = {.from = {6, 12}}}),
      probe("FLT-010", "what is larger than the buffer for sending is EMSGSIZE", "one message",
            send_too_much),
      probe("FLT-011", "a message of a batch that is too short ends the batch without a word",
            "the second of three is 8 bytes long", send_batch_with_a_short_one),
      {.id = "FLT-012",
       .claim_any = "a tap that is not persistent takes its port with it when it is closed",
       .steps = {TapStep{A, TapUse::Drop}, LinkGoneStep{A}},
       .own_testbed = true,
       .topology = kTaps},
      in_own_lab({.id = "FLT-013",
                  .claim_any = "a port vanishes when the namespace of its far end is destroyed",
                  .steps = {JoinStep{true}, ProbeStep{"the far end's namespace destroyed",
                                                      destroy_far_namespace}}}),
      probe("FLT-014", "a signal ends a reading that has a time limit, in spite of SA_RESTART",
            "signals during a reading", interrupt_a_reading),
      in_own_lab({.id = "CST-001",
                  .claim_any = "what a flooded frame costs grows with the number of ports, in "
                               "comparison with a frame to a known address",
                  .steps = {ProbeStep{"times as long", compare_flooding_with_forwarding}}}),
      in_own_lab({.id = "ATT-030",
                  .claim_any = "a bridge has at most 1023 ports; one more is EXFULL",
                  .steps = {ProbeStep{"ports joined", fill_with_ports}}}),
  };
}

}  // namespace virnet::conformance
