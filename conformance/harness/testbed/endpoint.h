// conformance/harness/testbed/endpoint.h - Something that sends frames and sees what arrives.
#pragma once

#include <virnet/kernel.h>
#include <virnet/mac_address.h>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "conformance/harness/testbed/recording.h"

namespace virnet::conformance {

// A test frame: EtherType 0x88B5 (local experimental, IEEE 802) and a number that makes it unique.
struct Frame {
  MacAddress source = {};
  MacAddress destination = {};
  std::uint16_t vlan = 0;  // 802.1Q tag, 0: none
  std::uint64_t cookie = 0;
  bool as_ip = false;  // within an IPv4 packet to the group of the destination
};

[[nodiscard]] std::vector<std::byte> encode_frame(const Frame& frame);
// Nothing if the bytes are no test frame. A tag that was taken out of the bytes on the way is not
// seen here.
[[nodiscard]] std::optional<Frame> decode_frame(std::span<const std::byte> bytes);

// A packet socket on one link, or a tap.
class Endpoint {
 public:
  // A promiscuous endpoint takes frames for any address and asserts that its link became
  // promiscuous; one that is not sees what the link gives to the host.
  [[nodiscard]] static bridge::Result<Endpoint> open(bridge::Kernel& kernel,
                                                     const bridge::Link& link, bool promiscuous);
  // The other side of a tap device; the descriptor is the station's from now on.
  [[nodiscard]] static Endpoint of_tap(int descriptor, std::string name);
  Endpoint(Endpoint&& other) noexcept;
  Endpoint& operator=(Endpoint&& other) noexcept;
  ~Endpoint();

  // From now on each frame sent and seen goes into the recording, which must outlive the endpoint.
  void record(Recording& recording);

  [[nodiscard]] bridge::Outcome send(const Frame& frame);
  // A frame of any kind.
  [[nodiscard]] bridge::Outcome send_bytes(std::span<const std::byte> bytes);
  // The next test frame that has arrived, if there is one.
  [[nodiscard]] std::optional<Frame> receive();
  [[nodiscard]] int descriptor() const { return descriptor_; }
  // Closes the descriptor: nothing is sent or seen any more.
  void end();

 private:
  explicit Endpoint(int descriptor, std::string name)
      : descriptor_(descriptor), name_(std::move(name)) {}
  // The bytes of the next frame and the tag that was taken out of them; no bytes: there is none.
  struct Raw {
    std::vector<std::byte> bytes = {};
    std::uint16_t removed_tag = 0;
  };
  [[nodiscard]] Raw receive_bytes();
  void recorded(Recording::Direction direction, std::span<const std::byte> bytes,
                std::uint16_t removed_tag);
  int descriptor_ = -1;
  bool tap_ = false;
  std::string name_;
  Recording* recording_ = nullptr;
  std::uint32_t interface_ = 0;  // in the recording
};

}  // namespace virnet::conformance
