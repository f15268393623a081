// model/rules/ip/rules.h - <ip> and <route>.
#pragma once

#include "model/rules/rule_row.h"

namespace virnet::internal {

inline constexpr RuleRow kIpRules[] = {
    {.code = "NET-IP-001",
     .title = "<ip> without 'address'",
     .explanation = "The address is the bridge's own, and the gateway of the guests.",
     .evidence = "error 27",
     .bad = "<ip netmask='255.255.255.0'/>",
     .good = "<ip address='10.0.0.1' netmask='255.255.255.0'/>"},
    {.code = "NET-IP-002",
     .title = "'address' of <ip> is no address",
     .explanation = "IPv4 or IPv6, without prefix, blanks or interface name.",
     .evidence = "error 27",
     .bad = "<ip address='10.0.0.1/24'/>",
     .good = "<ip address='10.0.0.1' prefix='24'/>"},
    {.code = "NET-IP-003",
     .title = "'netmask' of <ip> is no address",
     .explanation = "A dotted quad like 255.255.255.0.",
     .evidence = "error 27",
     .bad = "<ip address='10.0.0.1' netmask='255.255.255.256'/>",
     .good = "<ip address='10.0.0.1' netmask='255.255.255.0'/>"},
    {.code = "NET-IP-004",
     .title = "'prefix' of <ip> is not a number",
     .explanation = "A whole decimal number without anything after it.",
     .evidence = "error 27",
     .bad = "<ip address='10.0.0.1' prefix='/24'/>",
     .good = "<ip address='10.0.0.1' prefix='24'/>"},
    {.code = "NET-IP-005",
     .validity = {.since = kBy9_0},
     .title = "'prefix' of <ip> is empty",
     .explanation = "An error in 9.0 and newer; 7.0 takes the attribute for absent.",
     .evidence = "error 27",
     .bad = "<ip address='10.0.0.1' prefix=''/>",
     .good = "<ip address='10.0.0.1' prefix='24'/>"},
    {.code = "NET-IP-006",
     .title = "'localPtr' of <ip> is neither 'yes' nor 'no'",
     .explanation = "With 'yes' reverse queries for the network's addresses are not forwarded.",
     .evidence = "error 27",
     .bad = "<ip address='10.0.0.1' prefix='24' localPtr='on'/>",
     .good = "<ip address='10.0.0.1' prefix='24' localPtr='yes'/>"},
    {.code = "NET-IP-007",
     .validity = {.since = kBy9_0},
     .title = "'localPtr' of <ip> is empty",
     .explanation = "An error in 9.0 and newer; 7.0 takes the attribute for absent.",
     .evidence = "error 27",
     .bad = "<ip address='10.0.0.1' prefix='24' localPtr=''/>",
     .good = "<ip address='10.0.0.1' prefix='24' localPtr='no'/>"},
    {.code = "NET-IP-008",
     .title = "unknown 'family' of <ip>",
     .explanation = "'ipv4' or 'ipv6', in lower case.",
     .evidence = "error 27",
     .bad = "<ip family='IPv4' address='10.0.0.1' prefix='24'/>",
     .good = "<ip family='ipv4' address='10.0.0.1' prefix='24'/>"},
    {.code = "NET-IP-009",
     .title = "IPv6 address without family='ipv6'",
     .explanation = "Without 'family' an <ip> is IPv4. An IPv4-mapped address counts as IPv6.",
     .evidence = "error 67",
     .bad = "<ip address='2001:db8::1' prefix='64'/>",
     .good = "<ip family='ipv6' address='2001:db8::1' prefix='64'/>"},
    {.code = "NET-IP-010",
     .title = "IPv6 netmask of an IPv4 address",
     .explanation = "The netmask is IPv4; IPv6 has a prefix only.",
     .evidence = "error 67",
     .bad = "<ip address='10.0.0.1' netmask='ffff::'/>",
     .good = "<ip address='10.0.0.1' netmask='255.0.0.0'/>"},
    {.code = "NET-IP-011",
     .title = "both 'netmask' and 'prefix'",
     .explanation = "They say the same thing. A prefix of 0 counts as absent.",
     .evidence = "error 67",
     .bad = "<ip address='10.0.0.1' netmask='255.0.0.0' prefix='8'/>",
     .good = "<ip address='10.0.0.1' prefix='8'/>"},
    {.code = "NET-IP-012",
     .title = "IPv4 prefix above 32",
     .explanation = "An IPv4 address has 32 bits.",
     .evidence = "error 67",
     .bad = "<ip address='10.0.0.1' prefix='33'/>",
     .good = "<ip address='10.0.0.1' prefix='24'/>"},
    {.code = "NET-IP-013",
     .title = "IPv4 address with family='ipv6'",
     .explanation = "The address must be of the family that is given.",
     .evidence = "error 67",
     .bad = "<ip family='ipv6' address='10.0.0.1'/>",
     .good = "<ip family='ipv6' address='2001:db8::1' prefix='64'/>"},
    {.code = "NET-IP-014",
     .title = "netmask with family='ipv6'",
     .explanation = "IPv6 has a prefix only.",
     .evidence = "error 67",
     .bad = "<ip family='ipv6' address='2001:db8::1' netmask='255.0.0.0'/>",
     .good = "<ip family='ipv6' address='2001:db8::1' prefix='64'/>"},
    {.code = "NET-IP-015",
     .title = "IPv6 prefix above 128",
     .explanation = "An IPv6 address has 128 bits.",
     .evidence = "error 67",
     .bad = "<ip family='ipv6' address='2001:db8::1' prefix='129'/>",
     .good = "<ip family='ipv6' address='2001:db8::1' prefix='64'/>"},
    {.code = "NET-TFTP-001",
     .title = "<tftp> in an IPv6 <ip>",
     .explanation = "libvirt serves boot files over IPv4 only; even an empty element is refused.",
     .evidence = "error 67",
     .bad = "<ip family='ipv6' address='2001:db8::1' prefix='64'><tftp root='/srv'/></ip>",
     .good = "<ip address='10.0.0.1' prefix='24'><tftp root='/srv'/></ip>"},
    {.code = "NET-RANGE-001",
     .title = "<range> without 'start' or 'end'",
     .explanation = "Both ends are required, even for one address.",
     .evidence = "error 27",
     .bad = "<ip address='10.0.0.1' prefix='24'><dhcp><range start='10.0.0.5'/></dhcp></ip>",
     .good = "<ip address='10.0.0.1' prefix='24'><dhcp><range start='10.0.0.5' "
             "end='10.0.0.5'/></dhcp></ip>"},
    {.code = "NET-RANGE-002",
     .title = "end of a <range> that is no address",
     .explanation = "IPv4 or IPv6; an empty value is refused, too.",
     .evidence = "error 38",
     .bad = "<ip address='10.0.0.1' prefix='24'><dhcp><range start='10.0.0.5' "
            "end='10.0.0.256'/></dhcp></ip>",
     .good = "<ip address='10.0.0.1' prefix='24'><dhcp><range start='10.0.0.5' "
             "end='10.0.0.250'/></dhcp></ip>"},
    {.code = "NET-RANGE-003",
     .title = "<range> of mixed families",
     .explanation = "Start, end and the address of the <ip> must be of one family.",
     .evidence = "error 1",
     .bad = "<ip address='10.0.0.1' prefix='24'><dhcp><range start='10.0.0.5' "
            "end='2001:db8::5'/></dhcp></ip>",
     .good = "<ip address='10.0.0.1' prefix='24'><dhcp><range start='10.0.0.5' "
             "end='10.0.0.6'/></dhcp></ip>"},
    {.code = "NET-RANGE-004",
     .title = "<range> in an <ip> without a usable prefix",
     .explanation = "The netmask has holes, or there is none and the address is of class D or E, "
                    "so nobody can say which addresses are in the network.",
     .evidence = "error 1",
     .bad = "<ip address='10.0.0.1' netmask='255.0.255.0'><dhcp><range start='10.0.0.5' "
            "end='10.0.0.6'/></dhcp></ip>",
     .good = "<ip address='10.0.0.1' netmask='255.255.255.0'><dhcp><range start='10.0.0.5' "
             "end='10.0.0.6'/></dhcp></ip>"},
    {.code = "NET-RANGE-005",
     .title = "<range> outside the network",
     .explanation = "Both ends must lie in the network of the <ip>. Without netmask and prefix "
                    "that is the address class: /8, /16 or /24.",
     .evidence = "error 1",
     .bad = "<ip address='10.0.0.1' prefix='24'><dhcp><range start='10.0.0.5' "
            "end='10.0.1.6'/></dhcp></ip>",
     .good = "<ip address='10.0.0.1' prefix='16'><dhcp><range start='10.0.0.5' "
             "end='10.0.1.6'/></dhcp></ip>"},
    {.code = "NET-RANGE-006",
     .title = "<range> that starts with the network's own address",
     .explanation = "The first address of an IPv4 network stands for the network.",
     .evidence = "error 1",
     .bad = "<ip address='10.0.0.1' prefix='24'><dhcp><range start='10.0.0.0' "
            "end='10.0.0.6'/></dhcp></ip>",
     .good = "<ip address='10.0.0.1' prefix='24'><dhcp><range start='10.0.0.2' "
             "end='10.0.0.6'/></dhcp></ip>"},
    {.code = "NET-RANGE-007",
     .title = "<range> that ends with the broadcast address",
     .explanation =
         "The last address of an IPv4 network is everybody's. A /31 or /32 admits no range at all.",
     .evidence = "error 1",
     .bad = "<ip address='10.0.0.1' prefix='24'><dhcp><range start='10.0.0.5' "
            "end='10.0.0.255'/></dhcp></ip>",
     .good = "<ip address='10.0.0.1' prefix='24'><dhcp><range start='10.0.0.5' "
             "end='10.0.0.254'/></dhcp></ip>"},
    {.code = "NET-RANGE-008",
     .title = "<range> that ends before it starts",
     .explanation = "The range runs from 'start' up to 'end', both included.",
     .evidence = "error 1",
     .bad = "<ip address='10.0.0.1' prefix='24'><dhcp><range start='10.0.0.6' "
            "end='10.0.0.5'/></dhcp></ip>",
     .good = "<ip address='10.0.0.1' prefix='24'><dhcp><range start='10.0.0.5' "
             "end='10.0.0.6'/></dhcp></ip>"},
    {.code = "NET-RANGE-009",
     .title = "<range> of more than 65536 addresses",
     .explanation = "libvirt's own bound on the size of a range.",
     .evidence = "error 1",
     .bad = "<ip address='10.0.0.1' prefix='8'><dhcp><range start='10.0.0.5' "
            "end='10.1.0.5'/></dhcp></ip>",
     .good = "<ip address='10.0.0.1' prefix='8'><dhcp><range start='10.0.0.5' "
             "end='10.1.0.4'/></dhcp></ip>"},
    {.code = "NET-RANGE-010",
     .validity = {.gone = kBy11_3},
     .title = "<range> that crosses a /16",
     .explanation = "Before 11.3 both ends had to have the same first two numbers.",
     .evidence = "error 1",
     .bad = "<ip address='10.0.0.1' prefix='8'><dhcp><range start='10.0.255.1' "
            "end='10.1.0.5'/></dhcp></ip>",
     .good = "<ip address='10.0.0.1' prefix='8'><dhcp><range start='10.0.254.1' "
             "end='10.0.255.1'/></dhcp></ip>"},
    {.code = "NET-RANGE-011",
     .title = "IPv6 <range> whose ends differ in more than the last group",
     .explanation = "libvirt counts the addresses of a range in the last sixteen bits.",
     .evidence = "error 1",
     .bad = "<ip family='ipv6' address='2001:db8::1' prefix='64'><dhcp><range "
            "start='2001:db8::1:0' end='2001:db8::2:0'/></dhcp></ip>",
     .good = "<ip family='ipv6' address='2001:db8::1' prefix='64'><dhcp><range "
             "start='2001:db8::1:0' end='2001:db8::1:ffff'/></dhcp></ip>"},
    {.code = "NET-LEASE-001",
     .title = "'expiry' of <lease> is not a number",
     .explanation = "A whole number: decimal in 7.0, also hexadecimal with 0x or octal with a "
                    "leading 0 since. 0 is for ever.",
     .evidence = "error 27",
     .bad = "<ip address='10.0.0.1' prefix='24'><dhcp><range start='10.0.0.5' "
            "end='10.0.0.6'><lease expiry='1h'/></range></dhcp></ip>",
     .good = "<ip address='10.0.0.1' prefix='24'><dhcp><range start='10.0.0.5' "
             "end='10.0.0.6'><lease expiry='1' unit='hours'/></range></dhcp></ip>"},
    {.code = "NET-LEASE-002",
     .validity = {.since = kBy9_0},
     .title = "'expiry' of <lease> is negative",
     .explanation = "7.0 wraps the number around instead, to a lease of some 35 trillion years.",
     .evidence = "error 27",
     .bad = "<ip address='10.0.0.1' prefix='24'><dhcp><range start='10.0.0.5' "
            "end='10.0.0.6'><lease expiry='-1'/></range></dhcp></ip>",
     .good = "<ip address='10.0.0.1' prefix='24'><dhcp><range start='10.0.0.5' "
             "end='10.0.0.6'><lease expiry='0'/></range></dhcp></ip>"},
    {.code = "NET-LEASE-003",
     .title = "unknown 'unit' of <lease>",
     .explanation = "seconds, minutes (the default) or hours; checked even where expiry='0' makes "
                    "it meaningless.",
     .evidence = "error 27",
     .bad = "<ip address='10.0.0.1' prefix='24'><dhcp><range start='10.0.0.5' "
            "end='10.0.0.6'><lease expiry='1' unit='days'/></range></dhcp></ip>",
     .good = "<ip address='10.0.0.1' prefix='24'><dhcp><range start='10.0.0.5' "
             "end='10.0.0.6'><lease expiry='24' unit='hours'/></range></dhcp></ip>"},
    {.code = "NET-LEASE-004",
     .title = "<lease> of less than two minutes",
     .explanation = "dnsmasq grants no shorter lease.",
     .evidence = "error 67",
     .bad = "<ip address='10.0.0.1' prefix='24'><dhcp><range start='10.0.0.5' "
            "end='10.0.0.6'><lease expiry='119' unit='seconds'/></range></dhcp></ip>",
     .good = "<ip address='10.0.0.1' prefix='24'><dhcp><range start='10.0.0.5' "
             "end='10.0.0.6'><lease expiry='120' unit='seconds'/></range></dhcp></ip>"},
    {.code = "NET-HOST-001",
     .title = "'mac' of a host in an IPv6 <ip>",
     .explanation = "DHCPv6 knows clients by a DUID, which is 'id'.",
     .evidence = "error 27",
     .bad = "<ip family='ipv6' address='2001:db8::1' prefix='64'><dhcp><host "
            "mac='52:54:00:00:00:01' name='h' ip='2001:db8::5'/></dhcp></ip>",
     .good = "<ip family='ipv6' address='2001:db8::1' prefix='64'><dhcp><host "
             "id='0:3:0:1:52:54:0:0:0:1' name='h' ip='2001:db8::5'/></dhcp></ip>"},
    {.code = "NET-HOST-002",
     .title = "malformed MAC address of a host",
     .explanation = "Six groups of one or two hexadecimal digits with colons between; an empty "
                    "value is refused, too.",
     .evidence = "error 27",
     .bad = "<ip address='10.0.0.1' prefix='24'><dhcp><host mac='525400000001' "
            "ip='10.0.0.5'/></dhcp></ip>",
     .good = "<ip address='10.0.0.1' prefix='24'><dhcp><host mac='52:54:00:00:00:01' "
             "ip='10.0.0.5'/></dhcp></ip>"},
    {.code = "NET-HOST-003",
     .title = "multicast MAC address of a host",
     .explanation =
         "The lowest bit of the first octet marks a group address, which no guest can own.",
     .evidence = "error 27",
     .bad = "<ip address='10.0.0.1' prefix='24'><dhcp><host mac='53:54:00:00:00:01' "
            "ip='10.0.0.5'/></dhcp></ip>",
     .good = "<ip address='10.0.0.1' prefix='24'><dhcp><host mac='52:54:00:00:00:01' "
             "ip='10.0.0.5'/></dhcp></ip>"},
    {.code = "NET-HOST-004",
     .title = "character that is not allowed in 'id'",
     .explanation = "Hexadecimal digits and colons are.",
     .evidence = "error 27",
     .bad = "<ip address='10.0.0.1' prefix='24'><dhcp><host id='0-1' name='h' "
            "ip='10.0.0.5'/></dhcp></ip>",
     .good = "<ip address='10.0.0.1' prefix='24'><dhcp><host id='0:1' name='h' "
             "ip='10.0.0.5'/></dhcp></ip>"},
    {.code = "NET-HOST-005",
     .title = "host name that begins with neither a letter nor a digit",
     .explanation = "Only the first character is looked at.",
     .evidence = "error 27",
     .bad = "<ip address='10.0.0.1' prefix='24'><dhcp><host name='-h' ip='10.0.0.5'/></dhcp></ip>",
     .good = "<ip address='10.0.0.1' prefix='24'><dhcp><host name='h' ip='10.0.0.5'/></dhcp></ip>"},
    {.code = "NET-HOST-006",
     .validity = {.gone = kBy9_0},
     .title = "host name that begins with a digit",
     .explanation = "Refused by 7.0 alone.",
     .evidence = "error 27",
     .bad = "<ip address='10.0.0.1' prefix='24'><dhcp><host name='1h' ip='10.0.0.5'/></dhcp></ip>",
     .good =
         "<ip address='10.0.0.1' prefix='24'><dhcp><host name='h1' ip='10.0.0.5'/></dhcp></ip>"},
    {.code = "NET-HOST-007",
     .title = "'ip' of a host is no address",
     .explanation = "IPv4 or IPv6. Nothing else about it is checked (LINT-HOST-NETWORK).",
     .evidence = "error 27",
     .bad = "<ip address='10.0.0.1' prefix='24'><dhcp><host name='h' ip='x'/></dhcp></ip>",
     .good = "<ip address='10.0.0.1' prefix='24'><dhcp><host name='h' ip='10.0.0.5'/></dhcp></ip>"},
    {.code = "NET-HOST-008",
     .title = "host without 'ip'",
     .explanation = "The address is what the entry reserves.",
     .evidence = "error 27",
     .bad = "<ip address='10.0.0.1' prefix='24'><dhcp><host name='h'/></dhcp></ip>",
     .good = "<ip address='10.0.0.1' prefix='24'><dhcp><host name='h' ip='10.0.0.5'/></dhcp></ip>"},
    {.code = "NET-HOST-009",
     .title = "host in an IPv4 <ip> with neither 'mac' nor 'name'",
     .explanation = "Something must tell the guest from the others.",
     .evidence = "error 27",
     .bad = "<ip address='10.0.0.1' prefix='24'><dhcp><host ip='10.0.0.5'/></dhcp></ip>",
     .good = "<ip address='10.0.0.1' prefix='24'><dhcp><host mac='52:54:00:00:00:01' "
             "ip='10.0.0.5'/></dhcp></ip>"},
    {.code = "NET-HOST-010",
     .title = "host in an IPv6 <ip> with neither 'id' nor 'name'",
     .explanation = "Something must tell the guest from the others.",
     .evidence = "error 27",
     .bad = "<ip family='ipv6' address='2001:db8::1' prefix='64'><dhcp><host "
            "ip='2001:db8::5'/></dhcp></ip>",
     .good = "<ip family='ipv6' address='2001:db8::1' prefix='64'><dhcp><host name='h' "
             "ip='2001:db8::5'/></dhcp></ip>"},
    {.code = "NET-BOOTP-001",
     .validity = {.since = kBy11_3},
     .title = "<bootp> without 'file'",
     .explanation = "Refused since 11.3; before, the element was ignored.",
     .evidence = "error 27",
     .bad = "<ip address='10.0.0.1' prefix='24'><dhcp><range start='10.0.0.5' "
            "end='10.0.0.6'/><bootp server='10.0.0.2'/></dhcp></ip>",
     .good = "<ip address='10.0.0.1' prefix='24'><dhcp><range start='10.0.0.5' "
             "end='10.0.0.6'/><bootp file='pxe.0' server='10.0.0.2'/></dhcp></ip>"},
    {.code = "NET-BOOTP-002",
     .title = "'server' of <bootp> is no address",
     .explanation = "The parser wants an address, although the schema admits a name.",
     .evidence = "error 38",
     .bad = "<ip address='10.0.0.1' prefix='24'><dhcp><range start='10.0.0.5' "
            "end='10.0.0.6'/><bootp file='pxe.0' server='tftp.example'/></dhcp></ip>",
     .good = "<ip address='10.0.0.1' prefix='24'><dhcp><range start='10.0.0.5' "
             "end='10.0.0.6'/><bootp file='pxe.0' server='10.0.0.2'/></dhcp></ip>"},
    {.code = "NET-ROUTE-001",
     .validity = {.gone = kBy12_8},
     .title = "route without 'address'",
     .explanation = "Required up to 11.3; 12.8 takes a route without, and prints it so.",
     .evidence = "error 27",
     .bad = "<ip address='10.0.0.1' prefix='24'/><route gateway='10.0.0.2'/>",
     .good = "<ip address='10.0.0.1' prefix='24'/><route address='0.0.0.0' prefix='0' "
             "gateway='10.0.0.2'/>"},
    {.code = "NET-ROUTE-002",
     .title = "route without 'gateway'",
     .explanation = "Where the packets go.",
     .evidence = "error 27",
     .bad = "<ip address='10.0.0.1' prefix='24'/><route address='192.0.2.0' prefix='24'/>",
     .good = "<ip address='10.0.0.1' prefix='24'/><route address='192.0.2.0' prefix='24' "
             "gateway='10.0.0.2'/>"},
    {.code = "NET-ROUTE-003",
     .title = "address, gateway or netmask of a route is no address",
     .explanation = "IPv4 or IPv6, without prefix or blanks.",
     .evidence = "error 27",
     .bad =
         "<ip address='10.0.0.1' prefix='24'/><route address='192.0.2.0/24' gateway='10.0.0.2'/>",
     .good = "<ip address='10.0.0.1' prefix='24'/><route address='192.0.2.0' prefix='24' "
             "gateway='10.0.0.2'/>"},
    {.code = "NET-ROUTE-004",
     .title = "unknown 'family' of a route",
     .explanation = "'ipv4' or 'ipv6', in lower case.",
     .evidence = "error 27",
     .bad = "<ip address='10.0.0.1' prefix='24'/><route family='IPv4' address='192.0.2.0' "
            "prefix='24' gateway='10.0.0.2'/>",
     .good = "<ip address='10.0.0.1' prefix='24'/><route family='ipv4' address='192.0.2.0' "
             "prefix='24' gateway='10.0.0.2'/>"},
    {.code = "NET-ROUTE-005",
     .validity = {.since = kBy9_0},
     .title = "empty 'family', 'prefix' or 'metric' of a route",
     .explanation = "An error in 9.0 and newer; 7.0 takes the attribute for absent.",
     .evidence = "error 27",
     .bad = "<ip address='10.0.0.1' prefix='24'/><route address='192.0.2.0' prefix='24' "
            "gateway='10.0.0.2' metric=''/>",
     .good = "<ip address='10.0.0.1' prefix='24'/><route address='192.0.2.0' prefix='24' "
             "gateway='10.0.0.2'/>"},
    {.code = "NET-ROUTE-006",
     .title = "IPv6 address or gateway of a route without family='ipv6'",
     .explanation = "Without 'family' a route is IPv4.",
     .evidence = "error 27",
     .bad = "<ip address='10.0.0.1' prefix='24'/><route address='2001:db8::' prefix='32' "
            "gateway='10.0.0.2'/>",
     .good = "<ip family='ipv6' address='2001:db8::1' prefix='64'/><route family='ipv6' "
             "address='2001:db8:1::' prefix='48' gateway='2001:db8::2'/>"},
    {.code = "NET-ROUTE-007",
     .title = "IPv6 netmask of an IPv4 route",
     .explanation = "The netmask is IPv4; IPv6 has a prefix only.",
     .evidence = "error 27",
     .bad = "<ip address='10.0.0.1' prefix='24'/><route address='192.0.2.0' netmask='ffff::' "
            "gateway='10.0.0.2'/>",
     .good = "<ip address='10.0.0.1' prefix='24'/><route address='192.0.2.0' "
             "netmask='255.255.255.0' gateway='10.0.0.2'/>"},
    {.code = "NET-ROUTE-008",
     .title = "both 'netmask' and 'prefix' of a route",
     .explanation =
         "They say the same thing. Here, other than for <ip>, even a prefix of 0 counts.",
     .evidence = "error 27",
     .bad = "<ip address='10.0.0.1' prefix='24'/><route address='192.0.2.0' "
            "netmask='255.255.255.0' prefix='24' gateway='10.0.0.2'/>",
     .good = "<ip address='10.0.0.1' prefix='24'/><route address='192.0.2.0' prefix='24' "
             "gateway='10.0.0.2'/>"},
    {.code = "NET-ROUTE-009",
     .title = "prefix of an IPv4 route is not a number up to 32",
     .explanation = "A whole decimal number.",
     .evidence = "error 27",
     .bad = "<ip address='10.0.0.1' prefix='24'/><route address='0.0.0.0' prefix='33' "
            "gateway='10.0.0.2'/>",
     .good = "<ip address='10.0.0.1' prefix='24'/><route address='0.0.0.0' prefix='0' "
             "gateway='10.0.0.2'/>"},
    {.code = "NET-ROUTE-010",
     .title = "IPv6 route with IPv4 parts, a netmask or a prefix above 128",
     .explanation = "All parts of a route are of one family, and IPv6 has a prefix only.",
     .evidence = "error 27",
     .bad = "<ip family='ipv6' address='2001:db8::1' prefix='64'/><route family='ipv6' "
            "address='2001:db8:1::' netmask='255.0.0.0' gateway='2001:db8::2'/>",
     .good = "<ip family='ipv6' address='2001:db8::1' prefix='64'/><route family='ipv6' "
             "address='2001:db8:1::' prefix='48' gateway='2001:db8::2'/>"},
    {.code = "NET-ROUTE-011",
     .title = "'metric' of a route is 0 or not a number",
     .explanation = "A whole decimal number from 1.",
     .evidence = "error 27",
     .bad = "<ip address='10.0.0.1' prefix='24'/><route address='192.0.2.0' prefix='24' "
            "gateway='10.0.0.2' metric='0'/>",
     .good = "<ip address='10.0.0.1' prefix='24'/><route address='192.0.2.0' prefix='24' "
             "gateway='10.0.0.2' metric='2'/>"},
    {.code = "NET-ROUTE-012",
     .title = "address of a route with bits outside its mask",
     .explanation = "The address must be that of a network. Without netmask and prefix the mask "
                    "has no bits, so only 0.0.0.0 (or ::) passes.",
     .evidence = "error 27",
     .bad = "<ip address='10.0.0.1' prefix='24'/><route address='192.0.2.1' prefix='24' "
            "gateway='10.0.0.2'/>",
     .good = "<ip address='10.0.0.1' prefix='24'/><route address='192.0.2.0' prefix='24' "
             "gateway='10.0.0.2'/>"},
    {.code = "NET-ROUTE-013",
     .title = "gateway of a route in none of the networks",
     .explanation = "The host reaches the gateway through the bridge, so it must be in the network "
                    "of an <ip> of its family.",
     .evidence = "error 67",
     .bad = "<ip address='10.0.0.1' prefix='24'/><route address='192.0.2.0' prefix='24' "
            "gateway='10.0.1.2'/>",
     .good = "<ip address='10.0.0.1' prefix='24'/><route address='192.0.2.0' prefix='24' "
             "gateway='10.0.0.2'/>"},
};

}  // namespace virnet::internal
