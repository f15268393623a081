// Guests behind taps, as virtual machines are, and an uplink that is a network card.
#include <fcntl.h>
#include <fmt/format.h>
#include <linux/if.h>
#include <linux/if_tun.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "conformance/harness/testbed/testbed.h"

namespace virnet::conformance {
namespace {

using bridge::Link;
using bridge::LinkIndex;
using bridge::Outcome;
using bridge::Result;

bridge::KernelError failed(std::string action, int error) {
  return {.code = bridge::KernelError::Code::Socket, .error = error, .action = std::move(action)};
}

// The two network cards of a machine that virnet has made, on one wire.
constexpr MacAddress kNearCard({0x52, 0x54, 0x00, 0xc0, 0x00, 0x01});
constexpr MacAddress kFarCard({0x52, 0x54, 0x00, 0xc0, 0x00, 0x02});

}  // namespace

Outcome Testbed::open_tap(Who guest) {
  const std::string& name = port_name(guest);
  const int tap = open("/dev/net/tun", O_RDWR | O_CLOEXEC | O_NONBLOCK);
  if (tap < 0) return std::unexpected(failed("open /dev/net/tun", errno));
  ifreq request{};
  std::memcpy(request.ifr_name, name.data(), std::min(name.size(), sizeof(request.ifr_name) - 1));
  request.ifr_flags = IFF_TAP | IFF_NO_PI;
  if (ioctl(tap, TUNSETIFF, &request) < 0) {
    const int error = errno;
    close(tap);
    return std::unexpected(failed(fmt::format("open the tap '{}'", name), error));
  }
  endpoints_.at(static_cast<std::size_t>(guest)).emplace(Endpoint::of_tap(tap, name));
  return {};
}

Outcome Testbed::with_tap(Who guest, TapUse use) {
  const int tap = endpoint(guest).descriptor();
  switch (use) {
    case TapUse::Open: {
      if (Outcome opened = open_tap(guest); !opened) return opened;
      endpoint(guest).record(recording_);
      return wait_for_ports();
    }
    case TapUse::Drop:
      if (ioctl(tap, TUNSETPERSIST, 0) < 0)
        return std::unexpected(failed("make the tap not persistent", errno));
      break;
    case TapUse::Close: break;
  }
  endpoint(guest).end();
  return {};
}

Outcome Testbed::build_card_uplink() {
  Result<std::vector<Link>> links = kernel_.links();
  if (!links) return std::unexpected(std::move(links.error()));
  const auto find = [&](const MacAddress& mac) {
    const auto found = std::find_if(links->begin(), links->end(), [&](const Link& each) {
      return each.mac == mac && each.kind.empty();
    });
    return found == links->end() ? LinkIndex::None : found->index;
  };
  const auto i = static_cast<std::size_t>(Who::U);
  links_.at(i) = find(kNearCard);
  far_.at(i) = find(kFarCard);
  names_.at(i) = "the network card";
  if (links_.at(i) == LinkIndex::None || far_.at(i) == LinkIndex::None)
    return std::unexpected(failed("find two network cards on one wire", ENODEV));
  facts_.filter_uplink = true;
  return {};
}

}  // namespace virnet::conformance
