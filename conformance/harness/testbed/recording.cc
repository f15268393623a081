#include "conformance/harness/testbed/recording.h"

#include <fmt/format.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <string_view>

namespace virnet::conformance {
namespace {

using Bytes = std::vector<std::byte>;

template <typename T>
void put(Bytes& out, T value) {
  const std::size_t at = out.size();
  out.resize(at + sizeof(T));
  std::memcpy(out.data() + at, &value, sizeof(T));
}

void put_padded(Bytes& out, std::span<const std::byte> data) {
  out.insert(out.end(), data.begin(), data.end());
  out.resize((out.size() + 3) / 4 * 4);
}

void put_option(Bytes& out, std::uint16_t code, std::span<const std::byte> value) {
  put(out, code);
  put(out, static_cast<std::uint16_t>(value.size()));
  put_padded(out, value);
}

void put_option(Bytes& out, std::uint16_t code, std::string_view text) {
  put_option(out, code, std::as_bytes(std::span(text)));
}

// A block: type, length, content, length again.
void put_block(Bytes& out, std::uint32_t type, const Bytes& content) {
  const auto length = static_cast<std::uint32_t>(content.size() + 12);
  put(out, type);
  put(out, length);
  out.insert(out.end(), content.begin(), content.end());
  put(out, length);
}

constexpr std::uint16_t kEnd = 0;  // of options
constexpr std::uint16_t kComment = 1;
constexpr std::uint16_t kName = 2;
constexpr std::uint16_t kFlags = 2;
constexpr std::uint16_t kEthernet = 1;

void put_section(Bytes& out, const std::string& comment) {
  Bytes content;
  put(content, std::uint32_t{0x1A2B3C4D});  // tells the byte order
  put(content, std::uint16_t{1});
  put(content, std::uint16_t{0});
  put(content, std::int64_t{-1});
  put_option(content, kComment, comment);
  put_option(content, kEnd, std::string_view{});
  put_block(out, 0x0A0D0D0A, content);
}

void put_interface(Bytes& out, const std::string& name) {
  Bytes content;
  put(content, kEthernet);
  put(content, std::uint16_t{0});
  put(content, std::uint32_t{0});  // no limit to a frame's length
  put_option(content, kName, name);
  put_option(content, kEnd, std::string_view{});
  put_block(out, 1, content);
}

}  // namespace

std::uint32_t Recording::add_interface(std::string name) {
  interfaces_.push_back(std::move(name));
  return static_cast<std::uint32_t>(interfaces_.size() - 1);
}

void Recording::add(std::uint32_t interface, Direction direction,
                    std::span<const std::byte> frame) {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  frames_.push_back({interface,
                     direction,
                     std::chrono::duration_cast<std::chrono::microseconds>(now),
                     {frame.begin(), frame.end()}});
}

std::vector<std::byte> Recording::pcapng(const std::string& comment) const {
  Bytes out;
  put_section(out, comment);
  for (const std::string& name : interfaces_) put_interface(out, name);
  for (const Recorded& frame : frames_) {
    const auto time = static_cast<std::uint64_t>(frame.at.count());
    Bytes content;
    put(content, frame.interface);
    put(content, static_cast<std::uint32_t>(time >> 32));
    put(content, static_cast<std::uint32_t>(time));
    put(content, static_cast<std::uint32_t>(frame.bytes.size()));
    put(content, static_cast<std::uint32_t>(frame.bytes.size()));
    put_padded(content, frame.bytes);
    const auto direction = static_cast<std::uint32_t>(frame.direction);
    put_option(content, kFlags, std::as_bytes(std::span(&direction, 1)));
    put_option(content, kEnd, std::string_view{});
    put_block(out, 6, content);
  }
  return out;
}

std::expected<void, Error> Recording::write(const std::string& path,
                                            const std::string& comment) const {
  const Bytes bytes = pcapng(comment);
  std::ofstream file(path, std::ios::binary);
  file.write(reinterpret_cast<const char*>(bytes.data()),
             static_cast<std::streamsize>(bytes.size()));
  file.close();
  if (file) return {};
  const int error = errno;
  return std::unexpected(
      Error{.code = ErrorCode::Io,
            .message = fmt::format("cannot write {}: {}", path, std::strerror(error)),
            .system_error = error});
}

}  // namespace virnet::conformance
