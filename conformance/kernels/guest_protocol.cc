#include "conformance/kernels/guest_protocol.h"

#include <fmt/format.h>

#include <charconv>
#include <nlohmann/json.hpp>

namespace virnet::conformance {
namespace {

// Nothing that is said in a run is as long.
constexpr std::size_t kMaxLineSize = 64;
constexpr std::size_t kMaxContentSize = std::size_t{64} << 20;

struct Head {
  std::string_view word;
  std::size_t size = 0;
  std::uint32_t sum = 0;
};

template <typename Number>
bool read_number(std::string_view text, int base, Number& value) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, base);
  return error == std::errc() && end == text.data() + text.size() && !text.empty();
}

std::optional<Head> read_head(std::string_view line) {
  const std::size_t first = line.find(' ');
  const std::size_t second = first == line.npos ? first : line.find(' ', first + 1);
  if (second == line.npos) return std::nullopt;
  Head head{.word = line.substr(0, first)};
  const bool read = read_number(line.substr(first + 1, second - first - 1), 10, head.size) &&
                    read_number(line.substr(second + 1), 16, head.sum);
  return read && head.size <= kMaxContentSize ? std::optional(head) : std::nullopt;
}

std::unexpected<Error> malformed(std::string why) {
  return std::unexpected(Error{.code = ErrorCode::Malformed, .message = std::move(why)});
}

}  // namespace

std::uint32_t checksum(std::string_view bytes) {
  constexpr std::uint32_t kPolynomial = 0xedb88320;
  std::uint32_t sum = 0xffffffff;
  for (const char byte : bytes) {
    sum ^= static_cast<unsigned char>(byte);
    for (int bit = 0; bit < 8; ++bit) sum = (sum >> 1) ^ ((sum & 1) != 0 ? kPolynomial : 0);
  }
  return ~sum;
}

std::string to_bytes(const Answer& answer) {
  return fmt::format("{} {} {:08x}\n{}", answer.word, answer.content.size(),
                     checksum(answer.content), answer.content);
}

std::expected<std::optional<Answer>, Error> AnswerReader::next() {
  const std::size_t end = bytes_.find('\n');
  if (end == bytes_.npos && bytes_.size() <= kMaxLineSize) return std::nullopt;
  const std::optional<Head> head =
      end <= kMaxLineSize ? read_head(std::string_view(bytes_).substr(0, end)) : std::nullopt;
  if (!head) return malformed("its answer is garbled");
  if (bytes_.size() < end + 1 + head->size) return std::nullopt;
  Answer answer{.word = std::string(head->word), .content = bytes_.substr(end + 1, head->size)};
  if (checksum(answer.content) != head->sum)
    return malformed(fmt::format("the checksum of its '{}' is wrong", answer.word));
  bytes_.erase(0, end + 1 + head->size);
  return answer;
}

std::string to_request(const Selection& selection) {
  const nlohmann::json request = {{"only", selection.only},
                                  {"skip", selection.skip},
                                  {"repeat", selection.repeat},
                                  {"seed", selection.seed},
                                  {"keep_folder", selection.keep_folder}};
  return request.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

std::expected<Selection, Error> from_request(const std::string& request) {
  try {
    const auto read = nlohmann::json::parse(request);
    return Selection{.only = read.at("only").get<std::vector<std::string>>(),
                     .skip = read.at("skip").get<std::vector<std::string>>(),
                     .repeat = read.at("repeat").get<unsigned>(),
                     .seed = read.at("seed").get<std::uint64_t>(),
                     .keep_folder = read.at("keep_folder").get<std::string>()};
  } catch (const nlohmann::json::exception& bad) {
    return malformed(fmt::format("the request is not understood: {}", bad.what()));
  }
}

}  // namespace virnet::conformance
