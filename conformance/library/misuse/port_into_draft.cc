// As network_into_draft, for a port.
// error: no match for .operator=.|no viable overloaded '='
#include <virnet/networkport.h>

void edit(const virnet::NetworkPort& port, virnet::NetworkPortDraft& draft) {
#ifdef MISUSE
  *draft = *port;
#else
  draft = virnet::NetworkPortDraft::from(port);
#endif
}
