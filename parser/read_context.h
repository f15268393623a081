// parser/read_context.h - What the rows of the schema table see of the reader.
#pragma once

#include <virnet/network.h>

#include <optional>
#include <string>
#include <string_view>

#include "parser/schema.h"

namespace virnet::internal {

// Values that an element needs until its end tag and the model does not keep.
struct Scratch {
  // <forward>: which of its children count is known only at its end.
  Text forward_dev;
  std::uint32_t pf_count = 0;
  Text pf_dev;
  std::string zpci_problem;
  // <nat><address> and <nat><port>.
  std::optional<IpAddress> start, end;
  std::optional<std::uint32_t> first_port, last_port;
  // <tag>
  Vlan* vlan = nullptr;
  NativeMode native_mode = NativeMode::Unset;
  // <lease>, <bootp>: where they go if they turn out to count.
  Ref<Lease>* lease_target = nullptr;
  std::optional<std::uint64_t> lease_expiry;
  LeaseUnit lease_unit = LeaseUnit::Minutes;
  Bootp bootp;
};

class ReadContext {
 public:
  virtual ~ReadContext() = default;

  [[nodiscard]] Release release() const { return release_; }
  [[nodiscard]] Arena& arena() const { return *arena_; }
  [[nodiscard]] NetworkSpec& network() const { return *network_; }
  Scratch scratch;

  // Reports a broken rule at the current element or, while a row's `store` runs, at that attribute.
  // `fix` is what to write in place of the value, if that is sure.
  virtual void fail(Rule rule, std::string message, std::string hint = {},
                    std::string fix = {}) = 0;
  // Takes back what was reported within elements of this part: they turned out not to count.
  virtual void withdraw(Part part) = 0;

 protected:
  Release release_ = kNewestRelease;
  Arena* arena_ = nullptr;
  NetworkSpec* network_ = nullptr;
};

}  // namespace virnet::internal
