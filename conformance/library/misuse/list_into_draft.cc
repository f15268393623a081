// A list of a network does not become one of a draft.
// error: no match for .operator=.|no viable overloaded '='
#include <virnet/network.h>

void edit(const virnet::Network& network, virnet::NetworkDraft& draft) {
#ifdef MISUSE
  draft->portgroups = network->portgroups;
#else
  const auto other = virnet::NetworkDraft::from(network);
  draft->portgroups = other->portgroups;
#endif
}
