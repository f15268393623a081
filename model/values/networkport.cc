// From a draft to a port, which is checked, and back.
#include <virnet/networkport.h>

#include "model/rules/collector.h"
#include "model/values/copier.h"
#include "model/values/storage.h"

namespace virnet {

NetworkPort::NetworkPort(std::shared_ptr<const Storage> storage) : storage_(std::move(storage)) {}
const NetworkPortSpec& NetworkPort::operator*() const& { return storage_->spec; }
const NetworkPortSpec* NetworkPort::operator->() const& { return &storage_->spec; }
bool operator==(const NetworkPort& a, const NetworkPort& b) { return *a == *b; }

NetworkPortDraft NetworkPortDraft::from(const NetworkPort& port) {
  NetworkPortDraft draft;
  internal::Copier()(*port, *draft);
  return draft;
}

std::expected<NetworkPort, Diagnostics> NetworkPortDraft::finish(Release release) const {
  using Storage = internal::Storage<NetworkPortSpec>;
  const auto storage = std::make_shared<Storage>();
  internal::Copier (&storage->arena)(spec_, storage->spec);
  Diagnostics problems =
      internal::problems_of(storage->spec, release, internal::validate_networkport);
  if (!problems.empty()) return std::unexpected(std::move(problems));
  return Storage::as_checked<NetworkPort>(storage);
}

}  // namespace virnet
