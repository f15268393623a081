// parser/schema/tables.h - The element types that more than one part of the schema table refers to.
#pragma once

#include <virnet/networkport.h>

#include "parser/schema/element.h"

namespace virnet::internal {

extern const Element<Forward> kForwardType;
// <forward> without a mode is nat.
OpenedAs<Forward> open_forward(ReadContext& in, NetworkSpec& network);
extern const Element<Driver> kDriverType;
extern const Element<PciAddress> kPciType;
extern const Element<PciAddress> kPlugAddressType;
extern const Element<Dns> kDnsType;
extern const Element<Ip> kIpType;
extern const Element<Route> kRouteType;
extern const Element<Vlan> kVlanType;
extern const Element<Bandwidth> kBandwidthType;
extern const Element<Bandwidth> kPortBandwidthType;
extern const Element<VirtualPort> kVirtualPortType;
extern const Element<Portgroup> kPortgroupType;
extern const ChildRow kNetworkRow;
extern const ChildRow kNetworkPortRow;

// A <bandwidth> without a direction is as good as none.
template <typename Optional>
void drop_empty(Optional& bandwidth) {
  if (bandwidth && !bandwidth->inbound && !bandwidth->outbound) bandwidth = {};
}

}  // namespace virnet::internal
