// The rules of <network> and its plain children, in words.
#include "model/rules/rule_text.h"

namespace virnet::internal {
namespace {

constexpr RuleText kTexts[] = {
    {.rule = "NET-ROOT-001"_rule,
     .title = "the root element is not <network>",
     .explanation = "libvirt looks at the local name of the root and nothing else. <Network> is "
                    "another name, and so is a prefix that nothing declares.",
     .evidence = "error 27",
     .bad = "<networks><name>n</name></networks>",
     .good = "<network><name>n</name></network>"},
    {.rule = "NET-ROOT-002"_rule,
     .title = "'ipv6' of <network> is neither 'yes' nor 'no'",
     .explanation =
         "The attribute lets guests speak IPv6 among themselves on a network without IPv6 address. "
         "Only the two words in lower case are taken; an empty value counts as absent.",
     .evidence = "error 27",
     .bad = "<network ipv6='YES'><name>n</name></network>",
     .good = "<network ipv6='yes'><name>n</name></network>"},
    {.rule = "NET-ROOT-003"_rule,
     .title = "'trustGuestRxFilters' of <network> is neither 'yes' nor 'no'",
     .explanation = "Whether the host follows a guest that changes its MAC address or receive "
                    "filters. Only the two words are taken.",
     .evidence = "error 27",
     .bad = "<network trustGuestRxFilters='on'><name>n</name></network>",
     .good = "<network trustGuestRxFilters='no'><name>n</name></network>"},
    {.rule = "NET-ROOT-004"_rule,
     .title = "'trustGuestRxFilters' of <network> is empty",
     .explanation = "9.0 and newer look the attribute up in a way that makes an empty value an "
                    "error; 7.0 takes it for absent.",
     .evidence = "error 27",
     .bad = "<network trustGuestRxFilters=''><name>n</name></network>",
     .good = "<network><name>n</name></network>"},
    {.rule = "NET-NAME-001"_rule,
     .title = "no name, or an empty one",
     .explanation = "The name is what virsh and guests refer to. Only the first <name> counts: if "
                    "it is empty, a second one does not help.",
     .evidence = "error 21",
     .bad = "<network><name/></network>",
     .good = "<network><name>n</name></network>"},
    {.rule = "NET-NAME-002"_rule,
     .title = "'/' in the name",
     .explanation = "libvirt makes a file name of the network's name, so a slash is refused. "
                    "Everything else passes the parser.",
     .evidence = "error 35",
     .bad = "<network><name>a/b</name></network>",
     .good = "<network><name>a-b</name></network>"},
    {.rule = "NET-UUID-001"_rule,
     .title = "malformed uuid",
     .explanation =
         "32 hexadecimal digits in pairs, with any number of hyphens and blanks between pairs. An "
         "empty <uuid/> counts as absent, and libvirt then invents one at every parse.",
     .evidence = "error 1",
     .bad = "<network><name>n</name><uuid>1234</uuid></network>",
     .good = "<network><name>n</name><uuid>9b1f8a52-4c57-4a35-a9e6-0f6a4bb2b7de</uuid></network>"},
    {.rule = "NET-TITLE-001"_rule,
     .title = "line feed in the title",
     .explanation = "A title is one line. Releases before 9.7 do not know the element and ignore "
                    "it, whatever is in it.",
     .evidence = "error 27",
     .bad = "<title>two&#10;lines</title>",
     .good = "<title>one line</title>"},
    {.rule = "NET-BRIDGE-001"_rule,
     .title = "'delay' of <bridge> is not a number",
     .explanation = "The forward delay is a whole number of seconds that fits 64 bits, with white "
                    "space and a plus sign before it at most.",
     .evidence = "error 27",
     .bad = "<bridge name='br0' delay='1.5'/>",
     .good = "<bridge name='br0' delay='2'/>"},
    {.rule = "NET-BRIDGE-002"_rule,
     .title = "unknown 'macTableManager'",
     .explanation = "Who keeps the bridge's MAC table: 'kernel' (ports learn, unknown destinations "
                    "are flooded) or 'libvirt' (guest ports neither learn nor flood, their "
                    "addresses are static entries). Case and blanks count.",
     .evidence = "error 27",
     .bad = "<bridge name='br0' macTableManager='Libvirt'/>",
     .good = "<bridge name='br0' macTableManager='kernel'/>"},
    {.rule = "NET-MTU-001"_rule,
     .title = "'size' of <mtu> is not a number",
     .explanation = "A whole decimal number that fits 32 bits. Negative numbers are taken, and "
                    "wrap around (LINT-MTU).",
     .evidence = "error 27",
     .bad = "<mtu size='0x10'/>",
     .good = "<mtu size='1500'/>"},
    {.rule = "NET-MAC-001"_rule,
     .title = "malformed MAC address",
     .explanation = "Six groups of one or two hexadecimal digits with colons between. Hyphens, "
                    "dots and leading blanks are refused; what follows after a blank is ignored.",
     .evidence = "error 27",
     .bad = "<mac address='52-54-00-00-00-01'/>",
     .good = "<mac address='52:54:00:00:00:01'/>"},
    {.rule = "NET-MAC-002"_rule,
     .title = "multicast MAC address of the bridge",
     .explanation =
         "The lowest bit of the first octet marks a group address, which no interface can own.",
     .evidence = "error 27",
     .bad = "<mac address='01:54:00:00:00:01'/>",
     .good = "<mac address='52:54:00:00:00:01'/>"},
    {.rule = "NET-DOMAIN-001"_rule,
     .title = "'localOnly' of <domain> is neither 'yes' nor 'no'",
     .explanation = "With 'yes' dnsmasq answers for the domain alone and does not forward. The "
                    "value is checked even if the domain has no name.",
     .evidence = "error 27",
     .bad = "<domain name='lab' localOnly='true'/>",
     .good = "<domain name='lab' localOnly='yes'/>"},
    {.rule = "NET-DOMAIN-002"_rule,
     .title = "'localOnly' of <domain> is empty",
     .explanation = "An error in 9.0 and newer; 7.0 takes the attribute for absent.",
     .evidence = "error 27",
     .bad = "<domain name='lab' localOnly=''/>",
     .good = "<domain name='lab'/>"},
    {.rule = "NET-DOMAIN-003"_rule,
     .title = "'register' of <domain> is neither 'yes' nor 'no'",
     .explanation = "With 'yes' the host's resolver is told about the domain. Since libvirt 10.1; "
                    "older ones ignore the attribute.",
     .evidence = "error 27",
     .bad = "<domain name='lab' localOnly='yes' register='1'/>",
     .good = "<domain name='lab' localOnly='yes' register='yes'/>"},
    {.rule = "NET-DOMAIN-004"_rule,
     .title = "'register' without 'localOnly'",
     .explanation = "Only a domain that dnsmasq answers alone can be registered with the host's "
                    "resolver, so register='yes' needs localOnly='yes', even without a name.",
     .evidence = "error 67",
     .bad = "<domain name='lab' register='yes'/>",
     .good = "<domain name='lab' localOnly='yes' register='yes'/>"},
    {.rule = "NET-PORT-001"_rule,
     .title = "'isolated' of <port> is neither 'yes' nor 'no'",
     .explanation = "With 'yes' guests of the network cannot talk to each other. Only the two "
                    "words are taken.",
     .evidence = "error 27",
     .bad = "<port isolated='true'/>",
     .good = "<port isolated='yes'/>"},
    {.rule = "NET-PORT-002"_rule,
     .title = "'isolated' of <port> is empty",
     .explanation = "An error in 9.0 and newer; 7.0 takes the attribute for absent.",
     .evidence = "error 27",
     .bad = "<port isolated=''/>",
     .good = "<port isolated='no'/>"},
    {.rule = "NET-PG-001"_rule,
     .title = "portgroup without name",
     .explanation = "A guest picks its portgroup by name, so each needs one that is not empty.",
     .evidence = "error 27",
     .bad = "<portgroup/>",
     .good = "<portgroup name='web'/>"},
    {.rule = "NET-PG-002"_rule,
     .title = "'trustGuestRxFilters' of <portgroup> is neither 'yes' nor 'no'",
     .explanation = "As on <network>, for the guests of this portgroup.",
     .evidence = "error 27",
     .bad = "<portgroup name='web' trustGuestRxFilters='on'/>",
     .good = "<portgroup name='web' trustGuestRxFilters='yes'/>"},
    {.rule = "NET-PG-003"_rule,
     .title = "'trustGuestRxFilters' of <portgroup> is empty",
     .explanation = "An error in 9.0 and newer; 7.0 takes the attribute for absent.",
     .evidence = "error 27",
     .bad = "<portgroup name='web' trustGuestRxFilters=''/>",
     .good = "<portgroup name='web'/>"},
    {.rule = "NET-NS-001"_rule,
     .title = "dnsmasq option without value",
     .explanation =
         "Each option element of the dnsmasq namespace is one line for dnsmasq's configuration "
         "file. The network driver refuses one without value; libvirt's test driver does not look.",
     .evidence = "error 1",
     .bad = "<d:options "
            "xmlns:d='http://libvirt.org/schemas/network/dnsmasq/1.0'><d:option/></d:options>",
     .good = "<d:options xmlns:d='http://libvirt.org/schemas/network/dnsmasq/1.0'><d:option "
             "value='no-hosts'/></d:options>"},
};

}  // namespace

void network_rule_texts(RuleTexts& texts) { texts.add<kTexts>(); }

}  // namespace virnet::internal
