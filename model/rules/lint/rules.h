// model/rules/lint/rules.h - What libvirt takes although it cannot be meant.
#pragma once

#include "model/rules/rule_row.h"

namespace virnet::internal {

inline constexpr RuleRow kLintRules[] = {
    {.code = "LINT-ELEMENT",
     .severity = Severity::Warning,
     .title = "unknown element",
     .explanation = "libvirt drops what it does not know without a word, with all that is in it. A "
                    "misspelt <bridge> gives a network without that bridge.",
     .evidence = "quirks 20, 37, 154",
     .bad = "<brigde name='br0'/>",
     .good = "<bridge name='br0'/>"},
    {.code = "LINT-ATTRIBUTE",
     .severity = Severity::Warning,
     .title = "unknown attribute",
     .explanation = "libvirt drops what it does not know without a word: macTableManger='libvirt' "
                    "gives a working network without the protection. Even net-define --validate "
                    "blames the whole element and does not name the attribute.",
     .evidence = "quirks 36, 154",
     .bad = "<bridge name='br0' macTableManger='libvirt'/>",
     .good = "<bridge name='br0' macTableManager='kernel'/>"},
    {.code = "LINT-NEWER",
     .severity = Severity::Warning,
     .validity = {.gone = Release(12, 1)},
     .title = "element or attribute that is newer than the release",
     .explanation = "The chosen release does not know it and ignores it without a word. title and "
                    "description came with 9.7, driver model with 10.0, domain register with 10.1, "
                    "forwarder port with 12.0, driver iommufd with 12.1.",
     .evidence = "spec 8",
     .bad = "<dns><forwarder addr='192.0.2.53' port='53'/></dns>",
     .good = "<dns><forwarder addr='192.0.2.53'/></dns>"},
    {.code = "LINT-REPEATED",
     .severity = Severity::Warning,
     .title = "repeated element of which one counts",
     .explanation = "Of most elements libvirt reads the first and never looks at the rest, not "
                    "even for errors. Of some it reads the last in old releases (lease, bootp), or "
                    "the first attribute that any of them has (mtu).",
     .evidence = "quirks 27 to 30, 40, 107, 112, 114",
     .bad = "<bridge name='a'/><bridge name='b'/>",
     .good = "<bridge name='a'/>"},
    {.code = "LINT-UNUSED",
     .severity = Severity::Warning,
     .title = "element or attribute that has no effect here",
     .explanation =
         "libvirt reads the document and then drops this part: it is missing from the dump. An "
         "address beside interfaces, a lease without expiry, a bootp without range or host, a tftp "
         "without root, a domain without name, the content of forward mode 'none'.",
     .evidence = "quirks 57, 58, 87, 88, 95, 97, 108, 111, 113, 114, 116, 118",
     .bad = "<domain localOnly='yes'/>",
     .good = "<domain name='lab' localOnly='yes'/>"},
    {.code = "LINT-TEXT",
     .severity = Severity::Warning,
     .title = "text where libvirt expects none",
     .explanation = "Text between elements is ignored. Often it is an entity, a tag or a comment "
                    "mark that went wrong.",
     .evidence = "quirk 37",
     .bad = "<bridge name='br0'/>br1",
     .good = "<bridge name='br0'/>"},
    {.code = "LINT-EMPTY",
     .severity = Severity::Note,
     .title = "empty attribute, which counts as absent",
     .explanation = "For attributes that libvirt looks up this way an empty value is as good as "
                    "none; for others it is an error. Only the schema tells the two apart.",
     .evidence = "quirks 26, 27, 66, 84, 85, 89, 117",
     .bad = "<bridge name=''/>",
     .good = "<bridge name='br0'/>"},
    {.code = "LINT-PREFIX",
     .severity = Severity::Warning,
     .title = "prefixed name that libvirt reads as if it had no prefix",
     .explanation =
         "Some elements and attributes are looked up by local name, so that x:id, in whatever "
         "namespace, is the id; of two, the first one counts. xml:id is an id, too.",
     .evidence = "quirks 21, 22, 24, 25",
     .bad = "<forward mode='hostdev'/><vlan><tag xmlns:x='urn:x' x:id='7'/></vlan>",
     .good = "<forward mode='hostdev'/><vlan><tag id='7'/></vlan>"},
    {.code = "LINT-STP",
     .severity = Severity::Warning,
     .title = "'stp' other than 'on' or 'off', which counts as on",
     .explanation = "Exactly 'off' switches the spanning tree off; 'no', 'OFF' and ' off' switch "
                    "it on, which costs every guest the forward delay.",
     .evidence = "quirks 83, 155",
     .bad = "<bridge name='br0' stp='no'/>",
     .good = "<bridge name='br0' stp='off'/>"},
    {.code = "LINT-YES",
     .severity = Severity::Warning,
     .title = "value other than 'yes' or 'no', which counts as no",
     .explanation = "'default' of a portgroup and 'managed' of a forward are yes if they say yes, "
                    "in any case; 'true', '1' and ' yes ' are no.",
     .evidence = "quirks 86, 155",
     .bad = "<portgroup name='p' default='true'/>",
     .good = "<portgroup name='p' default='yes'/>"},
    {.code = "LINT-CASE",
     .severity = Severity::Note,
     .title = "upper case where --validate takes lower case only",
     .explanation = "The parser takes the word in any case here, and prints it in lower case.",
     .evidence = "quirks 86, 102; STRICT-013, STRICT-015",
     .bad = "<portgroup name='p' default='Yes'/>",
     .good = "<portgroup name='p' default='yes'/>"},
    {.code = "LINT-TRUNK",
     .severity = Severity::Note,
     .title = "trunk='no', which is dropped",
     .explanation = "The parser takes the value and does not print it; the schema refuses it. One "
                    "tag is no trunk anyway.",
     .evidence = "quirks 102, 161",
     .bad = "<forward mode='hostdev'/><vlan trunk='no'><tag id='5'/></vlan>",
     .good = "<forward mode='hostdev'/><vlan><tag id='5'/></vlan>"},
    {.code = "LINT-MTU",
     .severity = Severity::Warning,
     .title = "MTU that no bridge can have",
     .explanation = "libvirt reads 32 bits and lets negative numbers wrap: '-1' is 4294967295. "
                    "Linux takes from 68 to 65535 on a bridge, so the network is defined and "
                    "cannot be started. An IPv6 address needs 1280.",
     .evidence = "quirk 49; Linux ETH_MIN_MTU, ETH_MAX_MTU, IPV6_MIN_MTU",
     .bad = "<mtu size='-1'/>",
     .good = "<mtu size='1500'/>"},
    {.code = "LINT-DELAY",
     .severity = Severity::Warning,
     .title = "forward delay that is printed as a negative number",
     .explanation =
         "The number is read as unsigned and printed as signed, and libvirt refuses its own dump.",
     .evidence = "quirk 50",
     .bad = "<bridge name='br0' delay='18446744073709551615'/>",
     .good = "<bridge name='br0' delay='2'/>"},
    {.code = "LINT-IPV4",
     .severity = Severity::Warning,
     .title = "IPv4 address in an unusual spelling",
     .explanation = "One to four parts, each decimal, octal with a leading 0 or hexadecimal with "
                    "0x, the last one filling the rest: '10.1' is 10.0.0.1 and '010.0.0.1' is "
                    "8.0.0.1. libvirt prints the address it understood.",
     .evidence = "quirk 67; STRICT-009",
     .bad = "<ip address='010.0.0.1' prefix='24'/>",
     .good = "<ip address='10.0.0.1' prefix='24'/>"},
    {.code = "LINT-SCOPE",
     .severity = Severity::Note,
     .title = "IPv6 address with a scope",
     .explanation = "Whether libvirt takes an interface name depends on the interfaces of the host "
                    "that reads it, and a number is printed as the name it has there. The document "
                    "means different things on different hosts, and the schema refuses it.",
     .evidence = "quirk 70; STRICT-010",
     .bad = "<dns><host ip='fe80::1%7'><hostname>h</hostname></host></dns>",
     .good = "<dns><host ip='fe80::1'><hostname>h</hostname></host></dns>"},
    {.code = "LINT-MAC",
     .severity = Severity::Warning,
     .title = "MAC address in an unusual spelling",
     .explanation =
         "Groups of one digit count, and what follows a blank is ignored. The address of a DHCP "
         "host is kept and printed as written, and goes as it is into dnsmasq's configuration.",
     .evidence = "quirks 62, 64; STRICT-007",
     .bad = "<mac address='52:54:0:0:0:1'/>",
     .good = "<mac address='52:54:00:00:00:01'/>"},
    {.code = "LINT-UUID",
     .severity = Severity::Note,
     .title = "UUID in an unusual spelling",
     .explanation = "Hyphens and blanks may stand before any pair. libvirt prints 8-4-4-4-12 in "
                    "lower case; the schema wants that form, or none at all.",
     .evidence = "quirk 65; STRICT-008",
     .bad = "<network><name>n</name><uuid>9b1f-8a52-4c57-4a35-a9e6-0f6a-4bb2-b7de</uuid></network>",
     .good = "<network><name>n</name><uuid>9b1f8a52-4c57-4a35-a9e6-0f6a4bb2b7de</uuid></network>"},
    {.code = "LINT-NUMBER",
     .severity = Severity::Note,
     .title = "number in an unusual spelling",
     .explanation = "Blanks and a plus sign before the number and leading zeros are taken and not "
                    "printed. Here '010' is ten.",
     .evidence = "quirks 47, 53",
     .bad = "<bridge name='br0' delay=' +010'/>",
     .good = "<bridge name='br0' delay='10'/>"},
    {.code = "LINT-BASE",
     .severity = Severity::Warning,
     .title = "number in another base than ten",
     .explanation = "A leading 0 makes the number octal here, 0x hexadecimal and, with a new "
                    "glibc, 0b binary: '010' is eight. 7.0 reads a lease of '010' as ten, 12.8 the "
                    "ids of a virtualport.",
     .evidence = "quirks 51, 52; STRICT-032, STRICT-035",
     .bad = "<ip address='10.0.0.1' prefix='24'><dhcp><range start='10.0.0.5' "
            "end='10.0.0.6'><lease expiry='010'/></range></dhcp></ip>",
     .good = "<ip address='10.0.0.1' prefix='24'><dhcp><range start='10.0.0.5' "
             "end='10.0.0.6'><lease expiry='8'/></range></dhcp></ip>"},
    {.code = "LINT-ZERO",
     .severity = Severity::Note,
     .title = "0, which counts as absent",
     .explanation = "An MTU, a prefix of an <ip> and a range of NAT ports of 0 are not printed, "
                    "and mean nothing. A direction with average='0' is not limited at all.",
     .evidence = "quirks 58, 73, 105",
     .bad = "<bandwidth><inbound average='0'/></bandwidth>",
     .good = "<bandwidth><inbound average='1000'/></bandwidth>"},
    {.code = "LINT-BLANK",
     .severity = Severity::Warning,
     .title = "blanks around a name",
     .explanation =
         "libvirt trims nothing: ' lab' is another network than 'lab', and a bridge of such a name "
         "cannot be created. Indentation inside <name> becomes part of the name.",
     .evidence = "quirks 39, 100",
     .bad = "<network><name> n </name></network>",
     .good = "<network><name>n</name></network>"},
    {.code = "LINT-LINE-BREAK",
     .severity = Severity::Warning,
     .title = "line break or tab that comes back as something else",
     .explanation =
         "libvirt prints the character as it is. In an attribute it reads back as a blank, a "
         "carriage return in text as a line feed: the dump says something else than the document.",
     .evidence = "quirks 44, 45, 101, 125",
     .bad = "<bridge name='a&#10;b'/>",
     .good = "<bridge name='a-b'/>"},
    {.code = "LINT-UNESCAPED",
     .severity = Severity::Warning,
     .title = "character that makes libvirt's own dump ill-formed",
     .explanation =
         "Six fields are printed without escaping: the name of a domain and of a portgroup, mac, "
         "id and name of a DHCP host, and profileid. A quote, '<' or '&' in them gives a dump that "
         "is no XML, or that says something else. virnet escapes them.",
     .evidence = "quirks 64, 109, 117, 124",
     .bad = "<domain name=\"a&lt;b\"/>",
     .good = "<domain name=\"a-b\"/>"},
    {.code = "LINT-ORPHAN",
     .severity = Severity::Warning,
     .title = "driver that libvirt prints outside <forward>",
     .explanation =
         "A <driver> with a model or iommufd but no name, and nothing else in the element, is "
         "printed after the end of <forward>. When the dump is read, it is lost.",
     .evidence = "quirk 94",
     .bad = "<ip address='10.0.0.1' prefix='24'/><forward mode='nat'><driver model='m'/></forward>",
     .good = "<forward mode='hostdev'><driver name='vfio' model='m'/></forward>"},
    {.code = "LINT-METADATA",
     .severity = Severity::Warning,
     .title = "part of <metadata> that is dropped",
     .explanation = "libvirt keeps elements in a namespace, one for each namespace. Text, "
                    "comments, elements without namespace and a second one of the same namespace "
                    "go; without any element the whole <metadata> goes, since 11.3.",
     .evidence = "quirks 128, 129",
     .bad = "<metadata><owner>me</owner></metadata>",
     .good = "<metadata><o:owner xmlns:o='urn:o'>me</o:owner></metadata>"},
    {.code = "LINT-MODE",
     .severity = Severity::Warning,
     .title = "something that the forward mode ignores",
     .explanation = "libvirt takes it and never acts on it: DNS settings, isolation or a MAC table "
                    "manager where there is no bridge or server of its own, 'managed' outside "
                    "hostdev. The claim that the document makes does not come true.",
     .evidence = "spec 4.1, 4.2, quirk 146",
     .bad = "<forward mode='bridge'/><bridge name='br0'/><dns enable='yes'/>",
     .good = "<bridge name='br0'/><dns enable='yes'/>"},
    {.code = "LINT-DEVICE",
     .severity = Severity::Warning,
     .title = "name that no network device can have",
     .explanation = "Linux takes up to 15 bytes, without '/', ':' and white space, and not '.' or "
                    "'..'. libvirt defines the network all the same, and cannot start it.",
     .evidence = "quirk 152; spec 6.1; Linux dev_valid_name()",
     .bad = "<bridge name='bridge-of-the-lab'/>",
     .good = "<bridge name='br-lab'/>"},
    {.code = "LINT-VLAN-ID",
     .severity = Severity::Warning,
     .title = "VLAN id that is reserved, or repeated",
     .explanation = "0 and 4095 are no VLANs in 802.1Q, and a tag that is there twice is one VLAN. "
                    "libvirt takes all of them.",
     .evidence = "quirks 103, 104",
     .bad = "<forward mode='hostdev'/><vlan><tag id='4095'/></vlan>",
     .good = "<forward mode='hostdev'/><vlan><tag id='4094'/></vlan>"},
    {.code = "LINT-NETMASK",
     .severity = Severity::Warning,
     .title = "netmask with holes",
     .explanation = "255.0.255.0 is no mask of a network. libvirt takes and prints it, refuses any "
                    "DHCP range in such an <ip>, and cannot start the network.",
     .evidence = "quirk 72",
     .bad = "<ip address='10.0.0.1' netmask='255.0.255.0'/>",
     .good = "<ip address='10.0.0.1' netmask='255.255.255.0'/>"},
    {.code = "LINT-CLASS",
     .severity = Severity::Note,
     .title = "neither netmask nor prefix",
     .explanation = "libvirt then goes by the class of the address: /8 below 128, /16 below 192, "
                    "/24 below 224, and /64 for IPv6. 10.0.0.1 claims the whole of 10.0.0.0/8.",
     .evidence = "quirk 74; spec 2.7",
     .bad = "<ip address='10.0.0.1'/>",
     .good = "<ip address='10.0.0.1' prefix='24'/>"},
    {.code = "LINT-ADDRESS",
     .severity = Severity::Warning,
     .title = "address that no bridge can have",
     .explanation =
         "The first and last address of an IPv4 network, multicast, loopback and unspecified "
         "addresses are taken by libvirt without a word; guests cannot use such a gateway.",
     .evidence = "spec 3.13, quirk 74",
     .bad = "<ip address='192.168.7.0' prefix='24'/>",
     .good = "<ip address='192.168.7.1' prefix='24'/>"},
    {.code = "LINT-HOST-NETWORK",
     .severity = Severity::Warning,
     .title = "DHCP host outside the network",
     .explanation = "libvirt checks nothing about the address of a host. dnsmasq can hand out only "
                    "what is in the subnet of one of its ranges, so the reservation has no effect.",
     .evidence = "quirk 79",
     .bad = "<ip address='10.0.0.1' prefix='24'><dhcp><host mac='52:54:00:00:00:01' "
            "ip='10.0.1.5'/></dhcp></ip>",
     .good = "<ip address='10.0.0.1' prefix='24'><dhcp><host mac='52:54:00:00:00:01' "
             "ip='10.0.0.5'/></dhcp></ip>"},
    {.code = "LINT-HOST-FAMILY",
     .severity = Severity::Warning,
     .title = "DHCP host with an address of the other family",
     .explanation = "libvirt does not even check the family of a host's address. The server of "
                    "this <ip> cannot hand it out.",
     .evidence = "quirk 79",
     .bad =
         "<ip address='10.0.0.1' prefix='24'><dhcp><host name='h' ip='2001:db8::5'/></dhcp></ip>",
     .good = "<ip address='10.0.0.1' prefix='24'><dhcp><host name='h' ip='10.0.0.5'/></dhcp></ip>"},
    {.code = "LINT-SAME-MAC",
     .severity = Severity::Warning,
     .title = "the same MAC address twice",
     .explanation =
         "Two DHCP hosts, or two networks of one folder, claim it; a host may also claim that of "
         "the bridge. Addresses are compared as numbers. libvirt checks nothing.",
     .evidence = "quirks 78, 178",
     .bad = "<ip address='10.0.0.1' prefix='24'><dhcp><host mac='52:54:00:00:00:01' "
            "ip='10.0.0.5'/><host mac='52:54:0:0:0:1' ip='10.0.0.6'/></dhcp></ip>",
     .good = "<ip address='10.0.0.1' prefix='24'><dhcp><host mac='52:54:00:00:00:01' "
             "ip='10.0.0.5'/><host mac='52:54:00:00:00:02' ip='10.0.0.6'/></dhcp></ip>"},
    {.code = "LINT-SAME-ADDRESS",
     .severity = Severity::Warning,
     .title = "the same IP address twice",
     .explanation = "Two DHCP hosts, or a host and the bridge itself, or two <ip> elements claim "
                    "it. libvirt checks nothing, and only one of them can have it.",
     .evidence = "quirk 78",
     .bad = "<ip address='10.0.0.1' prefix='24'><dhcp><host name='g' ip='10.0.0.5'/><host name='h' "
            "ip='10.0.0.5'/></dhcp></ip>",
     .good = "<ip address='10.0.0.1' prefix='24'><dhcp><host name='g' ip='10.0.0.5'/><host "
             "name='h' ip='10.0.0.6'/></dhcp></ip>"},
    {.code = "LINT-SAME-NAME",
     .severity = Severity::Warning,
     .title = "the same DHCP host name twice",
     .explanation = "Two reservations of one <ip> give the same name. libvirt checks nothing; what "
                    "a lookup of the name answers is up to dnsmasq.",
     .evidence = "quirk 78",
     .bad = "<ip address='10.0.0.1' prefix='24'><dhcp><host name='h' ip='10.0.0.5'/><host name='h' "
            "ip='10.0.0.6'/></dhcp></ip>",
     .good = "<ip address='10.0.0.1' prefix='24'><dhcp><host name='g' ip='10.0.0.5'/><host "
             "name='h' ip='10.0.0.6'/></dhcp></ip>"},
    {.code = "LINT-RANGE-OVERLAP",
     .severity = Severity::Warning,
     .title = "DHCP ranges that overlap",
     .explanation = "libvirt takes them as they are and hands both to dnsmasq. One of them, most "
                    "likely, was meant to be elsewhere.",
     .evidence = "quirk 78",
     .bad = "<ip address='10.0.0.1' prefix='24'><dhcp><range start='10.0.0.5' "
            "end='10.0.0.9'/><range start='10.0.0.8' end='10.0.0.20'/></dhcp></ip>",
     .good = "<ip address='10.0.0.1' prefix='24'><dhcp><range start='10.0.0.5' "
             "end='10.0.0.9'/><range start='10.0.0.10' end='10.0.0.20'/></dhcp></ip>"},
    {.code = "LINT-RANGE-GATEWAY",
     .severity = Severity::Warning,
     .title = "DHCP range that contains the bridge's own address",
     .explanation =
         "libvirt does not check that the gateway is not among the addresses for guests.",
     .evidence = "spec 2.8, quirk 75",
     .bad = "<ip address='10.0.0.1' prefix='24'><dhcp><range start='10.0.0.1' "
            "end='10.0.0.9'/></dhcp></ip>",
     .good = "<ip address='10.0.0.1' prefix='24'><dhcp><range start='10.0.0.2' "
             "end='10.0.0.9'/></dhcp></ip>"},
    {.code = "LINT-SUBNETS",
     .severity = Severity::Warning,
     .title = "networks whose addresses overlap",
     .explanation = "Two <ip> elements of one network, or of two networks of one folder. libvirt "
                    "defines both; the host then has two routes to the same addresses, and the "
                    "second network cannot be started or cannot be reached.",
     .evidence = "spec 6.1",
     .bad = "<ip address='10.0.0.1' prefix='16'/><ip address='10.0.7.1' prefix='24'/>",
     .good = "<ip address='10.0.0.1' prefix='24'/><ip address='10.0.7.1' prefix='24'/>"},
    {.code = "LINT-SAME-NETWORK",
     .severity = Severity::Warning,
     .title = "two documents of one network",
     .explanation =
         "Name and uuid are the same, so that defining the second one replaces the first.",
     .evidence = "spec 6.1, DEF-CONF-002",
     .good = "<bridge name='br0'/>"},
    {.code = "LINT-FDB-FLOOD",
     .severity = Severity::Note,
     .title = "macTableManager='libvirt' does not stop broadcast and multicast",
     .explanation = "Only unknown unicast is no longer flooded. Every guest still gets every "
                    "broadcast and multicast frame of the others, and of the wire. <port "
                    "isolated='yes'/> keeps guests from each other.",
     .evidence = "bridge-behaviour 5, on Linux 5.10 to 7.2",
     .bad = "<bridge name='br0' macTableManager='libvirt'/>",
     .good = "<bridge name='br0' macTableManager='libvirt'/><port isolated='yes'/>"},
    {.code = "LINT-FDB-WIRE",
     .severity = Severity::Note,
     .title = "macTableManager='libvirt' on a bridge with an uplink that learns",
     .explanation =
         "libvirt turns learning off on guest ports only. One frame from the wire with a guest's "
         "address as source moves its static entry to the uplink, and the guest cannot win it "
         "back. With learning off on the uplink nothing can be stolen; its promiscuity is dropped "
         "only where the bridge has vlan_filtering=1 and the device filters addresses.",
     .evidence = "bridge-behaviour 0.3, 3.1, 3.8, on Linux 5.10 to 7.2",
     .bad = "<forward mode='bridge'/><bridge name='br0' macTableManager='libvirt'/><port "
            "isolated='yes'/>",
     .good = "<forward mode='bridge'/><bridge name='br0' macTableManager='kernel'/>"},
    {.code = "LINT-FDB-VLAN",
     .severity = Severity::Warning,
     .title = "macTableManager='libvirt' together with VLANs",
     .explanation = "The entry of a guest is made for the VLANs that its port is in at that "
                    "moment. A guest that is put into a VLAN afterwards, or tags its frames "
                    "itself, is not found under that VLAN, and nothing is flooded to it.",
     .evidence = "bridge-behaviour 0.5, 4.3, 5, on Linux 5.10 to 7.2",
     .bad = "<forward mode='bridge'/><bridge name='br0' macTableManager='libvirt'/><portgroup "
            "name='p'><vlan><tag id='5'/></vlan></portgroup>",
     .good = "<forward mode='bridge'/><bridge name='br0' macTableManager='kernel'/><portgroup "
             "name='p'><vlan><tag id='5'/></vlan></portgroup>"},
    {.code = "LINT-FDB-TRUST",
     .severity = Severity::Warning,
     .title = "macTableManager='libvirt' together with trustGuestRxFilters='yes'",
     .explanation = "The bridge delivers to the address of the guest's configuration only, and "
                    "nothing else reaches the port. A guest that takes another address, or bridges "
                    "or routes for others behind it, is cut off, however much it is trusted.",
     .evidence = "bridge-behaviour 5 (reply to a spoofed address: nowhere), on Linux 5.10 to 7.2",
     .bad = "<network trustGuestRxFilters='yes'><name>n</name><bridge name='br0' "
            "macTableManager='libvirt'/></network>",
     .good = "<network trustGuestRxFilters='no'><name>n</name><bridge name='br0' "
             "macTableManager='libvirt'/></network>"},
    {.code = "LINT-IGNORE",
     .severity = Severity::Note,
     .title = "comment that should silence a rule, but names none",
     .explanation = "A comment 'virnet: ignore CODE' silences warnings and notes of these codes. A "
                    "code that no rule has silences nothing, and errors are never silenced.",
     .evidence = "include/virnet/parse.h",
     .bad = "<!-- virnet: ignore LINT-STEP --><bridge name='br0'/>",
     .good = "<!-- virnet: ignore LINT-STP --><bridge name='br0' stp='yes'/>"},
};

}  // namespace virnet::internal
