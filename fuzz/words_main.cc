// Prints what the fuzzers are told of the schema table: the words, or a document with every element
// and attribute.
//
//   virnet-fuzz-words dictionary|network|networkport
#include <cstdio>
#include <string_view>

#include "fuzz/words.h"

int main(int argc, char** argv) {
  using namespace virnet;
  const std::string_view wanted = argc == 2 ? argv[1] : "";
  std::string text;
  if (wanted == "dictionary") text = fuzz::dictionary();
  if (wanted == "network") text = fuzz::everything(internal::network_row());
  if (wanted == "networkport") text = fuzz::everything(internal::networkport_row());
  if (text.empty()) {
    std::fputs("usage: virnet-fuzz-words dictionary|network|networkport\n", stderr);
    return 2;
  }
  std::fwrite(text.data(), 1, text.size(), stdout);
  return 0;
}
