// include/virnet/domain.h - The interfaces of a guest, from its domain document.
//
//   virnet::DomainReader reader;
//   while (read(piece)) reader.feed(piece);
//   auto guest = reader.finish();                  // std::expected<Guest, DomainError>
//   if (guest)
//     for (const virnet::GuestInterface& i : guest->interfaces) fmt::print("{}\n", i.dev);
//
// Takes what `virsh dumpxml` prints (<domain>) and the state files of a running libvirt
// (<domstatus>), in pieces as they come. Memory does not grow with the rest of the document: only
// the interfaces are kept. Reads what libvirt wrote; it does not judge a definition.
#pragma once

#include <virnet/diagnostic.h>
#include <virnet/limits.h>
#include <virnet/network.h>

#include <expected>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace virnet {

// An <interface>, with the values in force: in a state file those of <actual>.
struct GuestInterface {
  std::string type = "user";
  std::string network = {};  // the network's name; empty if it is on none
  std::string bridge = {};   // empty in an inactive document, and where there is none
  MacTableManager mac_table_manager = MacTableManager::Unset;
  std::optional<MacAddress> mac = {};
  std::string dev = {};  // the tap on the host; empty in an inactive document
  bool isolated = false;
  VirtualPortType virtualport = VirtualPortType::Unset;
  Span span = {};  // of its start tag's name
  friend bool operator==(const GuestInterface&, const GuestInterface&) = default;
};

struct Guest {
  std::string name = {};
  bool active = false;  // a live document or a state file
  // Its processors are stopped, so that it has no entry in a forwarding database. Known from state
  // files only. Not where QEMU stopped by itself: libvirt leaves the entries then.
  bool paused = false;
  std::vector<GuestInterface> interfaces = {};  // in document order
};

// Why a document tells nothing of a guest, and where; `message` is no sentence.
struct DomainError {
  Span span = {};
  std::string message = {};
};

class DomainReader {
 public:
  // Of the limits only max_depth has a meaning: the document may be of any size.
  explicit DomainReader(const Limits& limits = {});
  ~DomainReader();
  DomainReader(DomainReader&&) noexcept;
  DomainReader& operator=(DomainReader&&) noexcept;

  void feed(std::string_view piece);
  // The result does not depend on how the document was cut. The reader is spent afterwards.
  [[nodiscard]] std::expected<Guest, DomainError> finish();

  struct State;  // private to the library

 private:
  std::unique_ptr<State> state_;
};

}  // namespace virnet
