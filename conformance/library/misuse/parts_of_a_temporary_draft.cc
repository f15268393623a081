// Nor are the parts of a draft that is gone at once.
// error: use of deleted function|overload resolution selected deleted operator
#include <virnet/network.h>

std::size_t edit(const virnet::Network& network) {
#ifdef MISUSE
  auto& groups = virnet::NetworkDraft::from(network)->portgroups;
  groups.push_back({.name = "new"});
  return groups.size();
#else
  auto draft = virnet::NetworkDraft::from(network);
  draft->portgroups.push_back({.name = "new"});
  return draft->portgroups.size();
#endif
}
