// A Ref is a view, too.
// error: is private within this context|calling a private constructor
#include <virnet/network.h>

void edit(virnet::NetworkDraft& draft) {
#ifdef MISUSE
  virnet::Bandwidth local;
  const virnet::Ref<virnet::Bandwidth> bandwidth(&local);
  draft->portgroups[0].bandwidth = *bandwidth;
#else
  draft->portgroups[0].bandwidth = virnet::Bandwidth();
#endif
}
