// A program of somebody else: something of each library, so that each must be there to link.
#include <virnet/conform.h>
#include <virnet/kernel.h>
#include <virnet/parse.h>
#include <virnet/write.h>

#include <cstdio>

int main() {
  const virnet::ParseResult parsed = virnet::parse(
      "<network><name>lab</name><bridge name='virbr7' macTableManager='libvirt'/></network>");
  if (!parsed.network) return 1;
  const auto input = virnet::ConformInput::from(*parsed.network);
  if (!input || input->mode != virnet::BridgeMode::Libvirt) return 1;
  if (!virnet::bridge::open_kernel()) return 1;
  std::fputs(virnet::write(*parsed.network).c_str(), stdout);
  return 0;
}
