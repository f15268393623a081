// parser/schema/tables.h - The element types that more than one part of the schema table refers to.
#pragma once

#include <virnet/networkport.h>

#include "parser/schema/schema.h"

namespace virnet::internal {

extern const ElementType kForwardType;
// <forward> without a mode is nat.
Opened open_forward(ReadContext& in, void* network);
extern const ElementType kDriverType;
extern const ElementType kPciType;
extern const ElementType kPlugAddressType;
extern const ElementType kDnsType;
extern const ElementType kIpType;
extern const ElementType kRouteType;
extern const ElementType kVlanType;
extern const ElementType kBandwidthType;
extern const ElementType kPortBandwidthType;
extern const ElementType kVirtualPortType;
extern const ElementType kPortgroupType;

// A <bandwidth> without a direction is as good as none.
template <typename Optional>
void drop_empty(Optional& bandwidth) {
  if (bandwidth && !bandwidth->inbound && !bandwidth->outbound) bandwidth = {};
}

}  // namespace virnet::internal
