// Nor one without content.
// error: no matching (constructor|function) for
#include <virnet/network.h>

#include <optional>

void make() {
#ifdef MISUSE
  virnet::Network network{};
#else
  std::optional<virnet::Network> network;
#endif
  (void)network;
}
