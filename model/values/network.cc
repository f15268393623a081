// From a draft to a network, which is checked, and back.
#include <virnet/network.h>

#include "model/rules/collector.h"
#include "model/values/copier.h"
#include "model/values/storage.h"

namespace virnet {

template <typename Kept>
std::optional<unsigned> internal::NetworkModel<Kept>::Ip::effective_prefix() const {
  if (prefix > 0) return prefix;
  if (netmask) return netmask->mask_bits();
  if (!address) return std::nullopt;
  if (!address->is_v4()) return address->high() == 0 && address->low() == 0 ? 0 : 64;
  if (address->low() == 0) return 0;
  const std::uint64_t first = address->low() >> 24;
  if (first < 128) return 8;
  if (first < 192) return 16;
  if (first < 224) return 24;
  return std::nullopt;
}
template std::optional<unsigned> internal::NetworkModel<internal::Viewed>::Ip::effective_prefix()
    const;
template std::optional<unsigned> internal::NetworkModel<internal::Owned>::Ip::effective_prefix()
    const;

Network::Network(std::shared_ptr<const Storage> storage) : storage_(std::move(storage)) {}
const NetworkSpec& Network::operator*() const& { return storage_->spec; }
const NetworkSpec* Network::operator->() const& { return &storage_->spec; }
bool operator==(const Network& a, const Network& b) { return *a == *b; }

NetworkDraft NetworkDraft::from(const Network& network) {
  NetworkDraft draft;
  internal::Copier()(*network, *draft);
  return draft;
}

std::expected<Network, Diagnostics> NetworkDraft::finish(Release release) const {
  using Storage = internal::Storage<NetworkSpec>;
  const auto storage = std::make_shared<Storage>();
  internal::Copier (&storage->arena)(spec_, storage->spec);
  Diagnostics problems = internal::problems_of(storage->spec, release, internal::validate);
  if (!problems.empty()) return std::unexpected(std::move(problems));
  return Storage::as_checked<Network>(storage);
}

}  // namespace virnet
