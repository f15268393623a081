// bridge/netlink/netlink_kernel.h - The real kernel, over rtnetlink.
#pragma once

#include <virnet/kernel.h>

#include <functional>
#include <set>
#include <span>

#include "bridge/netlink/kernel_error.h"
#include "bridge/netlink/network_namespace.h"
#include "bridge/netlink/reply.h"
#include "bridge/netlink/socket.h"

namespace virnet::bridge {

class NetlinkKernel final : public Kernel {
 public:
  // Opens a socket in the namespace; `options` are for that and for all others.
  [[nodiscard]] static Result<std::unique_ptr<NetlinkKernel>> open(
      NetworkNamespace home, const SocketOptions& options = {});
  // `socket` is of that namespace.
  NetlinkKernel(NetworkNamespace home, Socket socket, const SocketOptions& options)
      : home_(std::move(home)), socket_(std::move(socket)), options_(options) {}

  Result<std::vector<Link>> links() override;
  Result<Link> link(LinkIndex index) override;
  Result<Link> link(std::string_view name) override;
  Result<std::vector<FdbEntry>> fdb(LinkIndex bridge) override;
  Result<std::vector<FdbEntry>> fdb_part(LinkIndex bridge, const FdbPart& part) override;
  Result<std::vector<PortVlans>> vlans(LinkIndex bridge) override;
  Result<std::vector<MacAddress>> unicast_filter(LinkIndex link) override;
  Result<std::vector<LinkAddress>> addresses(LinkIndex link) override;
  std::vector<Failure> execute(std::span<const Change> changes) override;
  Result<std::unique_ptr<Events>> subscribe() override;
  Result<std::unique_ptr<BridgeLock>> lock_bridge(LinkIndex bridge) override;

 private:
  // Sends the request and hands each message of the answer to `visit`. True if what was listed
  // changed meanwhile.
  // `enough`, where it is given, is set by `visit` when the rest of the answer is not wanted.
  Result<bool> ask(Bytes request, std::uint32_t sequence, const std::string& action,
                   const Reply::Visit& visit, const bool* enough = nullptr);
  // Throws away what is left of an answer. Otherwise the next dump is refused with EBUSY, and after
  // a loss the kernel would tell of no other one until everything was read.
  void drain();
  // Replaces the socket when the rest of an answer is not wanted.
  Outcome reopen();
  // The same for a dump: again from the start, after `restart`, when the kernel says that it
  // changed midway.
  Outcome dump(Bytes request, std::uint32_t sequence, const std::string& action,
               const std::function<void()>& restart, const Reply::Visit& visit,
               const bool* enough = nullptr);
  // At most `most` of them.
  Result<std::vector<FdbEntry>> list_entries(Bytes request, LinkIndex bridge, LinkIndex port,
                                             std::size_t most);
  Outcome find_entries(LinkIndex bridge, std::span<const FdbPart::Key> keys,
                       std::set<FdbEntry>& found);
  // The answers to `count` requests for one entry each.
  Outcome take_entries(LinkIndex bridge, std::uint32_t first, std::size_t count,
                       std::set<FdbEntry>& found);
  Result<std::unique_ptr<BridgeLock>> lock_by_socket(LinkIndex bridge, const KernelError& why);
  Result<Link> one_link(Bytes request, std::uint32_t sequence, std::string action);
  // Sends a batch and waits for its answers.
  struct Batch;
  void exchange(std::span<const Change> changes, Batch& batch, std::vector<Failure>& failures);

  NetworkNamespace home_;
  Socket socket_;
  SocketOptions options_;
  std::uint32_t sequence_ = 0;
};

// Creates a persistent tap device in the caller's network namespace.
[[nodiscard]] Outcome create_tap(const AddTap& tap);

}  // namespace virnet::bridge
