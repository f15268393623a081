// Values of each kind, and other spellings of good ones.
#include <array>
#include <cctype>

#include "conformance/property/vocabulary.h"

namespace virnet::generate {
namespace {

using enum ValueKind;
using Pool = std::span<const std::string_view>;

constexpr std::string_view kTexts[] = {"",
                                       "a",
                                       "text",
                                       "two words",
                                       " ",
                                       "a'b",
                                       "\"q\"",
                                       "<>&",
                                       "a\nb",
                                       "\r",
                                       "a\tb",
                                       "tail ",
                                       " head",
                                       "\xc3\xa9t\xc3\xa9",
                                       "\xe2\x82\xac",
                                       "\xf0\x9f\x90\xa7",
                                       "a,b",
                                       "/srv",
                                       "../x",
                                       "&amp;",
                                       "]]>",
                                       "%d",
                                       "\x7f",
                                       "0",
                                       "none",
                                       "-",
                                       "no"};
constexpr std::string_view kNames[] = {
    "",    "lan", "example.org", "h1",  "1h",   "-h",   "_h",       "h_1",  "a b",
    "a,b", "x<y", "x&y",         "x'y", "x\"y", "x>y",  "\xc3\xa9", "a\nb", "H",
    "9",   "a.",  ".",           "web", "p",    "a\tb", " a",       "a ",   "default"};
constexpr std::string_view kDevices[] = {"",    "eth0", "br0",    "virbr7", "vnet%d",   "a b",
                                         "a'b", "x<y",  "eth0.5", "eth1",   "\xc3\xa9", "a\nb"};
constexpr std::string_view kNumbers[] = {"0",
                                         "1",
                                         "2",
                                         "5",
                                         "24",
                                         "32",
                                         "33",
                                         "64",
                                         "119",
                                         "120",
                                         "128",
                                         "129",
                                         "255",
                                         "256",
                                         "1500",
                                         "4095",
                                         "4096",
                                         "65535",
                                         "65536",
                                         "16777215",
                                         "16777216",
                                         "4194304",
                                         "4294967295",
                                         "4294967296",
                                         "4294967304",
                                         "9223372036854775807",
                                         "9223372036854775808",
                                         "18446744073709551615",
                                         "18446744073709551616",
                                         "18014398509481985",
                                         "-0",
                                         "-1",
                                         "-5",
                                         "-4294967295",
                                         "-4294967296",
                                         "-4294967041",
                                         "-4294967288",
                                         "-18446744073709551615",
                                         "-18446744073709551616",
                                         "-18446744073709551536",
                                         "+5",
                                         "+ 5",
                                         "++5",
                                         "--5",
                                         " 5",
                                         "5 ",
                                         "\t5",
                                         "\n5",
                                         "\x0b"
                                         "5",
                                         "\r5",
                                         "05",
                                         "08",
                                         "010",
                                         "0x10",
                                         "0X1f",
                                         "0x",
                                         "0b11",
                                         "0b",
                                         "0b2",
                                         "1.5",
                                         "1e3",
                                         "5x",
                                         "x",
                                         "",
                                         " ",
                                         "\xd9\xa1",
                                         "\xc2\xa0"
                                         "1",
                                         "00000000000000000000000005",
                                         "99999999999999999999999999",
                                         "-",
                                         "+",
                                         "0x1g",
                                         "0xffffffff",
                                         "037777777777",
                                         "1_000",
                                         "\xef\xbc\x95"};
constexpr std::string_view kMacs[] = {"52:54:00:12:34:56",
                                      "52:54:0:0:0:1",
                                      "2:4:0:a:B:c",
                                      "01:00:00:00:00:00",
                                      "ff:ff:ff:ff:ff:ff",
                                      "00:00:00:00:00:00",
                                      "52:54:00:00:00",
                                      "52-54-00-00-00-01",
                                      "52:54:00:00:00:01x",
                                      " 52:54:00:00:00:01",
                                      "52:54:00:00:00:01 x",
                                      "52:54:00:00:00:01\xc3\xa9",
                                      "052:54:0:0:0:1",
                                      "52:54:00:00:00:01:02",
                                      "52:54:00:00:00:",
                                      "",
                                      "x",
                                      "52:54:00:00:00:0g",
                                      "5254.0000.0001",
                                      "52:54:00:00:00:01\n<raw>",
                                      "52:54:00:00:00:01 'q'",
                                      "3:0:0:0:0:1",
                                      "52:54::00:00:01"};
constexpr std::string_view kUuids[] = {"11111111-2222-3333-4444-555555555555",
                                       "11111111222233334444555555555555",
                                       " 11111111-2222-3333-4444-555555555555",
                                       "11111111-2222-3333-4444-555555555555\n",
                                       "--1111 1111-2222-3333-4444-5555 5555 5555",
                                       "1-1111111-2222-3333-4444-555555555555",
                                       "11111111-2222-3333-4444-555555555555-",
                                       "ABCDEFab-cdef-ABCD-EFab-cdefABCDEFab",
                                       "1234",
                                       "",
                                       "11111111-2222-3333-4444-55555555555g",
                                       "{11111111-2222-3333-4444-555555555555}",
                                       "00000000-0000-0000-0000-000000000000",
                                       "11111111-2222-3333-4444-5555555555555",
                                       "\x0b"
                                       "11111111-2222-3333-4444-555555555555 \x0c"};
constexpr std::string_view kDuids[] = {"",
                                       "0",
                                       "0:1",
                                       "00:01:00:01:4a:bb:cc:dd:ee:ff",
                                       "0-1",
                                       "g",
                                       "00:03:00:01:52:54:00:12:34:56",
                                       ":",
                                       "aF:9",
                                       " 0",
                                       "0:1 "};
constexpr std::string_view kAddresses[] = {"10.0.0.1",
                                           "10.0.0.2",
                                           "192.168.7.1",
                                           "192.168.7.5",
                                           "192.168.7.9",
                                           "192.168.7.255",
                                           "192.168.7.0",
                                           "10.1",
                                           "10",
                                           "0x0a.010.1",
                                           "167772161",
                                           "4294967295",
                                           "4294967296",
                                           "010.0.0.1",
                                           "0.0.0.0",
                                           "255.255.255.255",
                                           "224.0.0.1",
                                           "1.2.3.256",
                                           "1.2.3.4.5",
                                           "1.2.3.4 ",
                                           " 1.2.3.4",
                                           "1.2.3.4/24",
                                           "1.2.3",
                                           "1.2.3.",
                                           ".1.2.3",
                                           "1..2",
                                           "-1.2.3.4",
                                           "1.2.3.08",
                                           "1.2.3.0x",
                                           "0b1.2.3.4",
                                           "",
                                           "x",
                                           "host.example",
                                           "::",
                                           "::1",
                                           "::2",
                                           "2001:db8::1",
                                           "2001:DB8:0:0:1:0:0:1",
                                           "2001:db8::1:0",
                                           "2001:db8::2:0",
                                           "fd00:7::1",
                                           "fe80::1",
                                           "fe80::1%1",
                                           "fe80::1%lo",
                                           "fe80::1%0",
                                           "fe80::1%nosuch",
                                           "fe80::1%7777",
                                           "2001:db8::1%lo",
                                           "2001:db8::1%7",
                                           "2001:db8::1%4294967295",
                                           "2001:db8::1%4294967296",
                                           "::1%",
                                           "::1%+1",
                                           "::1%01",
                                           "ff02::1%lo",
                                           "ff01::1%lo",
                                           "ff02::1%1",
                                           "ff01::1%1",
                                           "ff05::1%1",
                                           "::1.2.3.4",
                                           "::01.2.3.4",
                                           "::1.2.3",
                                           "::ffff:1.2.3.4",
                                           "::ffff:102:304",
                                           "::FFFF:10.0.0.9",
                                           "0:0:0:0:0:0:102:304",
                                           "0:0:1::",
                                           "1:0:2:3:4:5:6:7",
                                           "1:2:3:4:5:6:7:8:9",
                                           "1:2:3:4:5:6:7::",
                                           "1::2::3",
                                           ":::",
                                           "12345::",
                                           "1:2:3:4:5:6:1.2.3.4",
                                           "1:2:3:4:5:6:7:1.2.3.4",
                                           "g::",
                                           "::1 ",
                                           "0:0:0:0:0:ffff:1:2",
                                           "::fffe:1.2.3.4",
                                           "1::0:0:8",
                                           "0:1:0:1:0:1:0:1",
                                           "0:0:0:1:0:0:0:1",
                                           ":1::",
                                           "1:",
                                           "[::1]"};
constexpr std::string_view kMasks[] = {"255.255.255.0",
                                       "255.0.0.0",
                                       "255.255.0.0",
                                       "255.255.255.252",
                                       "255.255.255.255",
                                       "0.0.0.0",
                                       "255.0.255.0",
                                       "0.0.0.255",
                                       "255.255.255.254",
                                       "128.0.0.0",
                                       "x",
                                       "",
                                       "24",
                                       "::",
                                       "ffff::",
                                       "0xffffff00",
                                       "255.255.255.0 "};
constexpr std::string_view kYesNo[] = {"yes", "no",  "YES",  "Yes", "No", "yEs", " yes",    "yes ",
                                       "on",  "off", "true", "1",   "0",  "",    "default", "y"};
constexpr std::string_view kOnOff[] = {"on",  "off", "OFF", " off",     "off ",
                                       "yes", "no",  "",    "nonsense", "0"};
constexpr std::string_view kModes[] = {"nat",     "route", "none",        "open",    "bridge",
                                       "private", "vepa",  "passthrough", "hostdev", "",
                                       "NAT",     " nat",  "isolated"};
constexpr std::string_view kManagers[] = {"libvirt", "kernel",   "",        "Libvirt",
                                          "default", " libvirt", "kernel ", "none"};
constexpr std::string_view kDrivers[] = {"vfio",    "kvm", "xen",   "VFIO",
                                         "default", "",    "vfio ", "pci"};
constexpr std::string_view kFamilies[] = {"ipv4", "ipv6", "", "IPv4", "inet", "ipv4 ", "ipv5"};
constexpr std::string_view kUnits[] = {"minutes", "seconds", "hours", "",
                                       "days",    "Minutes", " hours"};
constexpr std::string_view kNativeModes[] = {"tagged", "untagged", "",
                                             "Tagged", "default",  "tagged "};
constexpr std::string_view kPortTypes[] = {"openvswitch", "802.1Qbg", "802.1Qbh", "midonet", "",
                                           "none",        "ovs",      "802.1qbg", " midonet"};
constexpr std::string_view kPciTypes[] = {"pci", "usb", "PCI", "", "pci ", "ccw"};
// One byte more than a service may have, and one less.
constexpr std::array<char, 483> kLong = [] {
  std::array<char, 483> letters{};
  letters.fill('s');
  return letters;
}();
constexpr std::string_view kServices[] = {"sip",
                                          std::string_view(kLong.data(), 483),
                                          std::string_view(kLong.data(), 482),
                                          "_sip",
                                          "ldap+x",
                                          "a/b",
                                          "a*",
                                          "",
                                          "a.b",
                                          "a b",
                                          "s'",
                                          "\xc3\xa9",
                                          "A9-"};
constexpr std::string_view kProtocols[] = {"tcp", "udp", "TCP", "_tcp", "",
                                           "a/b", "a+b", "a*",  "t 1",  "sctp"};
constexpr std::string_view kProfiles[] = {"",
                                          "prof",
                                          "p&q",
                                          "p'q",
                                          "<p>",
                                          "123456789012345678901234567890123456789",
                                          "1234567890123456789012345678901234567890",
                                          "\xc3\xa9"
                                          "3456789012345678901234567890123456789",
                                          "\xc3\xa9"
                                          "34567890123456789012345678901234567890",
                                          "a\nb"};

Pool pool_of(ValueKind kind) {
  switch (kind) {
    case Text: return kTexts;
    case Name: return kNames;
    case Device: return kDevices;
    case Number:
    case PciNumber:
    case PortId:
    case Expiry: return kNumbers;
    case Mac: return kMacs;
    case Uuid: return kUuids;
    case Duid: return kDuids;
    case Address:
    case Address4: return kAddresses;
    case Mask: return kMasks;
    case YesNo: return kYesNo;
    case OnOff: return kOnOff;
    case Mode: return kModes;
    case Manager: return kManagers;
    case Driver: return kDrivers;
    case Family: return kFamilies;
    case Unit: return kUnits;
    case NativeMode: return kNativeModes;
    case PortType: return kPortTypes;
    case PciType: return kPciTypes;
    case Service: return kServices;
    case Protocol: return kProtocols;
    case Profile: return kProfiles;
    case Listed: break;
  }
  return kTexts;
}

constexpr std::string_view kBlanksBefore[] = {"+", " ", "\t", "  +", "\n", "\r"};

std::string other_number(Choices& choices, std::string_view value, bool octal) {
  std::string zeros(octal ? 0 : 1 + choices.below(20), '0');
  return choices.chance(50) ? std::string(choices.pick(kBlanksBefore)).append(value)
                            : zeros.append(value);
}

std::string other_case(Choices& choices, std::string_view value) {
  std::string changed(value);
  for (char& c : changed)
    if (choices.chance(50)) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return changed;
}

std::string other_uuid(Choices& choices, std::string_view value) {
  std::string changed(choices.chance(30) ? " " : "");
  for (const char c : value) {
    if (c == '-' && choices.chance(40)) continue;
    changed += c;
    if (c == '-' && choices.chance(20)) changed += choices.pick({" ", "-", "- -"});
  }
  return other_case(choices, changed).append(choices.chance(20) ? "\n" : "");
}

}  // namespace

std::string_view any_value(Choices& choices, ValueKind kind) {
  const Pool pool = pool_of(kind);
  return pool[choices.below(pool.size())];
}

std::string_view any_value(Choices& choices, const AttributeWord& word) {
  return word.kind == Listed ? word.values[choices.below(word.values.size())]
                             : any_value(choices, word.kind);
}

std::string respelled(Choices& choices, ValueKind kind, std::string_view value) {
  if (value.empty()) return std::string(value);
  switch (kind) {
    case Number: return other_number(choices, value, false);
    case PciNumber:
    case PortId:
    case Expiry: return other_number(choices, value, true);
    case Uuid: return other_uuid(choices, value);
    case Address:
      if (value.find(':') != std::string_view::npos && value.find('%') == std::string_view::npos)
        return other_case(choices, value);
      return std::string(value);
    default: return std::string(value);
  }
}

}  // namespace virnet::generate
