// The rules of <ip> and <route>, in words.
#include "model/rules/rule_text.h"

namespace virnet::internal {
namespace {

constexpr RuleText kTexts[] = {
    {.rule = "NET-IP-001"_rule,
     .title = "<ip> without 'address'",
     .explanation = "The address is the bridge's own, and the gateway of the guests.",
     .evidence = "error 27",
     .bad = "<ip netmask='255.255.255.0'/>",
     .good = "<ip address='10.0.0.1' netmask='255.255.255.0'/>"},
    {.rule = "NET-IP-002"_rule,
     .title = "'address' of <ip> is no address",
     .explanation = "IPv4 or IPv6, without prefix, blanks or interface name.",
     .evidence = "error 27",
     .bad = "<ip address='10.0.0.1/24'/>",
     .good = "<ip address='10.0.0.1' prefix='24'/>"},
    {.rule = "NET-IP-003"_rule,
     .title = "'netmask' of <ip> is no address",
     .explanation = "A dotted quad like 255.255.255.0.",
     .evidence = "error 27",
     .bad = "<ip address='10.0.0.1' netmask='255.255.255.256'/>",
     .good = "<ip address='10.0.0.1' netmask='255.255.255.0'/>"},
    {.rule = "NET-IP-004"_rule,
     .title = "'prefix' of <ip> is not a number",
     .explanation = "A whole decimal number without anything after it.",
     .evidence = "error 27",
     .bad = "<ip address='10.0.0.1' prefix='/24'/>",
     .good = "<ip address='10.0.0.1' prefix='24'/>"},
    {.rule = "NET-IP-005"_rule,
     .title = "'prefix' of <ip> is empty",
     .explanation = "An error in 9.0 and newer; 7.0 takes the attribute for absent.",
     .evidence = "error 27",
     .bad = "<ip address='10.0.0.1' prefix=''/>",
     .good = "<ip address='10.0.0.1' prefix='24'/>"},
    {.rule = "NET-IP-006"_rule,
     .title = "'localPtr' of <ip> is neither 'yes' nor 'no'",
     .explanation = "With 'yes' reverse queries for the network's addresses are not forwarded.",
     .evidence = "error 27",
     .bad = "<ip address='10.0.0.1' prefix='24' localPtr='on'/>",
     .good = "<ip address='10.0.0.1' prefix='24' localPtr='yes'/>"},
    {.rule = "NET-IP-007"_rule,
     .title = "'localPtr' of <ip> is empty",
     .explanation = "An error in 9.0 and newer; 7.0 takes the attribute for absent.",
     .evidence = "error 27",
     .bad = "<ip address='10.0.0.1' prefix='24' localPtr=''/>",
     .good = "<ip address='10.0.0.1' prefix='24' localPtr='no'/>"},
    {.rule = "NET-IP-008"_rule,
     .title = "unknown 'family' of <ip>",
     .explanation = "'ipv4' or 'ipv6', in lower case.",
     .evidence = "error 27",
     .bad = "<ip family='IPv4' address='10.0.0.1' prefix='24'/>",
     .good = "<ip family='ipv4' address='10.0.0.1' prefix='24'/>"},
    {.rule = "NET-IP-009"_rule,
     .title = "IPv6 address without family='ipv6'",
     .explanation = "Without 'family' an <ip> is IPv4. An IPv4-mapped address counts as IPv6.",
     .evidence = "error 67",
     .bad = "<ip address='2001:db8::1' prefix='64'/>",
     .good = "<ip family='ipv6' address='2001:db8::1' prefix='64'/>"},
    {.rule = "NET-IP-010"_rule,
     .title = "IPv6 netmask of an IPv4 address",
     .explanation = "The netmask is IPv4; IPv6 has a prefix only.",
     .evidence = "error 67",
     .bad = "<ip address='10.0.0.1' netmask='ffff::'/>",
     .good = "<ip address='10.0.0.1' netmask='255.0.0.0'/>"},
    {.rule = "NET-IP-011"_rule,
     .title = "both 'netmask' and 'prefix'",
     .explanation = "They say the same thing. A prefix of 0 counts as absent.",
     .evidence = "error 67",
     .bad = "<ip address='10.0.0.1' netmask='255.0.0.0' prefix='8'/>",
     .good = "<ip address='10.0.0.1' prefix='8'/>"},
    {.rule = "NET-IP-012"_rule,
     .title = "IPv4 prefix above 32",
     .explanation = "An IPv4 address has 32 bits.",
     .evidence = "error 67",
     .bad = "<ip address='10.0.0.1' prefix='33'/>",
     .good = "<ip address='10.0.0.1' prefix='24'/>"},
    {.rule = "NET-IP-013"_rule,
     .title = "IPv4 address with family='ipv6'",
     .explanation = "The address must be of the family that is given.",
     .evidence = "error 67",
     .bad = "<ip family='ipv6' address='10.0.0.1'/>",
     .good = "<ip family='ipv6' address='2001:db8::1' prefix='64'/>"},
    {.rule = "NET-IP-014"_rule,
     .title = "netmask with family='ipv6'",
     .explanation = "IPv6 has a prefix only.",
     .evidence = "error 67",
     .bad = "<ip family='ipv6' address='2001:db8::1' netmask='255.0.0.0'/>",
     .good = "<ip family='ipv6' address='2001:db8::1' prefix='64'/>"},
    {.rule = "NET-IP-015"_rule,
     .title = "IPv6 prefix above 128",
     .explanation = "An IPv6 address has 128 bits.",
     .evidence = "error 67",
     .bad = "<ip family='ipv6' address='2001:db8::1' prefix='129'/>",
     .good = "<ip family='ipv6' address='2001:db8::1' prefix='64'/>"},
    {.rule = "NET-TFTP-001"_rule,
     .title = "<tftp> in an IPv6 <ip>",
     .explanation = "libvirt serves boot files over IPv4 only; even an empty element is refused.",
     .evidence = "error 67",
     .bad = "<ip family='ipv6' address='2001:db8::1' prefix='64'><tftp root='/srv'/></ip>",
     .good = "<ip address='10.0.0.1' prefix='24'><tftp root='/srv'/></ip>"},
    {.rule = "NET-RANGE-001"_rule,
     .title = "<range> without 'start' or 'end'",
     .explanation = "Both ends are required, even for one address.",
     .evidence = "error 27",
     .bad = "<ip address='10.0.0.1' prefix='24'><dhcp><range start='10.0.0.5'/></dhcp></ip>",
     .good = "<ip address='10.0.0.1' prefix='24'><dhcp><range start='10.0.0.5' "
             "end='10.0.0.5'/></dhcp></ip>"},
    {.rule = "NET-RANGE-002"_rule,
     .title = "end of a <range> that is no address",
     .explanation = "IPv4 or IPv6; an empty value is refused, too.",
     .evidence = "error 38",
     .bad = "<ip address='10.0.0.1' prefix='24'><dhcp><range start='10.0.0.5' "
            "end='10.0.0.256'/></dhcp></ip>",
     .good = "<ip address='10.0.0.1' prefix='24'><dhcp><range start='10.0.0.5' "
             "end='10.0.0.250'/></dhcp></ip>"},
    {.rule = "NET-RANGE-003"_rule,
     .title = "<range> of mixed families",
     .explanation = "Start, end and the address of the <ip> must be of one family.",
     .evidence = "error 1",
     .bad = "<ip address='10.0.0.1' prefix='24'><dhcp><range start='10.0.0.5' "
            "end='2001:db8::5'/></dhcp></ip>",
     .good = "<ip address='10.0.0.1' prefix='24'><dhcp><range start='10.0.0.5' "
             "end='10.0.0.6'/></dhcp></ip>"},
    {.rule = "NET-RANGE-004"_rule,
     .title = "<range> in an <ip> without a usable prefix",
     .explanation = "The netmask has holes, or there is none and the address is of class D or E, "
                    "so nobody can say which addresses are in the network.",
     .evidence = "error 1",
     .bad = "<ip address='10.0.0.1' netmask='255.0.255.0'><dhcp><range start='10.0.0.5' "
            "end='10.0.0.6'/></dhcp></ip>",
     .good = "<ip address='10.0.0.1' netmask='255.255.255.0'><dhcp><range start='10.0.0.5' "
             "end='10.0.0.6'/></dhcp></ip>"},
    {.rule = "NET-RANGE-005"_rule,
     .title = "<range> outside the network",
     .explanation = "Both ends must lie in the network of the <ip>. Without netmask and prefix "
                    "that is the address class: /8, /16 or /24.",
     .evidence = "error 1",
     .bad = "<ip address='10.0.0.1' prefix='24'><dhcp><range start='10.0.0.5' "
            "end='10.0.1.6'/></dhcp></ip>",
     .good = "<ip address='10.0.0.1' prefix='16'><dhcp><range start='10.0.0.5' "
             "end='10.0.1.6'/></dhcp></ip>"},
    {.rule = "NET-RANGE-006"_rule,
     .title = "<range> that starts with the network's own address",
     .explanation = "The first address of an IPv4 network stands for the network.",
     .evidence = "error 1",
     .bad = "<ip address='10.0.0.1' prefix='24'><dhcp><range start='10.0.0.0' "
            "end='10.0.0.6'/></dhcp></ip>",
     .good = "<ip address='10.0.0.1' prefix='24'><dhcp><range start='10.0.0.2' "
             "end='10.0.0.6'/></dhcp></ip>"},
    {.rule = "NET-RANGE-007"_rule,
     .title = "<range> that ends with the broadcast address",
     .explanation =
         "The last address of an IPv4 network is everybody's. A /31 or /32 admits no range at all.",
     .evidence = "error 1",
     .bad = "<ip address='10.0.0.1' prefix='24'><dhcp><range start='10.0.0.5' "
            "end='10.0.0.255'/></dhcp></ip>",
     .good = "<ip address='10.0.0.1' prefix='24'><dhcp><range start='10.0.0.5' "
             "end='10.0.0.254'/></dhcp></ip>"},
    {.rule = "NET-RANGE-008"_rule,
     .title = "<range> that ends before it starts",
     .explanation = "The range runs from 'start' up to 'end', both included.",
     .evidence = "error 1",
     .bad = "<ip address='10.0.0.1' prefix='24'><dhcp><range start='10.0.0.6' "
            "end='10.0.0.5'/></dhcp></ip>",
     .good = "<ip address='10.0.0.1' prefix='24'><dhcp><range start='10.0.0.5' "
             "end='10.0.0.6'/></dhcp></ip>"},
    {.rule = "NET-RANGE-009"_rule,
     .title = "<range> of more than 65536 addresses",
     .explanation = "libvirt's own bound on the size of a range.",
     .evidence = "error 1",
     .bad = "<ip address='10.0.0.1' prefix='8'><dhcp><range start='10.0.0.5' "
            "end='10.1.0.5'/></dhcp></ip>",
     .good = "<ip address='10.0.0.1' prefix='8'><dhcp><range start='10.0.0.5' "
             "end='10.1.0.4'/></dhcp></ip>"},
    {.rule = "NET-RANGE-010"_rule,
     .title = "<range> that crosses a /16",
     .explanation = "Before 11.3 both ends had to have the same first two numbers.",
     .evidence = "error 1",
     .bad = "<ip address='10.0.0.1' prefix='8'><dhcp><range start='10.0.255.1' "
            "end='10.1.0.5'/></dhcp></ip>",
     .good = "<ip address='10.0.0.1' prefix='8'><dhcp><range start='10.0.254.1' "
             "end='10.0.255.1'/></dhcp></ip>"},
    {.rule = "NET-RANGE-011"_rule,
     .title = "IPv6 <range> whose ends differ in more than the last group",
     .explanation = "libvirt counts the addresses of a range in the last sixteen bits.",
     .evidence = "error 1",
     .bad = "<ip family='ipv6' address='2001:db8::1' prefix='64'><dhcp><range "
            "start='2001:db8::1:0' end='2001:db8::2:0'/></dhcp></ip>",
     .good = "<ip family='ipv6' address='2001:db8::1' prefix='64'><dhcp><range "
             "start='2001:db8::1:0' end='2001:db8::1:ffff'/></dhcp></ip>"},
    {.rule = "NET-LEASE-001"_rule,
     .title = "'expiry' of <lease> is not a number",
     .explanation = "A whole number: decimal in 7.0, also hexadecimal with 0x or octal with a "
                    "leading 0 since. 0 is for ever.",
     .evidence = "error 27",
     .bad = "<ip address='10.0.0.1' prefix='24'><dhcp><range start='10.0.0.5' "
            "end='10.0.0.6'><lease expiry='1h'/></range></dhcp></ip>",
     .good = "<ip address='10.0.0.1' prefix='24'><dhcp><range start='10.0.0.5' "
             "end='10.0.0.6'><lease expiry='1' unit='hours'/></range></dhcp></ip>"},
    {.rule = "NET-LEASE-002"_rule,
     .title = "'expiry' of <lease> is negative",
     .explanation = "7.0 wraps the number around instead, to a lease of some 35 trillion years.",
     .evidence = "error 27",
     .bad = "<ip address='10.0.0.1' prefix='24'><dhcp><range start='10.0.0.5' "
            "end='10.0.0.6'><lease expiry='-1'/></range></dhcp></ip>",
     .good = "<ip address='10.0.0.1' prefix='24'><dhcp><range start='10.0.0.5' "
             "end='10.0.0.6'><lease expiry='0'/></range></dhcp></ip>"},
    {.rule = "NET-LEASE-003"_rule,
     .title = "unknown 'unit' of <lease>",
     .explanation = "seconds, minutes (the default) or hours; checked even where expiry='0' makes "
                    "it meaningless.",
     .evidence = "error 27",
     .bad = "<ip address='10.0.0.1' prefix='24'><dhcp><range start='10.0.0.5' "
            "end='10.0.0.6'><lease expiry='1' unit='days'/></range></dhcp></ip>",
     .good = "<ip address='10.0.0.1' prefix='24'><dhcp><range start='10.0.0.5' "
             "end='10.0.0.6'><lease expiry='24' unit='hours'/></range></dhcp></ip>"},
    {.rule = "NET-LEASE-004"_rule,
     .title = "<lease> of less than two minutes",
     .explanation = "dnsmasq grants no shorter lease.",
     .evidence = "error 67",
     .bad = "<ip address='10.0.0.1' prefix='24'><dhcp><range start='10.0.0.5' "
            "end='10.0.0.6'><lease expiry='119' unit='seconds'/></range></dhcp></ip>",
     .good = "<ip address='10.0.0.1' prefix='24'><dhcp><range start='10.0.0.5' "
             "end='10.0.0.6'><lease expiry='120' unit='seconds'/></range></dhcp></ip>"},
    {.rule = "NET-HOST-001"_rule,
     .title = "'mac' of a host in an IPv6 <ip>",
     .explanation = "DHCPv6 knows clients by a DUID, which is 'id'.",
     .evidence = "error 27",
     .bad = "<ip family='ipv6' address='2001:db8::1' prefix='64'><dhcp><host "
            "mac='52:54:00:00:00:01' name='h' ip='2001:db8::5'/></dhcp></ip>",
     .good = "<ip family='ipv6' address='2001:db8::1' prefix='64'><dhcp><host "
             "id='0:3:0:1:52:54:0:0:0:1' name='h' ip='2001:db8::5'/></dhcp></ip>"},
    {.rule = "NET-HOST-002"_rule,
     .title = "malformed MAC address of a host",
     .explanation = "Six groups of one or two hexadecimal digits with colons between; an empty "
                    "value is refused, too.",
     .evidence = "error 27",
     .bad = "<ip address='10.0.0.1' prefix='24'><dhcp><host mac='525400000001' "
            "ip='10.0.0.5'/></dhcp></ip>",
     .good = "<ip address='10.0.0.1' prefix='24'><dhcp><host mac='52:54:00:00:00:01' "
             "ip='10.0.0.5'/></dhcp></ip>"},
    {.rule = "NET-HOST-003"_rule,
     .title = "multicast MAC address of a host",
     .explanation =
         "The lowest bit of the first octet marks a group address, which no guest can own.",
     .evidence = "error 27",
     .bad = "<ip address='10.0.0.1' prefix='24'><dhcp><host mac='53:54:00:00:00:01' "
            "ip='10.0.0.5'/></dhcp></ip>",
     .good = "<ip address='10.0.0.1' prefix='24'><dhcp><host mac='52:54:00:00:00:01' "
             "ip='10.0.0.5'/></dhcp></ip>"},
    {.rule = "NET-HOST-004"_rule,
     .title = "character that is not allowed in 'id'",
     .explanation = "Hexadecimal digits and colons are.",
     .evidence = "error 27",
     .bad = "<ip address='10.0.0.1' prefix='24'><dhcp><host id='0-1' name='h' "
            "ip='10.0.0.5'/></dhcp></ip>",
     .good = "<ip address='10.0.0.1' prefix='24'><dhcp><host id='0:1' name='h' "
             "ip='10.0.0.5'/></dhcp></ip>"},
    {.rule = "NET-HOST-005"_rule,
     .title = "host name that begins with neither a letter nor a digit",
     .explanation = "Only the first character is looked at.",
     .evidence = "error 27",
     .bad = "<ip address='10.0.0.1' prefix='24'><dhcp><host name='-h' ip='10.0.0.5'/></dhcp></ip>",
     .good = "<ip address='10.0.0.1' prefix='24'><dhcp><host name='h' ip='10.0.0.5'/></dhcp></ip>"},
    {.rule = "NET-HOST-006"_rule,
     .title = "host name that begins with a digit",
     .explanation = "Refused by 7.0 alone.",
     .evidence = "error 27",
     .bad = "<ip address='10.0.0.1' prefix='24'><dhcp><host name='1h' ip='10.0.0.5'/></dhcp></ip>",
     .good =
         "<ip address='10.0.0.1' prefix='24'><dhcp><host name='h1' ip='10.0.0.5'/></dhcp></ip>"},
    {.rule = "NET-HOST-007"_rule,
     .title = "'ip' of a host is no address",
     .explanation = "IPv4 or IPv6. Nothing else about it is checked (LINT-HOST-NETWORK).",
     .evidence = "error 27",
     .bad = "<ip address='10.0.0.1' prefix='24'><dhcp><host name='h' ip='x'/></dhcp></ip>",
     .good = "<ip address='10.0.0.1' prefix='24'><dhcp><host name='h' ip='10.0.0.5'/></dhcp></ip>"},
    {.rule = "NET-HOST-008"_rule,
     .title = "host without 'ip'",
     .explanation = "The address is what the entry reserves.",
     .evidence = "error 27",
     .bad = "<ip address='10.0.0.1' prefix='24'><dhcp><host name='h'/></dhcp></ip>",
     .good = "<ip address='10.0.0.1' prefix='24'><dhcp><host name='h' ip='10.0.0.5'/></dhcp></ip>"},
    {.rule = "NET-HOST-009"_rule,
     .title = "host in an IPv4 <ip> with neither 'mac' nor 'name'",
     .explanation = "Something must tell the guest from the others.",
     .evidence = "error 27",
     .bad = "<ip address='10.0.0.1' prefix='24'><dhcp><host ip='10.0.0.5'/></dhcp></ip>",
     .good = "<ip address='10.0.0.1' prefix='24'><dhcp><host mac='52:54:00:00:00:01' "
             "ip='10.0.0.5'/></dhcp></ip>"},
    {.rule = "NET-HOST-010"_rule,
     .title = "host in an IPv6 <ip> with neither 'id' nor 'name'",
     .explanation = "Something must tell the guest from the others.",
     .evidence = "error 27",
     .bad = "<ip family='ipv6' address='2001:db8::1' prefix='64'><dhcp><host "
            "ip='2001:db8::5'/></dhcp></ip>",
     .good = "<ip family='ipv6' address='2001:db8::1' prefix='64'><dhcp><host name='h' "
             "ip='2001:db8::5'/></dhcp></ip>"},
    {.rule = "NET-BOOTP-001"_rule,
     .title = "<bootp> without 'file'",
     .explanation = "Refused since 11.3; before, the element was ignored.",
     .evidence = "error 27",
     .bad = "<ip address='10.0.0.1' prefix='24'><dhcp><range start='10.0.0.5' "
            "end='10.0.0.6'/><bootp server='10.0.0.2'/></dhcp></ip>",
     .good = "<ip address='10.0.0.1' prefix='24'><dhcp><range start='10.0.0.5' "
             "end='10.0.0.6'/><bootp file='pxe.0' server='10.0.0.2'/></dhcp></ip>"},
    {.rule = "NET-BOOTP-002"_rule,
     .title = "'server' of <bootp> is no address",
     .explanation = "The parser wants an address, although the schema admits a name.",
     .evidence = "error 38",
     .bad = "<ip address='10.0.0.1' prefix='24'><dhcp><range start='10.0.0.5' "
            "end='10.0.0.6'/><bootp file='pxe.0' server='tftp.example'/></dhcp></ip>",
     .good = "<ip address='10.0.0.1' prefix='24'><dhcp><range start='10.0.0.5' "
             "end='10.0.0.6'/><bootp file='pxe.0' server='10.0.0.2'/></dhcp></ip>"},
    {.rule = "NET-ROUTE-001"_rule,
     .title = "route without 'address'",
     .explanation = "Required up to 11.3; 12.8 takes a route without, and prints it so.",
     .evidence = "error 27",
     .bad = "<ip address='10.0.0.1' prefix='24'/><route gateway='10.0.0.2'/>",
     .good = "<ip address='10.0.0.1' prefix='24'/><route address='0.0.0.0' prefix='0' "
             "gateway='10.0.0.2'/>"},
    {.rule = "NET-ROUTE-002"_rule,
     .title = "route without 'gateway'",
     .explanation = "Where the packets go.",
     .evidence = "error 27",
     .bad = "<ip address='10.0.0.1' prefix='24'/><route address='192.0.2.0' prefix='24'/>",
     .good = "<ip address='10.0.0.1' prefix='24'/><route address='192.0.2.0' prefix='24' "
             "gateway='10.0.0.2'/>"},
    {.rule = "NET-ROUTE-003"_rule,
     .title = "address, gateway or netmask of a route is no address",
     .explanation = "IPv4 or IPv6, without prefix or blanks.",
     .evidence = "error 27",
     .bad =
         "<ip address='10.0.0.1' prefix='24'/><route address='192.0.2.0/24' gateway='10.0.0.2'/>",
     .good = "<ip address='10.0.0.1' prefix='24'/><route address='192.0.2.0' prefix='24' "
             "gateway='10.0.0.2'/>"},
    {.rule = "NET-ROUTE-004"_rule,
     .title = "unknown 'family' of a route",
     .explanation = "'ipv4' or 'ipv6', in lower case.",
     .evidence = "error 27",
     .bad = "<ip address='10.0.0.1' prefix='24'/><route family='IPv4' address='192.0.2.0' "
            "prefix='24' gateway='10.0.0.2'/>",
     .good = "<ip address='10.0.0.1' prefix='24'/><route family='ipv4' address='192.0.2.0' "
             "prefix='24' gateway='10.0.0.2'/>"},
    {.rule = "NET-ROUTE-005"_rule,
     .title = "empty 'family', 'prefix' or 'metric' of a route",
     .explanation = "An error in 9.0 and newer; 7.0 takes the attribute for absent.",
     .evidence = "error 27",
     .bad = "<ip address='10.0.0.1' prefix='24'/><route address='192.0.2.0' prefix='24' "
            "gateway='10.0.0.2' metric=''/>",
     .good = "<ip address='10.0.0.1' prefix='24'/><route address='192.0.2.0' prefix='24' "
             "gateway='10.0.0.2'/>"},
    {.rule = "NET-ROUTE-006"_rule,
     .title = "IPv6 address or gateway of a route without family='ipv6'",
     .explanation = "Without 'family' a route is IPv4.",
     .evidence = "error 27",
     .bad = "<ip address='10.0.0.1' prefix='24'/><route address='2001:db8::' prefix='32' "
            "gateway='10.0.0.2'/>",
     .good = "<ip family='ipv6' address='2001:db8::1' prefix='64'/><route family='ipv6' "
             "address='2001:db8:1::' prefix='48' gateway='2001:db8::2'/>"},
    {.rule = "NET-ROUTE-007"_rule,
     .title = "IPv6 netmask of an IPv4 route",
     .explanation = "The netmask is IPv4; IPv6 has a prefix only.",
     .evidence = "error 27",
     .bad = "<ip address='10.0.0.1' prefix='24'/><route address='192.0.2.0' netmask='ffff::' "
            "gateway='10.0.0.2'/>",
     .good = "<ip address='10.0.0.1' prefix='24'/><route address='192.0.2.0' "
             "netmask='255.255.255.0' gateway='10.0.0.2'/>"},
    {.rule = "NET-ROUTE-008"_rule,
     .title = "both 'netmask' and 'prefix' of a route",
     .explanation =
         "They say the same thing. Here, other than for <ip>, even a prefix of 0 counts.",
     .evidence = "error 27",
     .bad = "<ip address='10.0.0.1' prefix='24'/><route address='192.0.2.0' "
            "netmask='255.255.255.0' prefix='24' gateway='10.0.0.2'/>",
     .good = "<ip address='10.0.0.1' prefix='24'/><route address='192.0.2.0' prefix='24' "
             "gateway='10.0.0.2'/>"},
    {.rule = "NET-ROUTE-009"_rule,
     .title = "prefix of an IPv4 route is not a number up to 32",
     .explanation = "A whole decimal number.",
     .evidence = "error 27",
     .bad = "<ip address='10.0.0.1' prefix='24'/><route address='0.0.0.0' prefix='33' "
            "gateway='10.0.0.2'/>",
     .good = "<ip address='10.0.0.1' prefix='24'/><route address='0.0.0.0' prefix='0' "
             "gateway='10.0.0.2'/>"},
    {.rule = "NET-ROUTE-010"_rule,
     .title = "IPv6 route with IPv4 parts, a netmask or a prefix above 128",
     .explanation = "All parts of a route are of one family, and IPv6 has a prefix only.",
     .evidence = "error 27",
     .bad = "<ip family='ipv6' address='2001:db8::1' prefix='64'/><route family='ipv6' "
            "address='2001:db8:1::' netmask='255.0.0.0' gateway='2001:db8::2'/>",
     .good = "<ip family='ipv6' address='2001:db8::1' prefix='64'/><route family='ipv6' "
             "address='2001:db8:1::' prefix='48' gateway='2001:db8::2'/>"},
    {.rule = "NET-ROUTE-011"_rule,
     .title = "'metric' of a route is 0 or not a number",
     .explanation = "A whole decimal number from 1.",
     .evidence = "error 27",
     .bad = "<ip address='10.0.0.1' prefix='24'/><route address='192.0.2.0' prefix='24' "
            "gateway='10.0.0.2' metric='0'/>",
     .good = "<ip address='10.0.0.1' prefix='24'/><route address='192.0.2.0' prefix='24' "
             "gateway='10.0.0.2' metric='2'/>"},
    {.rule = "NET-ROUTE-012"_rule,
     .title = "address of a route with bits outside its mask",
     .explanation = "The address must be that of a network. Without netmask and prefix the mask "
                    "has no bits, so only 0.0.0.0 (or ::) passes.",
     .evidence = "error 27",
     .bad = "<ip address='10.0.0.1' prefix='24'/><route address='192.0.2.1' prefix='24' "
            "gateway='10.0.0.2'/>",
     .good = "<ip address='10.0.0.1' prefix='24'/><route address='192.0.2.0' prefix='24' "
             "gateway='10.0.0.2'/>"},
    {.rule = "NET-ROUTE-013"_rule,
     .title = "gateway of a route in none of the networks",
     .explanation = "The host reaches the gateway through the bridge, so it must be in the network "
                    "of an <ip> of its family.",
     .evidence = "error 67",
     .bad = "<ip address='10.0.0.1' prefix='24'/><route address='192.0.2.0' prefix='24' "
            "gateway='10.0.1.2'/>",
     .good = "<ip address='10.0.0.1' prefix='24'/><route address='192.0.2.0' prefix='24' "
             "gateway='10.0.0.2'/>"},
};

}  // namespace

void ip_rule_texts(RuleTexts& texts) { texts.add<kTexts>(); }

}  // namespace virnet::internal
