// include/virnet/domain.h - The interfaces of a guest, from its domain document.
//
//   virnet::DomainReader reader;
//   while (read(piece) && reader.feed(piece)) {}
//   auto guest = reader.finish();                  // std::expected<Guest, Error>
//   if (guest)
//     for (const virnet::GuestInterface& i : guest->interfaces) fmt::print("{}\n", i.dev);
//
// Takes what `virsh dumpxml` prints (<domain>) and the state files of a running libvirt
// (<domstatus>), in pieces as they come. Memory does not grow with the rest of the document: only
// the interfaces are kept. Reads what libvirt wrote; it does not judge a definition.
#pragma once

#include <virnet/error.h>
#include <virnet/guest.h>
#include <virnet/limits.h>

#include <expected>
#include <memory>
#include <string_view>

namespace virnet {

class DomainReader {
 public:
  // Of the limits max_bytes, max_depth, max_text and max_memory have a meaning; a tag counts as a
  // text. Names and types that are kept have at most 4096 bytes.
  explicit DomainReader(const Limits& limits = {});
  ~DomainReader();
  DomainReader(DomainReader&&) noexcept;
  DomainReader& operator=(DomainReader&&) noexcept;

  // False if the result is certain whatever else comes.
  bool feed(std::string_view piece);
  // The result does not depend on how the document was cut. The reader is spent afterwards. Fails
  // with Malformed, and says where, if the document tells nothing of a guest.
  [[nodiscard]] std::expected<Guest, Error> finish();

  struct State;  // private to the library

 private:
  std::unique_ptr<State> state_;
};

}  // namespace virnet
