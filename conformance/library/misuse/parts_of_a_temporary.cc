// The parts of a network go with it: they are not to be had of one that is gone at once.
// error: use of deleted function|overload resolution selected deleted operator
#include <virnet/network.h>

virnet::Network made();

std::size_t count() {
#ifdef MISUSE
  const virnet::List<virnet::Ip>& ips = made()->ips;
  return ips.size();
#else
  const virnet::Network network = made();
  return network->ips.size();
#endif
}
