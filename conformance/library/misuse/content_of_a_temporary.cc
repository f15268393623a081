// The same for all of its content.
// error: use of deleted function|overload resolution selected deleted operator
#include <virnet/networkport.h>

virnet::NetworkPort made();

bool is_isolated() {
#ifdef MISUSE
  const virnet::NetworkPortSpec& port = *made();
  return port.isolated == virnet::Tristate::Yes;
#else
  const virnet::NetworkPort port = made();
  return port->isolated == virnet::Tristate::Yes;
#endif
}
