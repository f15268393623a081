// conformance/harness/testbed/recording.h - The frames of one statement, kept for whoever wants to
// know why it failed.
#pragma once

#include <virnet/error.h>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <expected>
#include <span>
#include <string>
#include <vector>

namespace virnet::conformance {

class Recording {
 public:
  enum class Direction : std::uint8_t { Seen = 1, Sent = 2 };  // as pcapng numbers them

  // Returns the number by which frames name the interface.
  [[nodiscard]] std::uint32_t add_interface(std::string name);
  void add(std::uint32_t interface, Direction direction, std::span<const std::byte> frame);
  // Forgets the frames, not the interfaces.
  void clear() { frames_.clear(); }
  [[nodiscard]] std::size_t size() const { return frames_.size(); }

  // A pcapng capture, which tcpdump and Wireshark read; `comment` says what it shows.
  [[nodiscard]] std::vector<std::byte> pcapng(const std::string& comment) const;
  // The same into a file. Error: Io.
  [[nodiscard]] std::expected<void, Error> write(const std::string& path,
                                                 const std::string& comment) const;

 private:
  struct Recorded {
    std::uint32_t interface = 0;
    Direction direction = Direction::Seen;
    std::chrono::microseconds at{};
    std::vector<std::byte> bytes = {};
  };
  std::vector<std::string> interfaces_;
  std::vector<Recorded> frames_;
};

}  // namespace virnet::conformance
