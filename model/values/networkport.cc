#include <virnet/networkport.h>

#include "model/rules/collector.h"

namespace virnet {

NetworkPort::NetworkPort(std::shared_ptr<const internal::PortStorage> storage)
    : storage_(std::move(storage)) {}
const NetworkPortSpec& NetworkPort::operator*() const { return storage_->spec; }
const NetworkPortSpec* NetworkPort::operator->() const { return &storage_->spec; }
bool operator==(const NetworkPort& a, const NetworkPort& b) { return *a == *b; }

NetworkPortDraft::NetworkPortDraft() : storage_(std::make_shared<internal::PortStorage>()) {}
NetworkPortDraft::~NetworkPortDraft() = default;
NetworkPortDraft::NetworkPortDraft(NetworkPortDraft&&) noexcept = default;
NetworkPortDraft& NetworkPortDraft::operator=(NetworkPortDraft&&) noexcept = default;
NetworkPortSpec& NetworkPortDraft::operator*() const { return storage_->spec; }
NetworkPortSpec* NetworkPortDraft::operator->() const { return &storage_->spec; }
Text NetworkPortDraft::text(std::string_view characters) {
  return storage_->arena.text(characters);
}

std::expected<NetworkPort, Diagnostics> NetworkPortDraft::finish(Release release) && {
  Diagnostics problems =
      internal::problems_of(storage_->spec, release, internal::validate_networkport);
  if (!problems.empty()) return std::unexpected(std::move(problems));
  return std::move(*this).finish_checked();
}

NetworkPort NetworkPortDraft::finish_checked() && { return NetworkPort(std::move(storage_)); }

}  // namespace virnet
