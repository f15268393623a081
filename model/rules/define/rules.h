// model/rules/define/rules.h - What only the network driver refuses.
#pragma once

#include "model/rules/rule_row.h"

namespace virnet::internal {

inline constexpr RuleRow kDefineRules[] = {
    {.code = "DEF-NAME-001",
     .severity = Severity::Warning,
     .title = "line feed in the name",
     .explanation = "The parser takes it; the network driver refuses to define a network whose "
                    "name has two lines.",
     .evidence = "error 35",
     .bad = "<network><name>a&#10;b</name></network>",
     .good = "<network><name>a b</name></network>"},
    {.code = "DEF-MODE-001",
     .severity = Severity::Warning,
     .title = "mac, ip or domain in a mode in which libvirt does not run the bridge",
     .explanation = "Outside the modes none, nat, route and open there is no bridge of libvirt's "
                    "own that could have an address or a DHCP server.",
     .evidence = "error 67",
     .bad = "<forward mode='bridge'/><bridge name='br0'/><ip address='10.0.0.1' prefix='24'/>",
     .good = "<ip address='10.0.0.1' prefix='24'/>"},
    {.code = "DEF-MODE-002",
     .severity = Severity::Warning,
     .title = "DNS records in a mode in which libvirt runs no DNS server",
     .explanation =
         "Outside the modes none, nat, route and open nobody would serve a txt, srv or host "
         "record. Forwarders and the attributes of <dns> are taken, and ignored (LINT-MODE).",
     .evidence = "error 67",
     .bad = "<forward mode='bridge'/><bridge name='br0'/><dns><txt name='a' value='b'/></dns>",
     .good = "<dns><txt name='a' value='b'/></dns>"},
    {.code = "DEF-BW-001",
     .severity = Severity::Warning,
     .title = "bandwidth of a network that has no bridge",
     .explanation = "Traffic is shaped on the bridge: that of the modes none, nat, route and open, "
                    "or the named one of mode bridge. Even a rate of 0 counts.",
     .evidence = "error 67",
     .bad = "<forward mode='private'/><bandwidth><inbound average='5'/></bandwidth>",
     .good = "<forward mode='bridge'/><bridge name='br0'/><bandwidth><inbound "
             "average='5'/></bandwidth>"},
    {.code = "DEF-BW-002",
     .severity = Severity::Warning,
     .validity = {.since = kBy11_3},
     .title = "rate or burst beyond what the traffic shaper counts",
     .explanation = "Since 11.3 average and peak may be up to 2^54 and burst up to 4194303. "
                    "Portgroups are not checked.",
     .evidence = "error 82",
     .bad = "<bandwidth><outbound average='1' burst='4194304'/></bandwidth>",
     .good = "<bandwidth><outbound average='1' burst='4194303'/></bandwidth>"},
    {.code = "DEF-IF-001",
     .severity = Severity::Warning,
     .title = "network interfaces in mode hostdev",
     .explanation = "Mode hostdev hands out whole devices: name them by PCI address, or their "
                    "physical function by <pf>.",
     .evidence = "error 67",
     .bad = "<forward mode='hostdev' dev='eth0'/>",
     .good = "<forward mode='hostdev'><pf dev='eth0'/></forward>"},
    {.code = "DEF-IF-002",
     .severity = Severity::Warning,
     .title = "PCI addresses outside mode hostdev",
     .explanation = "Only mode hostdev hands out devices.",
     .evidence = "error 67",
     .bad = "<forward mode='bridge'><address type='pci' bus='1'/></forward>",
     .good = "<forward mode='hostdev'><address type='pci' bus='1'/></forward>"},
    {.code = "DEF-DHCP-001",
     .severity = Severity::Warning,
     .title = "DHCP in two <ip> elements of one family",
     .explanation = "libvirt starts one DHCP server for IPv4 and one for IPv6. Ranges and hosts "
                    "count, bootp and tftp do not.",
     .evidence = "error 67",
     .bad = "<ip address='192.168.5.1' prefix='24'><dhcp><range start='192.168.5.5' "
            "end='192.168.5.6'/></dhcp></ip><ip address='192.168.6.1' prefix='24'><dhcp><host "
            "name='h' ip='192.168.6.5'/></dhcp></ip>",
     .good = "<ip address='192.168.5.1' prefix='24'><dhcp><range start='192.168.5.5' "
             "end='192.168.5.6'/></dhcp></ip><ip address='192.168.6.1' prefix='24'/>"},
    {.code = "DEF-VLAN-001",
     .severity = Severity::Warning,
     .title = "VLAN where guests cannot be put into one",
     .explanation =
         "VLANs work in the modes hostdev and passthrough and on Open vSwitch, since 11.0 also on "
         "a plain host bridge of mode bridge, but not on the bridges that libvirt creates.",
     .evidence = "error 67",
     .bad = "<vlan><tag id='5'/></vlan>",
     .good = "<forward mode='bridge'/><bridge name='br0'/><vlan><tag id='5'/></vlan><virtualport "
             "type='openvswitch'/>"},
    {.code = "DEF-VLAN-002",
     .severity = Severity::Warning,
     .validity = {.gone = Release(11, 0)},
     .title = "VLAN on a plain bridge",
     .explanation = "Before 11.0 VLANs in mode bridge needed <virtualport type='openvswitch'/>.",
     .evidence = "error 67",
     .bad = "<forward mode='bridge'/><bridge name='br0'/><vlan><tag id='5'/></vlan>",
     .good = "<forward mode='bridge'/><bridge name='br0'/><vlan><tag id='5'/></vlan><virtualport "
             "type='openvswitch'/>"},
    {.code = "DEF-PG-001",
     .severity = Severity::Warning,
     .title = "two default portgroups",
     .explanation = "A guest that names no portgroup gets the default one.",
     .evidence = "error 67",
     .bad = "<portgroup name='p' default='yes'/><portgroup name='q' default='yes'/>",
     .good = "<portgroup name='p' default='yes'/><portgroup name='q'/>"},
    {.code = "DEF-PG-002",
     .severity = Severity::Warning,
     .title = "two portgroups of the same name",
     .explanation = "A guest names its portgroup.",
     .evidence = "error 67",
     .bad = "<portgroup name='p'/><portgroup name='p'/>",
     .good = "<portgroup name='p'/><portgroup name='q'/>"},
    {.code = "DEF-PG-003",
     .severity = Severity::Warning,
     .title = "bandwidth of a portgroup of a network that has no bridge",
     .explanation = "As DEF-BW-001, for portgroups.",
     .evidence = "error 67",
     .bad = "<forward mode='bridge'/><portgroup name='p'><bandwidth><inbound "
            "average='5'/></bandwidth></portgroup>",
     .good = "<forward mode='bridge'/><bridge name='br0'/><portgroup name='p'><bandwidth><inbound "
             "average='5'/></bandwidth></portgroup>"},
    {.code = "DEF-CONF-001",
     .severity = Severity::Warning,
     .title = "two documents with the same uuid but different names",
     .explanation = "The second one cannot be defined: the uuid belongs to the first.",
     .evidence = "spec 6.1",
     .good = "<bridge name='br0'/>"},
    {.code = "DEF-CONF-002",
     .severity = Severity::Warning,
     .title = "two documents with the same name but different uuids",
     .explanation = "The second one cannot be defined. A document without uuid gets a random one "
                    "each time and counts as different.",
     .evidence = "spec 6.1",
     .good = "<bridge name='br0'/>"},
    {.code = "DEF-CONF-003",
     .severity = Severity::Warning,
     .title = "two documents with the same bridge",
     .explanation =
         "In the modes none, nat, route and open libvirt creates the bridge, so two networks "
         "cannot name the same one. Sharing a host's bridge in mode bridge is fine.",
     .evidence = "spec 6.1",
     .good = "<bridge name='br0'/>"},
    {.code = "DEF-CONF-004",
     .severity = Severity::Warning,
     .title = "a PCI address of mode hostdev that is no virtual function of the host",
     .explanation =
         "Guests of such a network get SR-IOV virtual functions, which sysfs shows by their "
         "'physfn'. It is looked for where virnet lint is told the host's /sys with --sysfs.",
     .evidence = "spec 6.1",
     .good = "<forward mode='hostdev'><address type='pci' domain='0' bus='5' slot='16' "
             "function='1'/></forward>"},
};

}  // namespace virnet::internal
