// Nor does an element of one.
// error: no matching (member )?function for call to
#include <virnet/network.h>

void edit(const virnet::Network& network, virnet::NetworkDraft& draft) {
#ifdef MISUSE
  draft->ips.push_back(network->ips[0]);
#else
  const auto other = virnet::NetworkDraft::from(network);
  draft->ips.push_back(other->ips[0]);
#endif
}
