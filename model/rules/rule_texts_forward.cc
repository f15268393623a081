// The rules of <forward> and of the forward modes, in words.
#include "model/rules/rule_text.h"

namespace virnet::internal {
namespace {

constexpr RuleText kTexts[] = {
    {.rule = "NET-FWD-001"_rule,
     .title = "unknown forward mode",
     .explanation = "One of none, nat, route, open, bridge, private, vepa, passthrough, hostdev, "
                    "in lower case. An isolated network has no <forward> at all.",
     .evidence = "error 67",
     .bad = "<forward mode='isolated'/>",
     .good = "<forward mode='bridge'/><bridge name='br0'/>"},
    {.rule = "NET-FWD-002"_rule,
     .title = "'dev' together with an <address> or <pf>",
     .explanation = "'dev' stands for the first <interface>. It cannot be combined with the other "
                    "two ways to name devices.",
     .evidence = "error 27",
     .bad = "<forward mode='hostdev' dev='e'><pf dev='e'/></forward>",
     .good = "<forward mode='hostdev'><pf dev='e'/></forward>"},
    {.rule = "NET-IF-001"_rule,
     .title = "<interface> without 'dev'",
     .explanation = "The element has nothing else to say. An empty dev='' passes the parser.",
     .evidence = "error 27",
     .bad = "<forward mode='bridge'><interface/></forward>",
     .good = "<forward mode='bridge'><interface dev='eth0'/></forward>"},
    {.rule = "NET-IF-002"_rule,
     .title = "'dev' of <forward> differs from the first <interface>",
     .explanation = "Both name the same entry; libvirt prints 'dev' from the first interface.",
     .evidence = "error 27",
     .bad = "<forward mode='bridge' dev='a'><interface dev='b'/></forward>",
     .good = "<forward mode='bridge' dev='a'><interface dev='a'/><interface dev='b'/></forward>"},
    {.rule = "NET-IF-003"_rule,
     .title = "the same <interface> twice",
     .explanation =
         "The list is a pool from which guests are served, so a device can be in it once.",
     .evidence = "error 27",
     .bad = "<forward mode='bridge'><interface dev='a'/><interface dev='a'/></forward>",
     .good = "<forward mode='bridge'><interface dev='a'/><interface dev='b'/></forward>"},
    {.rule = "NET-PCI-001"_rule,
     .title = "PCI <address> without 'type'",
     .explanation = "type='pci' is required, although nothing else is known.",
     .evidence = "error 27",
     .bad = "<forward mode='hostdev'><address bus='1'/></forward>",
     .good = "<forward mode='hostdev'><address type='pci' bus='1'/></forward>"},
    {.rule = "NET-PCI-002"_rule,
     .title = "<address> of another type than 'pci'",
     .explanation = "Only SR-IOV virtual functions can be handed to guests this way.",
     .evidence = "error 67",
     .bad = "<forward mode='hostdev'><address type='usb'/></forward>",
     .good = "<forward mode='hostdev'><address type='pci' bus='1'/></forward>"},
    {.rule = "NET-PCI-003"_rule,
     .title = "part of a PCI address that is not a number",
     .explanation = "Domain, bus, slot and function are decimal, hexadecimal with 0x or octal with "
                    "a leading 0, without sign.",
     .evidence = "error 27",
     .bad = "<forward mode='hostdev'><address type='pci' bus='08'/></forward>",
     .good = "<forward mode='hostdev'><address type='pci' bus='0x08'/></forward>"},
    {.rule = "NET-PCI-004"_rule,
     .title = "PCI address out of range",
     .explanation = "Bus up to 0xff, slot up to 0x1f, function up to 7. The all-zero address takes "
                    "any function.",
     .evidence = "error 27",
     .bad = "<forward mode='hostdev'><address type='pci' bus='256'/></forward>",
     .good = "<forward mode='hostdev'><address type='pci' bus='255'/></forward>"},
    {.rule = "NET-PCI-005"_rule,
     .title = "'multifunction' is neither 'on' nor 'off'",
     .explanation =
         "The value is checked and then dropped: it means something for devices of guests only.",
     .evidence = "error 27",
     .bad = "<forward mode='hostdev'><address type='pci' bus='1' multifunction='yes'/></forward>",
     .good = "<forward mode='hostdev'><address type='pci' bus='1' multifunction='on'/></forward>"},
    {.rule = "NET-PCI-006"_rule,
     .title = "the same PCI address twice",
     .explanation = "Compared as numbers: bus='10' and bus='0x0a' are one.",
     .evidence = "error 27",
     .bad = "<forward mode='hostdev'><address type='pci' bus='10'/><address type='pci' "
            "bus='0x0a'/></forward>",
     .good = "<forward mode='hostdev'><address type='pci' bus='10'/><address type='pci' "
             "bus='11'/></forward>"},
    {.rule = "NET-PCI-007"_rule,
     .title = "'uid' or 'fid' of <zpci> is not a number",
     .explanation =
         "The element is checked and then dropped: it means something for devices of guests only.",
     .evidence = "error 27",
     .bad =
         "<forward mode='hostdev'><address type='pci' bus='1'><zpci uid='x'/></address></forward>",
     .good = "<forward mode='hostdev'><address type='pci' bus='1'><zpci uid='1' "
             "fid='2'/></address></forward>"},
    {.rule = "NET-PF-001"_rule,
     .title = "more than one <pf>",
     .explanation = "A network hands out the virtual functions of one physical function. Looked at "
                    "only when there is neither an interface nor an address.",
     .evidence = "error 27",
     .bad = "<forward mode='hostdev'><pf dev='a'/><pf dev='b'/></forward>",
     .good = "<forward mode='hostdev'><pf dev='a'/></forward>"},
    {.rule = "NET-PF-002"_rule,
     .title = "<pf> without 'dev'",
     .explanation = "Which physical function is meant. An empty dev='' passes the parser.",
     .evidence = "error 27",
     .bad = "<forward mode='hostdev'><pf/></forward>",
     .good = "<forward mode='hostdev'><pf dev='eth0'/></forward>"},
    {.rule = "NET-DRV-001"_rule,
     .title = "unknown driver name",
     .explanation =
         "kvm, vfio or, since 10.0, xen, in lower case. 'default' is refused in every release.",
     .evidence = "error 27",
     .bad = "<forward mode='hostdev'><driver name='VFIO'/></forward>",
     .good = "<forward mode='hostdev'><driver name='vfio'/></forward>"},
    {.rule = "NET-DRV-002"_rule,
     .title = "driver 'xen' in an old release",
     .explanation = "libvirt knows this name in networks since 10.0.",
     .evidence = "error 67",
     .bad = "<forward mode='hostdev'><driver name='xen'/></forward>",
     .good = "<forward mode='hostdev'><driver name='vfio'/></forward>"},
    {.rule = "NET-DRV-003"_rule,
     .title = "empty driver name",
     .explanation = "An error since 10.0; before, an empty name was as good as none.",
     .evidence = "error 27",
     .bad = "<forward mode='hostdev'><driver name=''/></forward>",
     .good = "<forward mode='hostdev'><driver name='vfio'/></forward>"},
    {.rule = "NET-DRV-004"_rule,
     .title = "'iommufd' of <driver> is neither 'yes' nor 'no'",
     .explanation = "Whether VFIO goes through iommufd. Known to 12.8; older releases ignore it.",
     .evidence = "error 27",
     .bad = "<forward mode='hostdev'><driver name='vfio' iommufd='on'/></forward>",
     .good = "<forward mode='hostdev'><driver name='vfio' iommufd='yes'/></forward>"},
    {.rule = "NET-NAT-001"_rule,
     .title = "more than one <nat>",
     .explanation = "There is one set of NAT options for a network.",
     .evidence = "error 27",
     .bad = "<ip address='10.0.0.1' prefix='24'/><forward mode='nat'><nat/><nat/></forward>",
     .good = "<ip address='10.0.0.1' prefix='24'/><forward mode='nat'><nat><port start='1024' "
             "end='65535'/></nat></forward>"},
    {.rule = "NET-NAT-002"_rule,
     .title = "<nat> in another mode than 'nat'",
     .explanation = "Only mode nat translates addresses.",
     .evidence = "error 27",
     .bad = "<ip address='10.0.0.1' prefix='24'/><forward mode='route'><nat/></forward>",
     .good = "<ip address='10.0.0.1' prefix='24'/><forward mode='nat'><nat ipv6='yes'/></forward>"},
    {.rule = "NET-NAT-003"_rule,
     .title = "'ipv6' of <nat> is neither 'yes' nor 'no'",
     .explanation = "Whether IPv6 is translated as well; an empty value is refused, too.",
     .evidence = "error 27",
     .bad = "<ip address='10.0.0.1' prefix='24'/><forward mode='nat'><nat ipv6='on'/></forward>",
     .good = "<ip address='10.0.0.1' prefix='24'/><forward mode='nat'><nat ipv6='yes'/></forward>"},
    {.rule = "NET-NAT-004"_rule,
     .title = "more than one <address> in <nat>",
     .explanation = "Connections are translated to the addresses of one range.",
     .evidence = "error 27",
     .bad = "<ip address='10.0.0.1' prefix='24'/><forward mode='nat'><nat><address start='1.1.1.1' "
            "end='1.1.1.2'/><address start='1.1.1.5' end='1.1.1.6'/></nat></forward>",
     .good = "<ip address='10.0.0.1' prefix='24'/><forward mode='nat'><nat><address "
             "start='1.1.1.1' end='1.1.1.2'/></nat></forward>"},
    {.rule = "NET-NAT-005"_rule,
     .title = "range of NAT addresses without start or end",
     .explanation = "Both ends are required, even for one address.",
     .evidence = "error 27",
     .bad = "<ip address='10.0.0.1' prefix='24'/><forward mode='nat'><nat><address "
            "start='1.1.1.1'/></nat></forward>",
     .good = "<ip address='10.0.0.1' prefix='24'/><forward mode='nat'><nat><address "
             "start='1.1.1.1' end='1.1.1.1'/></nat></forward>"},
    {.rule = "NET-NAT-006"_rule,
     .title = "NAT address that is not IPv4",
     .explanation = "Only IPv4 is translated to a range; an IPv4-mapped IPv6 address counts as the "
                    "IPv4 address in it.",
     .evidence = "error 27",
     .bad = "<ip address='10.0.0.1' prefix='24'/><forward mode='nat'><nat><address start='::1' "
            "end='::2'/></nat></forward>",
     .good = "<ip address='10.0.0.1' prefix='24'/><forward mode='nat'><nat><address "
             "start='1.1.1.1' end='1.1.1.2'/></nat></forward>"},
    {.rule = "NET-NAT-007"_rule,
     .title = "range of NAT addresses that ends before it starts",
     .explanation = "The range runs from 'start' up to 'end', both included.",
     .evidence = "error 1",
     .bad = "<ip address='10.0.0.1' prefix='24'/><forward mode='nat'><nat><address start='1.1.1.2' "
            "end='1.1.1.1'/></nat></forward>",
     .good = "<ip address='10.0.0.1' prefix='24'/><forward mode='nat'><nat><address "
             "start='1.1.1.1' end='1.1.1.2'/></nat></forward>"},
    {.rule = "NET-NAT-008"_rule,
     .title = "range of more than 65536 NAT addresses",
     .explanation = "libvirt's own bound on the size of a range.",
     .evidence = "error 1",
     .bad = "<ip address='10.0.0.1' prefix='24'/><forward mode='nat'><nat><address start='1.1.0.0' "
            "end='1.2.0.0'/></nat></forward>",
     .good = "<ip address='10.0.0.1' prefix='24'/><forward mode='nat'><nat><address "
             "start='1.1.0.0' end='1.1.255.255'/></nat></forward>"},
    {.rule = "NET-NAT-009"_rule,
     .title = "range of NAT addresses that crosses a /16",
     .explanation = "Before 11.3 both ends had to have the same first two numbers.",
     .evidence = "error 1",
     .bad = "<ip address='10.0.0.1' prefix='24'/><forward mode='nat'><nat><address "
            "start='1.1.255.0' end='1.2.0.10'/></nat></forward>",
     .good = "<ip address='10.0.0.1' prefix='24'/><forward mode='nat'><nat><address "
             "start='1.1.0.0' end='1.1.0.10'/></nat></forward>"},
    {.rule = "NET-NAT-010"_rule,
     .title = "more than one <port> in <nat>",
     .explanation = "Connections are translated to the ports of one range.",
     .evidence = "error 27",
     .bad = "<ip address='10.0.0.1' prefix='24'/><forward mode='nat'><nat><port start='1' "
            "end='2'/><port start='5' end='6'/></nat></forward>",
     .good = "<ip address='10.0.0.1' prefix='24'/><forward mode='nat'><nat><port start='1' "
             "end='6'/></nat></forward>"},
    {.rule = "NET-NAT-011"_rule,
     .title = "bound of the NAT ports missing or no port number",
     .explanation = "'start' and 'end' are both required, whole decimal numbers up to 65535.",
     .evidence = "error 35",
     .bad = "<ip address='10.0.0.1' prefix='24'/><forward mode='nat'><nat><port start='1024' "
            "end='65536'/></nat></forward>",
     .good = "<ip address='10.0.0.1' prefix='24'/><forward mode='nat'><nat><port start='1024' "
             "end='65535'/></nat></forward>"},
    {.rule = "NET-NAT-012"_rule,
     .title = "range of NAT ports that ends before it starts",
     .explanation = "The range runs from 'start' up to 'end', both included.",
     .evidence = "error 35",
     .bad = "<ip address='10.0.0.1' prefix='24'/><forward mode='nat'><nat><port start='5' "
            "end='4'/></nat></forward>",
     .good = "<ip address='10.0.0.1' prefix='24'/><forward mode='nat'><nat><port start='4' "
             "end='5'/></nat></forward>"},
    {.rule = "NET-MODE-001"_rule,
     .title = "mode nat or route without <ip>",
     .explanation = "libvirt creates the bridge itself in these modes and routes between its "
                    "address and the host's. An absent or empty mode on <forward> means nat.",
     .evidence = "error 27",
     .bad = "<forward mode='nat'/>",
     .good = "<forward mode='nat'/><ip address='10.0.0.1' prefix='24'/>"},
    {.rule = "NET-MODE-002"_rule,
     .title = "mode open without <ip>",
     .explanation = "Needed up to 9.0; 11.3 and newer take it.",
     .evidence = "error 27",
     .bad = "<forward mode='open'/>",
     .good = "<forward mode='open'/><ip address='10.0.0.1' prefix='24'/>"},
    {.rule = "NET-MODE-003"_rule,
     .title = "mode nat or route with more than one interface",
     .explanation = "The optional device restricts through which interface the network's traffic "
                    "leaves; there can be one. PCI addresses count as well.",
     .evidence = "error 27",
     .bad = "<ip address='10.0.0.1' prefix='24'/><forward mode='nat'><interface "
            "dev='a'/><interface dev='b'/></forward>",
     .good =
         "<ip address='10.0.0.1' prefix='24'/><forward mode='nat'><interface dev='a'/></forward>"},
    {.rule = "NET-MODE-004"_rule,
     .title = "mode open with an interface",
     .explanation =
         "Mode open adds no firewall rules, so there is nothing that a device could restrict.",
     .evidence = "error 27",
     .bad = "<ip address='10.0.0.1' prefix='24'/><forward mode='open' dev='e'/>",
     .good = "<ip address='10.0.0.1' prefix='24'/><forward mode='open'/>"},
    {.rule = "NET-MODE-005"_rule,
     .title = "bridge name in a mode without bridge",
     .explanation = "private, vepa and passthrough connect guests by macvtap, hostdev by whole "
                    "devices: there is no bridge.",
     .evidence = "error 27",
     .bad = "<forward mode='vepa'/><bridge name='br0'/>",
     .good = "<forward mode='bridge'/><bridge name='br0'/>"},
    {.rule = "NET-MODE-006"_rule,
     .title = "bridge zone in a mode without bridge",
     .explanation =
         "private, vepa, passthrough and hostdev have no bridge whose firewall zone could be set.",
     .evidence = "error 27",
     .bad = "<forward mode='private'/><bridge zone='public'/>",
     .good = "<bridge name='br0' zone='public'/>"},
    {.rule = "NET-MODE-007"_rule,
     .title = "macTableManager in a mode without bridge",
     .explanation =
         "private, vepa, passthrough and hostdev have no bridge whose MAC table could be kept.",
     .evidence = "error 27",
     .bad = "<forward mode='hostdev'/><bridge macTableManager='kernel'/>",
     .good = "<forward mode='bridge'/><bridge name='br0' macTableManager='kernel'/>"},
    {.rule = "NET-MODE-008"_rule,
     .title = "delay, stp or zone of a bridge that is not libvirt's",
     .explanation = "libvirt sets these when it creates the bridge. In mode bridge the bridge is "
                    "the host's, in the macvtap modes and hostdev there is none. Any value of stp "
                    "counts, also a misspelt one; delay='0' passes.",
     .evidence = "error 27",
     .bad = "<forward mode='bridge'/><bridge name='br0' stp='on'/>",
     .good = "<forward mode='bridge'/><bridge name='br0'/>"},
    {.rule = "NET-MODE-009"_rule,
     .title = "mode bridge with both a bridge name and interfaces",
     .explanation = "Either guests join an existing bridge, or they get macvtap devices over the "
                    "interfaces. A <pf> counts as an interface here.",
     .evidence = "error 27",
     .bad = "<forward mode='bridge' dev='e'/><bridge name='br0'/>",
     .good = "<forward mode='bridge'/><bridge name='br0'/>"},
    {.rule = "NET-MODE-010"_rule,
     .title = "mtu outside the modes none, nat, route and open",
     .explanation = "libvirt sets the MTU of a bridge that it creates; elsewhere the device has "
                    "one already. size='0' counts as absent.",
     .evidence = "error 27",
     .bad = "<forward mode='bridge'/><bridge name='br0'/><mtu size='1400'/>",
     .good = "<bridge name='br0'/><mtu size='1400'/>"},
};

}  // namespace

void forward_rule_texts(RuleTexts& texts) { texts.add<kTexts>(); }

}  // namespace virnet::internal
