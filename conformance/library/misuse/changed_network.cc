// A network never changes.
// error: passing .const .*Text.* as .this.|no viable overloaded '='
#include <virnet/network.h>

void edit(const virnet::Network& network) {
#ifdef MISUSE
  network->name = "other";
#else
  auto draft = virnet::NetworkDraft::from(network);
  draft->name = "other";
#endif
}
