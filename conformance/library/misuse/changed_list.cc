// Nor does a list of it.
// error: has no member named .push_back.|no member named 'push_back'
#include <virnet/network.h>

void edit(const virnet::Network& network) {
#ifdef MISUSE
  network->portgroups.push_back({.name = "new"});
#else
  auto draft = virnet::NetworkDraft::from(network);
  draft->portgroups.push_back({.name = "new"});
#endif
}
