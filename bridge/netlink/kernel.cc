// What all kernels have in common, and the real one opened.
#include <virnet/kernel.h>

#include <map>
#include <set>

#include "bridge/netlink/netlink_kernel.h"

namespace virnet::bridge {
namespace {

std::expected<std::unique_ptr<Kernel>, Error> open_in(Result<NetworkNamespace> home) {
  if (!home) return std::unexpected(to_error(home.error()));
  Result<std::unique_ptr<NetlinkKernel>> kernel = NetlinkKernel::open(std::move(*home));
  if (!kernel) return std::unexpected(to_error(kernel.error()));
  return std::move(*kernel);
}

}  // namespace

Result<std::vector<FdbEntry>> Kernel::fdb_part(LinkIndex bridge, const FdbPart& part) {
  Result<std::vector<FdbEntry>> table = fdb(bridge);
  if (!table) return table;
  const std::set<FdbPart::Key> keys(part.keys.begin(), part.keys.end());
  std::map<LinkIndex, std::size_t> room;
  for (const FdbPart::Port& port : part.ports) room[port.port] = port.most;
  std::erase_if(*table, [&](const FdbEntry& entry) {
    if (keys.contains({entry.mac, entry.vlan})) return false;
    const auto left = room.find(entry.port);
    return left == room.end() || left->second == 0 || left->second-- == 0;
  });
  return table;
}

Outcome Kernel::execute_all(std::span<const Change> changes) {
  std::vector<Failure> failures = execute(changes);
  if (failures.empty()) return {};
  return std::unexpected(std::move(failures.front().error));
}

Outcome Kernel::change(const Change& change) { return execute_all({&change, 1}); }

std::expected<std::unique_ptr<Kernel>, Error> open_kernel() {
  return open_in(NetworkNamespace::current());
}

std::expected<std::unique_ptr<Kernel>, Error> open_kernel(std::string_view network_namespace) {
  return open_in(NetworkNamespace::named(network_namespace));
}

}  // namespace virnet::bridge
