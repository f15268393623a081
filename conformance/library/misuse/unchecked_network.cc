// There is no network that was not checked.
// error: is private within this context|calling a private constructor
#include <virnet/network.h>

std::expected<virnet::Network, virnet::Diagnostics> make() {
#ifdef MISUSE
  return virnet::Network(nullptr);
#else
  return virnet::NetworkDraft().finish();
#endif
}
