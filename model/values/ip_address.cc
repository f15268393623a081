// IP addresses as libvirt reads and prints them.
#include <virnet/ip_address.h>

#include <charconv>

#include "model/values/digits.h"
#include "model/values/fast_parse.h"

namespace virnet {
namespace {

using internal::hex_digit;
using internal::is_digit;
using internal::parse_quad;

// One part of inet_aton(3): decimal, 0 octal, 0x hexadecimal. Advances `at` past it.
std::optional<std::uint32_t> aton_part(std::string_view text, std::size_t& at) {
  if (at >= text.size() || !is_digit(text[at])) return std::nullopt;
  unsigned base = 10;
  bool digits = false;
  if (text[at] == '0') {
    base = 8;
    digits = true;
    ++at;
    if (at < text.size() && (text[at] == 'x' || text[at] == 'X')) {
      base = 16;
      digits = false;
      ++at;
    }
  }
  std::uint64_t value = 0;
  for (; at < text.size(); ++at) {
    const int digit = hex_digit(text[at]);
    if (digit < 0 || static_cast<unsigned>(digit) >= base) break;
    digits = true;
    value = value * base + static_cast<unsigned>(digit);
    if (value > 0xffffffff) return std::nullopt;
  }
  if (!digits) return std::nullopt;
  return static_cast<std::uint32_t>(value);
}

std::optional<std::uint32_t> parse_aton(std::string_view text) {
  std::uint32_t result = 0;
  std::size_t at = 0;
  for (unsigned part = 0; part < 4; ++part) {
    const auto value = aton_part(text, at);
    if (!value) return std::nullopt;
    if (at == text.size()) {
      const unsigned bits = 32 - 8 * part;
      if (bits < 32 && *value >> bits != 0) return std::nullopt;
      return result | *value;
    }
    if (text[at] != '.' || *value > 255) return std::nullopt;
    ++at;
    result |= *value << (24 - 8 * part);
  }
  return std::nullopt;
}

struct Groups {
  std::array<std::uint16_t, 8> value{};
  std::size_t count = 0;
};

// "a:b:c", possibly empty, possibly ending in a dotted quad.
bool parse_groups(std::string_view text, bool quad_allowed, Groups& groups) {
  if (text.empty()) return true;
  while (true) {
    const std::size_t colon = text.find(':');
    const std::string_view group = text.substr(0, colon);
    if (quad_allowed && colon == std::string_view::npos && group.contains('.')) {
      const auto quad = parse_quad(group);
      if (!quad || groups.count > 6) return false;
      groups.value[groups.count++] = static_cast<std::uint16_t>(*quad >> 16);
      groups.value[groups.count++] = static_cast<std::uint16_t>(*quad);
      return true;
    }
    if (group.empty() || group.size() > 4 || groups.count == 8) return false;
    unsigned value = 0;
    for (const char c : group) {
      if (hex_digit(c) < 0) return false;
      value = value * 16 + static_cast<unsigned>(hex_digit(c));
    }
    groups.value[groups.count++] = static_cast<std::uint16_t>(value);
    if (colon == std::string_view::npos) return true;
    text.remove_prefix(colon + 1);
  }
}

std::optional<std::array<std::uint16_t, 8>> parse_pton(std::string_view text) {
  const std::size_t gap = text.find("::");
  Groups head;
  if (gap == std::string_view::npos) {
    if (!parse_groups(text, true, head) || head.count != 8) return std::nullopt;
    return head.value;
  }
  Groups tail;
  if (!parse_groups(text.substr(0, gap), false, head) ||
      !parse_groups(text.substr(gap + 2), true, tail) || head.count + tail.count > 7)
    return std::nullopt;
  for (std::size_t i = 0; i < tail.count; ++i) head.value[8 - tail.count + i] = tail.value[i];
  return head.value;
}

std::uint64_t join(const std::uint16_t* groups) {
  return std::uint64_t{groups[0]} << 48 | std::uint64_t{groups[1]} << 32 |
         std::uint64_t{groups[2]} << 16 | groups[3];
}

bool is_link_local(std::uint64_t high) { return high >> 54 == 0xfe80 >> 6; }
// ff?N: multicast of scope N.
bool is_multicast_of_scope(std::uint64_t high, unsigned scope) {
  return high >> 56 == 0xff && (high >> 48 & 0xf) == scope;
}

constexpr std::string_view kLoopbackName = "lo";
constexpr std::uint32_t kLoopbackIndex = 1;

std::optional<std::uint32_t> parse_scope(std::string_view text, std::uint64_t high) {
  const bool names =
      is_link_local(high) || is_multicast_of_scope(high, 1) || is_multicast_of_scope(high, 2);
  if (names && text == kLoopbackName) return kLoopbackIndex;
  std::uint32_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::optional<IpAddress> parse_v6(std::string_view text) {
  const std::size_t percent = text.find('%');
  const auto groups = parse_pton(text.substr(0, percent));
  if (!groups) return std::nullopt;
  const std::uint64_t high = join(groups->data());
  std::uint32_t scope = 0;
  if (percent != std::string_view::npos) {
    const auto parsed = parse_scope(text.substr(percent + 1), high);
    if (!parsed) return std::nullopt;
    scope = *parsed;
  }
  return IpAddress::v6(high, join(groups->data() + 4), scope);
}

char* print_quad(char* out, std::uint32_t value) {
  for (int shift = 24; shift >= 0; shift -= 8) {
    out = internal::print_number(out, static_cast<unsigned>(value >> shift & 0xff));
    if (shift > 0) *out++ = '.';
  }
  return out;
}

// Where "::" goes: the leftmost longest run of at least two zero groups.
struct Gap {
  int first = -1;
  int length = 0;
};

Gap find_gap(const std::array<std::uint16_t, 8>& groups) {
  Gap best;
  for (int i = 0; i < 8; ++i) {
    int end = i;
    while (end < 8 && groups[static_cast<std::size_t>(end)] == 0) ++end;
    if (end - i > best.length) best = {i, end - i};
    i = end;
  }
  return best.length < 2 ? Gap{} : best;
}

char* print_group(char* out, std::uint16_t group) {
  return std::to_chars(out, out + 4, group, 16).ptr;
}

char* print_groups(char* out, const std::array<std::uint16_t, 8>& groups, std::uint32_t low32) {
  const Gap gap = find_gap(groups);
  const bool embedded =
      gap.first == 0 && (gap.length == 6 || (gap.length == 5 && groups[5] == 0xffff));
  if (embedded) {
    for (const char c : std::string_view(gap.length == 6 ? "::" : "::ffff:")) *out++ = c;
    return print_quad(out, low32);
  }
  for (int i = 0; i < 8; ++i) {
    if (i == gap.first) {
      *out++ = ':';
      *out++ = ':';
      i += gap.length - 1;
      continue;
    }
    const bool after_gap = gap.first >= 0 && i == gap.first + gap.length;
    if (i > 0 && !after_gap) *out++ = ':';
    out = print_group(out, groups[static_cast<std::size_t>(i)]);
  }
  return out;
}

}  // namespace

std::optional<IpAddress> IpAddress::parse(std::string_view text) {
  if (const auto value = parse_quad(text)) return v4(*value);
  if (const auto value = parse_aton(text)) return v4(*value);
  return parse_v6(text);
}

std::optional<IpAddress> IpAddress::parse_v4(std::string_view text) {
  const auto address = parse(text);
  if (!address || address->is_v4()) return address;
  if (address->high() != 0 || address->low() >> 32 != 0xffff) return std::nullopt;
  return v4(static_cast<std::uint32_t>(address->low()));
}

IpAddress IpAddress::network(unsigned prefix) const {
  if (is_v4())
    return v4(prefix == 0 ? 0
                          : static_cast<std::uint32_t>(low() >> (32 - prefix) << (32 - prefix)));
  const auto keep = [](std::uint64_t half, unsigned bits) {
    return bits == 0 ? 0 : half >> (64 - bits) << (64 - bits);
  };
  return prefix <= 64 ? v6(keep(high(), prefix), 0) : v6(high(), keep(low(), prefix - 64));
}

std::optional<unsigned> IpAddress::mask_bits() const {
  for (unsigned prefix = 0; prefix <= bits(); ++prefix) {
    const IpAddress ones = is_v4() ? v4(0xffffffff) : v6(~std::uint64_t{0}, ~std::uint64_t{0});
    const IpAddress mask = ones.network(prefix);
    if (mask.high() == high() && mask.low() == low()) return prefix;
  }
  return std::nullopt;
}

char* IpAddress::print(char* out) const {
  if (is_v4()) return print_quad(out, static_cast<std::uint32_t>(low()));
  std::array<std::uint16_t, 8> groups{};
  for (std::size_t i = 0; i < 8; ++i)
    groups[i] = static_cast<std::uint16_t>((i < 4 ? high() : low()) >> (48 - 16 * (i % 4)));
  out = print_groups(out, groups, static_cast<std::uint32_t>(low()));
  if (scope() == 0) return out;
  *out++ = '%';
  if (scope() == kLoopbackIndex && (is_link_local(high()) || is_multicast_of_scope(high(), 2))) {
    for (const char c : kLoopbackName) *out++ = c;
    return out;
  }
  return internal::print_number(out, scope());
}

std::string IpAddress::to_string() const {
  char text[kMaxText];
  return {text, print(text)};
}

}  // namespace virnet
