// The lists of a network are views into its memory: it is copied into a draft, not assigned.
// error: no match for .operator=.|no viable overloaded '='
#include <virnet/network.h>

void edit(const virnet::Network& network, virnet::NetworkDraft& draft) {
#ifdef MISUSE
  *draft = *network;
#else
  draft = virnet::NetworkDraft::from(network);
#endif
}
