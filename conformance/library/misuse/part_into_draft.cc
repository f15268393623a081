// Nor does a part that is kept aside.
// error: no match for .operator=.|no viable overloaded '='
#include <virnet/network.h>

void edit(const virnet::Network& network, virnet::NetworkDraft& draft) {
#ifdef MISUSE
  draft->ips[0].bootp = network->ips[0].bootp;
#else
  const auto other = virnet::NetworkDraft::from(network);
  draft->ips[0].bootp = other->ips[0].bootp;
#endif
}
