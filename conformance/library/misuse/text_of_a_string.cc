// A Text is a view, which only the library makes; what owns its characters is a std::string.
// error: is private within this context|calling a private constructor
#include <virnet/network.h>

#include <string>

void edit(virnet::NetworkDraft& draft, const std::string& name) {
#ifdef MISUSE
  const virnet::Text text{std::string_view(name)};
  draft->name = text;
#else
  draft->name = name;
#endif
}
