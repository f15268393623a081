// A shared library with the parser inside.
#include <virnet/parse.h>

extern "C" [[gnu::visibility("default")]] bool is_network(const char* document) {
  return virnet::parse(document).network.has_value();
}
