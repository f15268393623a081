#include "conformance/property/vocabulary.h"

namespace virnet::generate {
namespace {

using enum ValueKind;

constexpr AttributeWord kNetwork[] = {
    {"ipv6", YesNo}, {"trustGuestRxFilters", YesNo}, {"connections", Number}};
constexpr AttributeWord kForward[] = {{"mode", Mode}, {"dev", Device}, {"managed", YesNo}};
constexpr AttributeWord kDriver[] = {{"name", Driver}, {"model", Name}, {"iommufd", YesNo}};
constexpr AttributeWord kNat[] = {{"ipv6", YesNo}};
constexpr AttributeWord kNatAddress[] = {{"start", Address4}, {"end", Address4}};
constexpr AttributeWord kNatPort[] = {{"start", Number}, {"end", Number}};
constexpr AttributeWord kInterface[] = {{"dev", Device}, {"connections", Number}};
constexpr AttributeWord kPci[] = {
    {"type", PciType},       {"domain", PciNumber},    {"bus", PciNumber},     {"slot", PciNumber},
    {"function", PciNumber}, {"multifunction", OnOff}, {"connections", Number}};
constexpr AttributeWord kZpci[] = {{"uid", PciNumber}, {"fid", PciNumber}};
constexpr AttributeWord kPf[] = {{"dev", Device}};
constexpr AttributeWord kBridge[] = {{"name", Device},
                                     {"zone", Name},
                                     {"stp", OnOff},
                                     {"delay", Number},
                                     {"macTableManager", Manager}};
constexpr AttributeWord kMtu[] = {{"size", Number}};
constexpr AttributeWord kMac[] = {{"address", Mac}};
constexpr AttributeWord kDomain[] = {{"name", Name}, {"localOnly", YesNo}, {"register", YesNo}};
constexpr AttributeWord kDns[] = {{"enable", YesNo}, {"forwardPlainNames", YesNo}};
constexpr AttributeWord kForwarder[] = {{"domain", Name}, {"addr", Address}, {"port", Number}};
constexpr AttributeWord kTxt[] = {{"name", Name}, {"value", Text}};
constexpr AttributeWord kSrv[] = {
    {"service", Service}, {"protocol", Protocol}, {"domain", Name},  {"target", Name},
    {"port", Number},     {"priority", Number},   {"weight", Number}};
constexpr AttributeWord kDnsHost[] = {{"ip", Address}};
constexpr AttributeWord kVlan[] = {{"trunk", YesNo}};
constexpr AttributeWord kTag[] = {{"id", Number}, {"nativeMode", NativeMode}};
constexpr AttributeWord kBandwidth[] = {{"classID", Number}};
constexpr AttributeWord kRate[] = {
    {"average", Number}, {"peak", Number}, {"burst", Number}, {"floor", Number}};
constexpr AttributeWord kPort[] = {{"isolated", YesNo}};
constexpr AttributeWord kIp[] = {{"family", Family},
                                 {"address", Address},
                                 {"netmask", Mask},
                                 {"prefix", Number},
                                 {"localPtr", YesNo}};
constexpr AttributeWord kTftp[] = {{"root", Text}};
constexpr AttributeWord kRange[] = {{"start", Address}, {"end", Address}};
constexpr AttributeWord kHost[] = {{"mac", Mac}, {"id", Duid}, {"name", Name}, {"ip", Address}};
constexpr AttributeWord kLease[] = {{"expiry", Expiry}, {"unit", Unit}};
constexpr AttributeWord kBootp[] = {{"file", Text}, {"server", Address}};
constexpr AttributeWord kRoute[] = {{"family", Family}, {"address", Address}, {"netmask", Mask},
                                    {"prefix", Number}, {"gateway", Address}, {"metric", Number}};
constexpr AttributeWord kVirtualPort[] = {{"type", PortType}};
constexpr AttributeWord kParameters[] = {{"managerid", PortId},     {"typeid", PortId},
                                         {"typeidversion", PortId}, {"instanceid", Uuid},
                                         {"interfaceid", Uuid},     {"profileid", Profile}};
constexpr AttributeWord kPortgroup[] = {
    {"name", Name}, {"default", YesNo}, {"trustGuestRxFilters", YesNo}};
constexpr AttributeWord kOption[] = {{"value", Text}};

constexpr ElementWord kWords[] = {
    {"", "network", kNetwork},
    {"network", "name", {}},
    {"network", "uuid", {}},
    {"network", "title", {}},
    {"network", "description", {}},
    {"network", "metadata", {}},
    {"network", "forward", kForward},
    {"forward", "driver", kDriver},
    {"forward", "nat", kNat},
    {"nat", "address", kNatAddress},
    {"nat", "port", kNatPort},
    {"forward", "interface", kInterface},
    {"forward", "address", kPci},
    {"address", "zpci", kZpci},
    {"forward", "pf", kPf},
    {"network", "bridge", kBridge},
    {"network", "mtu", kMtu},
    {"network", "mac", kMac},
    {"network", "domain", kDomain},
    {"network", "dns", kDns},
    {"dns", "forwarder", kForwarder},
    {"dns", "txt", kTxt},
    {"dns", "srv", kSrv},
    {"dns", "host", kDnsHost},
    {"host", "hostname", {}},
    {"network", "vlan", kVlan},
    {"portgroup", "vlan", kVlan},
    {"vlan", "tag", kTag},
    {"network", "bandwidth", kBandwidth},
    {"portgroup", "bandwidth", kBandwidth},
    {"bandwidth", "inbound", kRate},
    {"bandwidth", "outbound", kRate},
    {"network", "port", kPort},
    {"network", "ip", kIp},
    {"ip", "tftp", kTftp},
    {"ip", "dhcp", {}},
    {"dhcp", "range", kRange},
    {"dhcp", "host", kHost},
    {"range", "lease", kLease},
    {"host", "lease", kLease},
    {"dhcp", "bootp", kBootp},
    {"network", "route", kRoute},
    {"network", "virtualport", kVirtualPort},
    {"portgroup", "virtualport", kVirtualPort},
    {"virtualport", "parameters", kParameters},
    {"network", "portgroup", kPortgroup},
    {"network", "options", {}},
    {"options", "option", kOption},
};

}  // namespace

std::span<const ElementWord> vocabulary() { return kWords; }

const ElementWord* find_word(std::string_view parent, std::string_view name) {
  for (const ElementWord& word : kWords)
    if (word.name == name && word.parent == parent) return &word;
  return nullptr;
}

ValueKind kind_of(std::string_view parent, std::string_view name, std::string_view attribute) {
  if (const ElementWord* word = find_word(parent, name))
    for (const AttributeWord& known : word->attributes)
      if (known.name == attribute) return known.kind;
  return Text;
}

}  // namespace virnet::generate
