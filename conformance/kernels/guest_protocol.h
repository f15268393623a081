// conformance/kernels/guest_protocol.h - What a booted kernel and whoever booted it tell each
// other.
//
// The request lies in the kernel's first files as JSON. The answers come through a port, a stream
// of bytes that ends anywhere when the kernel dies: each is a word, the size and the checksum of
// its content, a line break, the content.
#pragma once

#include <virnet/conform.h>
#include <virnet/error.h>

#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>

namespace virnet::conformance {

// CRC-32 as IEEE 802.3 has it.
[[nodiscard]] std::uint32_t checksum(std::string_view bytes);

struct Answer {
  // "kernel" with its release, "proved" with an id, "file" with a name, a zero and its bytes,
  // "report" with what report_message.h makes; "output" with what a command has printed, "ended"
  // with its exit status.
  std::string word = {};
  std::string content = {};
};
[[nodiscard]] std::string to_bytes(const Answer& answer);

// Takes the stream in pieces.
class AnswerReader {
 public:
  void feed(std::string_view bytes) { bytes_ += bytes; }
  // The next whole answer, or nothing yet. Error: Malformed.
  [[nodiscard]] std::expected<std::optional<Answer>, Error> next();

 private:
  std::string bytes_;
};

[[nodiscard]] std::string to_request(const Selection& selection);
// Error: Malformed.
[[nodiscard]] std::expected<Selection, Error> from_request(const std::string& request);

}  // namespace virnet::conformance
