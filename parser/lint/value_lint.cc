#include "parser/lint/value_lint.h"

#include <virnet/ip_address.h>
#include <virnet/mac_address.h>
#include <virnet/uuid.h>

#include <algorithm>
#include <limits>
#include <span>

#include "model/rules/validate.h"
#include "model/values/digits.h"
#include "model/values/fast_parse.h"
#include "parser/schema/forms.h"
#include "parser/schema/suggest.h"
#include "parser/xml/char_set.h"

namespace virnet::internal {
namespace {

constexpr CharSet kHexAndColon("0123456789abcdefABCDEF:");
constexpr CharSet kQuotes("'<&");
constexpr CharSet kBreaks("\n\r\t");
constexpr CharSet kQuotesAndBreaks("'<&\n\r\t");
constexpr CharSet kNotInDevices("/: \t\n\v\f\r");

constexpr std::uint64_t kMinMtu = 68;      // Linux: ETH_MIN_MTU
constexpr std::uint64_t kMaxMtu = 0xffff;  // Linux: ETH_MAX_MTU

bool is_plain_number(std::string_view value) {
  return !value.empty() && std::ranges::all_of(value, is_digit) &&
         (value.size() == 1 || value.front() != '0');
}

// The number after blanks and sign begins with a 0 and goes on.
bool has_leading_zero(std::string_view value) {
  const std::size_t first = value.find_first_of("0123456789");
  return first != std::string_view::npos && value[first] == '0' && first + 1 < value.size();
}

template <typename T>
bool is_plain(std::string_view value) {
  T read;
  return parse_plain(value, read);
}

std::string reads_as(std::string_view what) {
  return std::string("libvirt reads it as '").append(what).append("'");
}

}  // namespace

void ValueLint::say(Rule rule, std::string_view value, std::string_view what, std::string fix,
                    std::string hint) {
  std::string message = quoted(name_).append(" is ").append(quoted(value));
  remarks_.push_back({rule, message.append(", ").append(what), std::move(hint), std::move(fix)});
}

// ---- words ----

void lint_stp(ValueLint& lint, std::string_view value) {
  if (value == "on" || value == "off") return;
  const bool off = means_no(value);
  lint.say("LINT-STP"_rule, value,
           "expected 'on' or 'off'; libvirt takes anything but 'off' for on",
           means_yes(value) ? "on" : "", off ? "did you mean 'off'?" : "");
}

void lint_ci_yes(ValueLint& lint, std::string_view value) {
  if (value == "yes" || value == "no") return;
  const bool yes = equals_ignoring_case(value, "yes");
  if (yes || equals_ignoring_case(value, "no"))
    return lint.say("LINT-CASE"_rule, value,
                    "expected 'yes' or 'no'; --validate takes lower case only", yes ? "yes" : "no");
  lint.say("LINT-YES"_rule, value,
           "expected 'yes' or 'no'; libvirt takes anything but 'yes' for no",
           means_no(value) ? "no" : "", means_yes(value) ? "did you mean 'yes'?" : "");
}

void lint_trunk(ValueLint& lint, std::string_view value) {
  if (value == "yes") return;
  if (equals_ignoring_case(value, "yes"))
    lint.say("LINT-CASE"_rule, value, "expected 'yes'; --validate takes lower case only", "yes");
  else
    lint.say("LINT-TRUNK"_rule, value, "libvirt drops it, and --validate refuses it");
}

void lint_dropped(ValueLint& lint, std::string_view value) {
  lint.say("LINT-UNUSED"_rule, value, "libvirt has no use for it here and drops it");
}

// ---- numbers ----

void lint_number(ValueLint& lint, std::string_view value) {
  if (is_plain_number(value)) return;
  if (const auto number = lint.number(value))
    lint.say("LINT-NUMBER"_rule, value, reads_as(std::to_string(*number)), std::to_string(*number));
}

void lint_base(ValueLint& lint, std::string_view value) {
  if (is_plain_number(value)) return;
  const auto number = lint.number(value);
  if (!number) return;
  if (!has_leading_zero(value)) return lint_number(lint, value);
  lint.say("LINT-BASE"_rule, value,
           reads_as(std::to_string(*number))
               .append(" in release ")
               .append(to_string(lint.dialect().like))
               .append(" and not in all others"));
}

void lint_pci_number(ValueLint& lint, std::string_view value) {
  const bool hexadecimal = value.starts_with("0x") || value.starts_with("0X");
  if (hexadecimal || is_plain_number(value)) return;
  const auto number = lint.number(value);
  if (!number) return;
  if (!has_leading_zero(value)) return lint_number(lint, value);
  if (std::to_string(*number) == value.substr(std::min(value.find_first_not_of('0'), value.size())))
    return;
  lint.say("LINT-BASE"_rule, value, reads_as(std::to_string(*number)), std::to_string(*number));
}

void lint_mtu(ValueLint& lint, std::string_view value) {
  const auto number = lint.number(value);
  if (!number || *number == 0) return;
  if (value.contains('-'))
    lint.say("LINT-MTU"_rule, value,
             reads_as(std::to_string(*number)).append(", no bridge has such an MTU"));
  else if (*number < kMinMtu || *number > kMaxMtu)
    lint.say("LINT-MTU"_rule, value,
             "expected a number from 68 to 65535; libvirt takes it, Linux does not");
  else
    lint_number(lint, value);
}

void lint_delay(ValueLint& lint, std::string_view value) {
  const auto number = lint.number(value);
  if (number && *number > std::numeric_limits<std::int64_t>::max())
    lint.say("LINT-DELAY"_rule, value,
             "libvirt prints it as a negative number, which it does not read");
  else
    lint_number(lint, value);
}

void lint_nonzero(ValueLint& lint, std::string_view value) {
  if (lint.number(value) == 0U)
    lint.say("LINT-ZERO"_rule, value, "libvirt takes it for absent");
  else
    lint_number(lint, value);
}

// ---- addresses ----

void lint_address(ValueLint& lint, std::string_view value) {
  if (is_plain<IpAddress>(value)) return;
  if (value.contains(':')) {
    if (value.contains('%'))
      lint.say("LINT-SCOPE"_rule, value, "what its scope is depends on the host that reads it");
    return;
  }
  if (const auto address = IpAddress::parse(value))
    lint.say("LINT-IPV4"_rule, value, reads_as(address->to_string()), address->to_string());
}

void lint_mac(ValueLint& lint, std::string_view value) {
  if (is_plain<MacAddress>(value)) return;
  const auto mac = MacAddress::parse(value);
  if (!mac) return;
  std::size_t end = 0;
  while (end < value.size() && kHexAndColon.has(value[end])) ++end;
  const bool has_more = end < value.size();
  lint.say("LINT-MAC"_rule, value,
           has_more
               ? std::string("libvirt ignores what follows ").append(quoted(value.substr(0, end)))
               : reads_as(mac->to_string()),
           mac->to_string());
}

void lint_uuid(ValueLint& lint, std::string_view value) {
  if (value.empty() || is_schema_uuid(value)) return;
  if (const auto uuid = Uuid::parse(value))
    lint.say("LINT-UUID"_rule, value, reads_as(uuid->to_string()), uuid->to_string());
}

// ---- text ----

namespace {

void lint_around(ValueLint& lint, std::string_view value) {
  if (value.empty() || (!is_blank(value.front()) && !is_blank(value.back()))) return;
  lint.say("LINT-BLANK"_rule, value, "libvirt keeps the blanks around as part of it");
}

void lint_quotes(ValueLint& lint, std::string_view value) {
  if (kQuotes.any_in(value))
    lint.say("LINT-UNESCAPED"_rule, value,
             "libvirt prints it unescaped, so that its own dump is not well-formed");
}

// What Linux takes for the name of a device.
bool is_device(std::string_view name) {
  constexpr std::size_t kMaxLength = 15;
  return !name.empty() && name.size() <= kMaxLength && name != "." && name != ".." &&
         !kNotInDevices.any_in(name);
}

}  // namespace

void lint_text(ValueLint& lint, std::string_view value) {
  if (kBreaks.any_in(value))
    lint.say("LINT-LINE-BREAK"_rule, value,
             "libvirt prints its line breaks and tabs as they are, and they read back as blanks");
}

void lint_name(ValueLint& lint, std::string_view value) {
  lint_text(lint, value);
  if (lint.silent()) lint_around(lint, value);
}

void lint_device(ValueLint& lint, std::string_view value) {
  lint_name(lint, value);
  if (lint.silent() && !is_device(value) && !value.contains('%'))
    lint.say("LINT-DEVICE"_rule, value,
             value.size() > 15 ? "expected at most 15 bytes; Linux has no longer names of devices"
                               : "Linux does not take it as the name of a device");
}

void lint_raw(ValueLint& lint, std::string_view value) {
  if (!kQuotesAndBreaks.any_in(value)) return;
  lint_text(lint, value);
  lint_quotes(lint, value);
}

void lint_raw_mac(ValueLint& lint, std::string_view value) {
  if (is_plain<MacAddress>(value)) return;
  lint_mac(lint, value);
  lint_quotes(lint, value);
}

void lint_raw_name(ValueLint& lint, std::string_view value) {
  if (!kQuotesAndBreaks.any_in(value)) return lint_around(lint, value);
  lint_name(lint, value);
  lint_quotes(lint, value);
}

void lint_content(ValueLint& lint, std::string_view value) {
  if (value.contains('\r'))
    lint.say("LINT-LINE-BREAK"_rule, value,
             "libvirt prints its carriage returns as they are, and they read back as line feeds");
}

void lint_content_name(ValueLint& lint, std::string_view value) {
  lint_content(lint, value);
  if (lint.silent()) lint_around(lint, value);
}

}  // namespace virnet::internal
