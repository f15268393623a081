// parser/schema/forms.h - The forms of values in libvirt's RNG schema, for the
// rows of the schema table.
//
// The schema's patterns look at a value as it is written; numbers and listed values may have white
// space around.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string_view>

#include "model/values/enum_names.h"
#include "parser/schema/schema.h"

namespace virnet::internal {

// ---- patterns ----

[[nodiscard]] bool is_device_name(std::string_view value);
[[nodiscard]] bool is_zone_name(std::string_view value);
[[nodiscard]] bool is_driver_name(std::string_view value);
[[nodiscard]] bool is_dns_name(std::string_view value);
[[nodiscard]] bool is_file_name(std::string_view value);
[[nodiscard]] bool is_profile(std::string_view value);  // at most 39 characters
[[nodiscard]] bool is_line(std::string_view value);     // not empty, without LF
[[nodiscard]] bool is_schema_mac(std::string_view value);
[[nodiscard]] bool is_schema_uuid(std::string_view value);
[[nodiscard]] bool is_schema_ipv4(std::string_view value);
[[nodiscard]] bool is_schema_ipv6(std::string_view value);
[[nodiscard]] bool is_duid(std::string_view value);

// ---- lists and numbers ----

[[nodiscard]] std::string_view without_blanks_around(std::string_view value);
[[nodiscard]] bool is_listed(std::string_view value, std::span<const std::string_view> list);

// Which signs a number may have.
enum class Signs : std::uint8_t { Digits, Unsigned, Any };
// Digits takes no white space either. Unsigned takes a plus, or a minus before 0, since
// libxml2 2.15.
[[nodiscard]] bool is_number(std::string_view value, Signs signs, std::uint64_t least,
                             std::uint64_t most, const Dialect& dialect);
// `digits` hexadecimal ones at most and no more than `most` altogether; 0x may or must stand
// before.
struct Hex {
  std::size_t digits;
  std::uint32_t most;
  bool prefixed = false;
};
[[nodiscard]] bool is_hex(std::string_view value, Hex form);

// ---- types of virtualport ----

[[nodiscard]] constexpr std::uint8_t port_type_bit(VirtualPortType type) {
  return static_cast<std::uint8_t>(1U << static_cast<unsigned>(type));
}
template <typename... Types>
[[nodiscard]] constexpr std::uint8_t port_types(Types... types) {
  return static_cast<std::uint8_t>((port_type_bit(types) | ...));
}

// ---- what a value breaks ----

using Broken = std::optional<Rule>;
inline constexpr std::uint64_t kMax32 = std::numeric_limits<std::uint32_t>::max();
inline constexpr std::uint64_t kMax64 = std::numeric_limits<std::uint64_t>::max();

[[nodiscard]] Broken unless(bool good, std::string_view value, Rule rule);

template <auto Matches, Rule Otherwise>
Broken matching(std::string_view value, const Dialect&) {
  return unless(Matches(value), value, Otherwise);
}
template <const auto& List, Rule Otherwise>
Broken listed(std::string_view value, const Dialect&) {
  return unless(is_listed(without_blanks_around(value), List), value, Otherwise);
}
template <const auto& List, Rule Otherwise>
Broken listed_as_written(std::string_view value, const Dialect&) {
  return unless(is_listed(value, List), value, Otherwise);
}
template <Signs S, std::uint64_t Least, std::uint64_t Most, Rule Otherwise = "STRICT-040"_rule>
Broken number(std::string_view value, const Dialect& dialect) {
  const bool sign_only = S == Signs::Unsigned && is_number(value, Signs::Any, Least, Most, dialect);
  return unless(is_number(value, S, Least, Most, dialect), value,
                sign_only ? "STRICT-034"_rule : Otherwise);
}
// Hexadecimal or a plain number.
template <Hex H, Signs S, std::uint64_t Most, Rule Otherwise>
Broken hex_or_number(std::string_view value, const Dialect& dialect) {
  return unless(is_hex(value, H) || is_number(value, S, 0, Most, dialect), value, Otherwise);
}
[[nodiscard]] Broken broken_address(std::string_view value, const Dialect& dialect);
[[nodiscard]] Broken broken_plug(std::string_view value, const Dialect& dialect);
[[nodiscard]] Broken broken_mode(std::string_view value, const Dialect& dialect);
[[nodiscard]] Broken broken_driver(std::string_view value, const Dialect& dialect);
[[nodiscard]] Broken broken_nat_port(std::string_view value, const Dialect& dialect);
[[nodiscard]] Broken broken_rate(std::string_view value, const Dialect& dialect);
[[nodiscard]] Broken broken_burst(std::string_view value, const Dialect& dialect);

// ---- forms ----

inline constexpr std::string_view kOnOff[] = {"on", "off"};
inline constexpr std::string_view kYes[] = {"yes"};
inline constexpr std::string_view kPci[] = {"pci"};
inline constexpr std::string_view kProtocols[] = {"tcp", "udp"};

inline constexpr auto kAnyOf = "STRICT-044"_rule;
template <typename E>
inline constexpr Form kEnumForm = {.broken_by = listed<kNames<E>, kAnyOf>, .values = kNames<E>};
template <Rule Otherwise>
inline constexpr Form kYesNoForm = {.broken_by = listed<kNames<Tristate>, Otherwise>,
                                    .values = kNames<Tristate>};
template <Rule Otherwise>
inline constexpr Form kOnOffForm = {.broken_by = listed<kOnOff, Otherwise>, .values = kOnOff};
inline constexpr Form kFamilyForm = {.broken_by = listed_as_written<kNames<Family>, kAnyOf>,
                                     .values = kNames<Family>};
inline constexpr Form kModeForm = {
    .broken_by = broken_mode,
    .expected = "'nat', 'route', 'open', 'bridge', 'private', 'vepa', 'passthrough' or 'hostdev'",
    .values = kNames<ForwardMode>};
inline constexpr Form kPlugForm = {.broken_by = broken_plug,
                                   .expected = "'network', 'bridge', 'direct' or 'hostdev-pci'",
                                   .values = kNames<PlugType>};
inline constexpr Form kDriverForm = {.broken_by = broken_driver, .values = kNames<DriverName>};

template <Rule Otherwise>
inline constexpr Form kDeviceForm = {.broken_by = matching<is_device_name, Otherwise>,
                                     .expected = "letters, digits and '_.-\\:/'"};
inline constexpr Form kZoneForm = {.broken_by = matching<is_zone_name, "STRICT-038"_rule>,
                                   .expected = "letters, digits, '_' and '-'"};
inline constexpr Form kDriverModelForm = {.broken_by = matching<is_driver_name, "STRICT-038"_rule>,
                                          .expected = "letters, digits, '_', '+' and '-'"};
inline constexpr Form kDnsForm = {.broken_by = matching<is_dns_name, "STRICT-018"_rule>,
                                  .expected = "letters, digits, '.' and '-'"};
inline constexpr Form kServerForm = {
    .broken_by = matching<is_dns_name, "STRICT-022"_rule>,
    .expected = "an IPv4 address or a name of letters, digits, '.' and '-'"};
inline constexpr Form kFileForm = {.broken_by = matching<is_file_name, "STRICT-043"_rule>,
                                   .expected = "a file name without line breaks"};
inline constexpr Form kTitleForm = {.broken_by = matching<is_line, "STRICT-037"_rule>,
                                    .expected = "text without line feeds"};
inline constexpr Form kProfileForm = {.broken_by = matching<is_profile, "STRICT-042"_rule>,
                                      .expected = "at most 39 characters"};
inline constexpr Form kMacForm = {
    .broken_by = matching<is_schema_mac, "STRICT-007"_rule>,
    .expected = "six groups of two hexadecimal digits like 52:54:00:12:34:56"};
inline constexpr Form kUuidForm = {
    .broken_by = matching<is_schema_uuid, "STRICT-008"_rule>,
    .expected = "32 hexadecimal digits, bare or as 8-4-4-4-12, and nothing around"};
inline constexpr Form kIpv4Form = {.broken_by = matching<is_schema_ipv4, "STRICT-009"_rule>,
                                   .expected = "four decimal numbers from 0 to 255"};
inline constexpr Form kAddressForm = {
    .broken_by = broken_address,
    .expected = "an IPv4 address of four decimal numbers or an IPv6 address without scope"};
inline constexpr Form kDuidForm = {.broken_by = matching<is_duid, "STRICT-021"_rule>,
                                   .expected = "a DUID like 00:03:00:01:52:54:00:12:34:56"};
inline constexpr Form kProtocolForm = {
    .broken_by = listed_as_written<kProtocols, "STRICT-017"_rule>,
    .expected = "'tcp' or 'udp'",
    .values = kProtocols};
inline constexpr Form kTrunkForm = {
    .broken_by = listed<kYes, "STRICT-015"_rule>, .expected = "'yes' or nothing", .values = kYes};
inline constexpr Form kPciTypeForm = {.broken_by = listed<kPci, kAnyOf>, .values = kPci};

inline constexpr Form kConnectionsForm = {.broken_by = number<Signs::Unsigned, 0, kMax32>,
                                          .expected = "a number from 0 to 4294967295"};
inline constexpr Form kDelayForm = {.broken_by = number<Signs::Unsigned, 0, kMax64>,
                                    .expected = "a number of seconds"};
inline constexpr Form kMtuForm = {.broken_by = number<Signs::Any, 0, 65535, "STRICT-014"_rule>,
                                  .expected = "a number from 0 to 65535"};
inline constexpr Form kNatPortForm = {.broken_by = broken_nat_port,
                                      .expected = "a number from 1 to 65535"};
inline constexpr Form kPortForm = {.broken_by = number<Signs::Any, 1, 65535>,
                                   .expected = "a number from 1 to 65535"};
inline constexpr Form kShortForm = {.broken_by = number<Signs::Any, 0, 65535>,
                                    .expected = "a number from 0 to 65535"};
inline constexpr Form kTagForm = {.broken_by = number<Signs::Unsigned, 0, 4095>,
                                  .expected = "a number from 0 to 4095"};
inline constexpr Form kPrefixForm = {.broken_by = number<Signs::Unsigned, 0, 128>,
                                     .expected = "a number from 0 to 128"};
inline constexpr Form kMetricForm = {.broken_by = number<Signs::Digits, 0, kMax32>,
                                     .expected = "digits alone"};
inline constexpr Form kExpiryForm = {
    .broken_by = number<Signs::Digits, 0, kMax64, "STRICT-032"_rule>, .expected = "digits alone"};
inline constexpr Form kRateForm = {.broken_by = broken_rate, .expected = "digits, not 0"};
inline constexpr Form kBurstForm = {.broken_by = broken_burst, .expected = "digits, not 0"};
template <Rule Otherwise>
inline constexpr Form kClassForm = {.broken_by = number<Signs::Digits, 1, kMax32, Otherwise>,
                                    .expected = "digits, not 0"};
// No value will do.
template <Rule Otherwise>
inline constexpr Form kNoneForm = {
    .broken_by = [](std::string_view, const Dialect&) -> Broken { return Otherwise; }};

inline constexpr Form kPciDomainForm = {
    .broken_by = hex_or_number<Hex{8, 0xffffffff}, Signs::Unsigned, kMax32, "STRICT-035"_rule>,
    .expected = "up to 8 hexadecimal digits"};
inline constexpr Form kPciBusForm = {
    .broken_by = hex_or_number<Hex{2, 0xff, true}, Signs::Any, 255, "STRICT-035"_rule>,
    .expected = "0x and two hexadecimal digits, or a decimal number up to 255"};
inline constexpr Form kPciSlotForm = {
    .broken_by = hex_or_number<Hex{2, 0x1f}, Signs::Any, 31, "STRICT-035"_rule>,
    .expected = "one or two hexadecimal digits up to 1f, or a decimal number up to 31"};
inline constexpr Form kPciFunctionForm = {
    .broken_by = hex_or_number<Hex{1, 7}, Signs::Any, 7, "STRICT-035"_rule>,
    .expected = "a digit from 0 to 7"};
inline constexpr Form kPortByteForm = {
    .broken_by = hex_or_number<Hex{2, 0xff, true}, Signs::Any, 255, "STRICT-040"_rule>,
    .expected = "0x and two hexadecimal digits, or a decimal number up to 255"};
inline constexpr Form kPortTypeForm = {
    .broken_by = hex_or_number<Hex{6, 0xffffff, true}, Signs::Any, 16777215, "STRICT-040"_rule>,
    .expected = "0x and six hexadecimal digits, or a decimal number up to 16777215"};

}  // namespace virnet::internal
