#include <virnet/network.h>

#include "model/rules/collector.h"

namespace virnet {

Network::Network(std::shared_ptr<const internal::Storage> storage) : storage_(std::move(storage)) {}
const NetworkSpec& Network::operator*() const { return storage_->spec; }
const NetworkSpec* Network::operator->() const { return &storage_->spec; }
bool operator==(const Network& a, const Network& b) { return *a == *b; }

NetworkDraft::NetworkDraft() : storage_(std::make_shared<internal::Storage>()) {}
NetworkDraft::~NetworkDraft() = default;
NetworkDraft::NetworkDraft(NetworkDraft&&) noexcept = default;
NetworkDraft& NetworkDraft::operator=(NetworkDraft&&) noexcept = default;
NetworkSpec& NetworkDraft::operator*() const { return storage_->spec; }
NetworkSpec* NetworkDraft::operator->() const { return &storage_->spec; }
Text NetworkDraft::text(std::string_view characters) { return storage_->arena.text(characters); }

std::expected<Network, Diagnostics> NetworkDraft::finish(Release release) && {
  Diagnostics problems = internal::problems_of(storage_->spec, release, internal::validate);
  if (!problems.empty()) return std::unexpected(std::move(problems));
  return std::move(*this).finish_checked();
}

Network NetworkDraft::finish_checked() && { return Network(std::move(storage_)); }

}  // namespace virnet
