// conformance/harness/steps/request.h - Netlink messages as statements write them: byte for byte,
// also those that no program in its right mind would send.
//
//   RequestStep{.says = "learning 2",
//               .type = RTM_SETLINK,
//               .head = port_head(A),
//               .fields = {nest(IFLA_PROTINFO, {u8(IFLA_BRPORT_LEARNING, 2)})}}
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <variant>
#include <vector>

#include "conformance/harness/catalogue/vocabulary.h"

namespace virnet::conformance {

class Testbed;

// A link of the testbed, or a number that may be no link at all.
using Target = std::variant<Who, std::int32_t>;

// The name of a link, ended by a zero.
struct NameOf {
  Who who = Who::A;
};

// An attribute.
struct Field {
  std::uint16_t type = 0;
  std::variant<std::vector<std::byte>, std::vector<Field>, Mac, Target, NameOf> value = {};
};

[[nodiscard]] Field u8(std::uint16_t type, std::uint8_t value);
[[nodiscard]] Field u16(std::uint16_t type, std::uint16_t value);
[[nodiscard]] Field u32(std::uint16_t type, std::uint32_t value);
[[nodiscard]] Field text(std::uint16_t type, std::string_view value);
[[nodiscard]] Field zeros(std::uint16_t type, std::size_t size);
[[nodiscard]] Field mac(std::uint16_t type, Mac value);
[[nodiscard]] Field link(std::uint16_t type, Target value);
[[nodiscard]] Field name_of(std::uint16_t type, Who who);
// With NLA_F_NESTED, which some attributes demand, and without.
[[nodiscard]] Field nest(std::uint16_t type, std::vector<Field> inside);
[[nodiscard]] Field nest_unmarked(std::uint16_t type, std::vector<Field> inside);

// struct ifinfomsg
struct LinkHead {
  std::uint8_t family = 0;
  Target link = std::int32_t{0};
};
// struct ndmsg, of family AF_BRIDGE
struct EntryHead {
  Target link = std::int32_t{0};
  std::uint16_t state = 0;
  std::uint8_t flags = 0;
};
using Head = std::variant<LinkHead, EntryHead>;

// From the words of a statement to a link's number and an address of this run.
class Translator {
 public:
  virtual ~Translator() = default;
  [[nodiscard]] virtual std::int32_t number(const Target& target) const = 0;
  [[nodiscard]] virtual std::vector<std::byte> address(Mac role) const = 0;
  [[nodiscard]] virtual std::string_view name(Who who) const = 0;
};

// For requests in which no link or address has a name.
class NumbersOnly final : public Translator {
 public:
  [[nodiscard]] std::int32_t number(const Target& target) const override {
    return std::get<std::int32_t>(target);
  }
  [[nodiscard]] std::vector<std::byte> address(Mac) const override { return {}; }
  [[nodiscard]] std::string_view name(Who) const override { return {}; }
};

// The whole message; `flags` besides NLM_F_REQUEST.
[[nodiscard]] std::vector<std::byte> encode_request(std::uint16_t type, std::uint16_t flags,
                                                    std::uint32_t sequence, const Head& head,
                                                    const std::vector<Field>& fields,
                                                    const Translator& translator);

}  // namespace virnet::conformance
