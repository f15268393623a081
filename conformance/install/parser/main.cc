// A program that reads and writes a document.
#include <virnet/parse.h>
#include <virnet/write.h>

#include <cstdio>

int main() {
  const virnet::ParseResult parsed =
      virnet::parse("<network><name>lab</name><bridge name='virbr7'/></network>");
  if (!parsed.network) return 1;
  std::fputs(virnet::write(*parsed.network).c_str(), stdout);
  return 0;
}
