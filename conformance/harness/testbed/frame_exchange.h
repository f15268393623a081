// conformance/harness/testbed/frame_exchange.h - Sending a frame and knowing where it came out, and
// where it did not.
//
// A frame that does not arrive proves nothing until something sent after it, on the same way, has
// arrived. So each frame is followed by two broadcasts: one from the same sender and one from
// another, which between them reach every receiver, the sender included. All of it is handled in
// order on one processor (namespace.h): who has seen the broadcast and not the frame will not see
// it any more. No time is waited for.
#pragma once

#include <chrono>
#include <cstdint>
#include <expected>
#include <map>
#include <string>

#include "conformance/harness/testbed/testbed.h"

namespace virnet::conformance {

struct FrameSpec {
  Who from = Who::U;
  MacAddress source = {};
  MacAddress destination = {};
  std::uint16_t vlan = 0;
  WhoSet control_misses = {};  // receivers that the sender's broadcast cannot reach: isolated ones
  bool control_as_self =
      false;  // the sender's broadcast bears `self`, where unknown sources do not pass
  MacAddress self = {};
  bool as_ip = false;
};

struct Delivery {
  WhoSet at = {};
  WhoSet twice = {};          // more than one copy
  WhoSet other_tag = {};      // came out with another VLAN tag than it had
  WhoSet lost_controls = {};  // not even the broadcasts arrived here: nothing is proved
  std::uint64_t cookie = 0;
};

class FrameExchange {
 public:
  explicit FrameExchange(Testbed& testbed) : testbed_(testbed) {}

  // Sends broadcasts until all receivers see all senders; an interface that is up takes a moment to
  // pass frames.
  [[nodiscard]] bridge::Outcome warm_up();
  [[nodiscard]] bridge::Result<Delivery> send(const FrameSpec& spec);

  // Whether the host's side of the uplink takes a frame from the wire for this address; a broadcast
  // after it must come in.
  [[nodiscard]] std::expected<bool, std::string> comes_in(Endpoint& host,
                                                          const MacAddress& destination);

  [[nodiscard]] std::uint64_t frames() const { return frames_; }
  [[nodiscard]] std::uint64_t controls() const { return controls_; }

 private:
  struct Awaited {
    std::uint64_t cookie = 0;
    WhoSet missing;
  };
  [[nodiscard]] bridge::Result<Awaited> send_control(Who from, const MacAddress& source,
                                                     WhoSet reaches);
  void collect(Who at, Delivery& delivery, std::uint16_t tag, std::span<Awaited> controls);
  void wait_for_frames(std::chrono::milliseconds patience);

  Testbed& testbed_;
  std::uint64_t cookie_ = 0;
  std::uint64_t frames_ = 0;
  std::uint64_t controls_ = 0;
};

}  // namespace virnet::conformance
