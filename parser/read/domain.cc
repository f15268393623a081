#include <expat.h>
#include <virnet/domain.h>

#include <algorithm>
#include <exception>
#include <utility>

#include "model/values/enum_names.h"
#include "parser/schema/number.h"
#include "parser/xml/expat_error.h"
#include "parser/xml/expat_handler.h"
#include "parser/xml/expat_memory.h"
#include "parser/xml/expat_release.h"

namespace virnet {
namespace {

// An element whose children are looked at.
enum class Inside : std::uint8_t {
  Nothing,
  Status,
  Domain,
  Name,
  Devices,
  Interface,
  Actual,
  Vlan,
};

constexpr std::size_t kMaxText = 4096;  // bytes of what is kept
constexpr std::size_t kMaxInterfaces = 4096;
constexpr std::size_t kMaxTags = 4096;  // of a <vlan>: there are no more VLANs
constexpr std::uint64_t kLastVlan = 4095;
constexpr std::size_t kPiece = std::size_t{1} << 20;
// What is not at its end after fewer bytes may as well be begun again.
constexpr std::size_t kShort = 4096;

std::string_view value_of(const char** pairs, std::string_view name) {
  for (; *pairs; pairs += 2)
    if (pairs[0] == name) return pairs[1];
  return {};
}

template <typename E>
std::optional<E> named(std::string_view word) {
  for (std::size_t i = 0; i < internal::kNames<E>.size(); ++i)
    if (internal::kNames<E>[i] == word) return static_cast<E>(i);
  return std::nullopt;
}

// The domain's state as libvirt writes it (virDomainState and its reasons, 7.0 to 11.3).
GuestState state_of(std::string_view state, std::string_view reason) {
  if (state == "pmsuspended" || state == "shutdown") return GuestState::Uncertain;
  if (state != "paused") return GuestState::Running;
  // QEMU stopped by itself: libvirt takes note and leaves the entries.
  const bool by_itself = reason == "ioerror" || reason == "watchdog" || reason == "panicked";
  return by_itself ? GuestState::Uncertain : GuestState::Paused;
}

}  // namespace

struct DomainReader::State {
  explicit State(const Limits& with) : limits(with), expat(internal::make_expat(nullptr)) {
    XML_SetUserData(expat.get(), this);
    XML_SetElementHandler(expat.get(), internal::handler(on_start), internal::handler(on_end));
    XML_SetCharacterDataHandler(expat.get(), internal::handler(on_text));
    XML_SetStartDoctypeDeclHandler(expat.get(), internal::handler(on_doctype));
  }

  static void on_start(void* user, const char* name, const char** attributes) noexcept {
    auto& state = *static_cast<State*>(user);
    state.guarded([&] { state.start(name, attributes); });
  }
  static void on_end(void* user, const char*) noexcept { static_cast<State*>(user)->end(); }
  static void on_text(void* user, const char* text, int size) noexcept {
    auto& state = *static_cast<State*>(user);
    state.guarded([&] { state.text({text, static_cast<std::size_t>(size)}); });
  }
  static void on_doctype(void* user, const char*, const char* system, const char* external,
                         int internal_subset) noexcept {
    auto& state = *static_cast<State*>(user);
    if (!system && !external && internal_subset == 0) return;
    state.guarded(
        [&] { state.fail("a document type with an internal subset or an external identifier"); });
  }

  // Expat is C: nothing may be thrown through it.
  template <typename Event>
  void guarded(Event event) noexcept {
    try {
      if (!error && !failure) event();
    } catch (...) {
      failure = std::current_exception();
      XML_StopParser(expat.get(), XML_FALSE);
    }
  }

  [[nodiscard]] Span here() const {
    Span span;
    span.offset = internal::byte_index(expat.get());
    span.line = span.end_line = internal::line_number(expat.get());
    span.column = span.end_column = internal::column_number(expat.get()) + 1;
    return span;
  }

  void fail(std::string message, const Span& where) {
    error = Error{.code = ErrorCode::Malformed, .message = std::move(message), .span = where};
  }
  void fail(std::string message) {
    fail(std::move(message), here());
    XML_StopParser(expat.get(), XML_FALSE);
  }

  // After a byte order mark it does not count what encoding is declared. Expat would take the mark
  // for one character or for three, depending on when it looks.
  void feed(std::string_view piece, bool last) {
    constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
    if (begun) return parse(piece, last);
    const std::string_view begin = piece.substr(0, kByteOrderMark.size() - head.size());
    head.append(begin);
    piece.remove_prefix(begin.size());
    if (!last && head.size() < kByteOrderMark.size() && kByteOrderMark.starts_with(head)) return;
    begun = true;
    if (head.starts_with(kByteOrderMark) && XML_SetEncoding(expat.get(), "UTF-8") != XML_STATUS_OK)
      throw std::bad_alloc();
    parse(std::exchange(head, {}), last && piece.empty());
    if (!piece.empty()) parse(piece, last);
  }

  // A comment, tag or value that does not end in a piece is begun again by Expat with the next one.
  // So it is handed over again only when its length has doubled.
  void parse(std::string_view piece, bool last) {
    if (held.empty() && (last || piece.size() >= wanted)) return parse_whole(piece, last);
    held += piece;
    if (last || held.size() >= wanted) parse_whole(std::exchange(held, {}), last);
  }

  void parse_whole(std::string_view piece, bool last) {
    do {
      if (error) return;
      const std::string_view part = piece.substr(0, std::max(kPiece, wanted));
      piece.remove_prefix(part.size());
      const bool final = last && piece.empty();
      seen_bytes += part.size();
      if (seen_bytes > limits.max_bytes)
        return fail("the document has more than " + std::to_string(limits.max_bytes) + " bytes");
      if (parse_part(part, final)) {
        if (!final) wait_for_the_end_of_a_token();
        continue;
      }
      if (failure) std::rethrow_exception(failure);
      if (error) return;
      const XML_Error code = XML_GetErrorCode(expat.get());
      if (meter.is_exceeded()) return fail(meter.problem());
      if (code == XML_ERROR_NO_MEMORY) throw std::bad_alloc();
      if (root_end && internal::may_be_text_after_root(code)) {
        return fail("not well-formed XML: junk after document element", *root_end);
      }
      const bool empty = code == XML_ERROR_NO_ELEMENTS && !root_seen;
      fail(empty ? std::string("the document is empty")
                 : std::string("not well-formed XML: ").append(XML_ErrorString(code)));
    } while (!piece.empty());
  }

  void wait_for_the_end_of_a_token() {
    const std::size_t done = std::max(internal::byte_index(expat.get()), text_end);
    const std::size_t begun_bytes = seen_bytes - std::min(seen_bytes, done);
    if (begun_bytes > limits.max_text)
      return fail("a comment, tag or value has more than " + std::to_string(limits.max_text) +
                  " bytes");
    wanted = begun_bytes > kShort ? begun_bytes : 0;
  }

  // All that grows without a limit of its own is Expat's.
  bool parse_part(std::string_view part, bool final) {
    meter.allow(limits.max_memory, seen_bytes);
    const internal::Meter::Use use(meter);
    return XML_Parse(expat.get(), part.data(), static_cast<int>(part.size()), final) ==
           XML_STATUS_OK;
  }

  // ---- elements ----

  void start(std::string_view name, const char** attributes) {
    if (++depth > limits.max_depth)
      return fail("elements are nested more than " + std::to_string(limits.max_depth) + " deep");
    if (skipped > 0) {
      ++skipped;
      return;
    }
    const Inside child = find_child(name, attributes);
    if (error) return;
    if (child == Inside::Nothing)
      skipped = 1;
    else
      path.push_back(child);
  }

  void end() noexcept {
    if (error || failure) return;
    if (--depth == 0) root_end = here();
    if (skipped > 0) {
      --skipped;
      return;
    }
    if (path.empty()) return;
    if (path.back() == Inside::Interface && has_actual) take_actual();
    path.pop_back();
  }

  void text(std::string_view piece) {
    text_end = internal::byte_index(expat.get()) + internal::byte_count(expat.get());
    if (skipped > 0 || path.empty() || path.back() != Inside::Name) return;
    guest.name.append(piece.substr(0, kMaxText - std::min(kMaxText, guest.name.size())));
  }

  Inside find_child(std::string_view name, const char** attributes) {
    if (path.empty()) return open_root(name, attributes);
    // A default namespace hides the element and all that is in it.
    if (!value_of(attributes, "xmlns").empty()) return Inside::Nothing;
    switch (path.back()) {
      case Inside::Status:
        // The first domain at any depth.
        if (domain_seen) return Inside::Nothing;
        return name == "domain" ? open_domain(attributes) : Inside::Status;
      case Inside::Domain:
        if (name == "devices") return Inside::Devices;
        return name == "name" && !std::exchange(name_seen, true) ? Inside::Name : Inside::Nothing;
      case Inside::Devices:
        return name == "interface" ? open_interface(attributes) : Inside::Nothing;
      case Inside::Interface:
        if (name == "actual" && is_status && !has_actual) return open_actual(attributes);
        return read_part(name, attributes);
      case Inside::Actual: return read_part(name, attributes);
      case Inside::Vlan:
        if (name == "tag") read_tag(attributes);
        return Inside::Nothing;
      case Inside::Name:
      case Inside::Nothing: return Inside::Nothing;
    }
    return Inside::Nothing;
  }

  Inside open_root(std::string_view name, const char** attributes) {
    root_seen = true;
    const std::string_view local = name.substr(name.find(':') + 1);
    if (local == "domain") return open_domain(attributes);
    if (local != "domstatus") {
      fail(std::string("the root element is <")
               .append(name)
               .append(">, expected <domain> or <domstatus>"));
      return Inside::Nothing;
    }
    is_status = guest.active = true;
    guest.state = state_of(value_of(attributes, "state"), value_of(attributes, "reason"));
    return Inside::Status;
  }

  Inside open_domain(const char** attributes) {
    domain_seen = true;
    keep(guest.type, attributes, "type");
    if (!value_of(attributes, "id").empty()) guest.active = true;
    return Inside::Domain;
  }

  Inside open_interface(const char** attributes) {
    if (guest.interfaces.size() == kMaxInterfaces) {
      fail("more than " + std::to_string(kMaxInterfaces) + " interfaces");
      return Inside::Nothing;
    }
    GuestInterface& added = guest.interfaces.emplace_back();
    added.span = here();
    if (!value_of(attributes, "type").empty()) keep(added.type, attributes, "type");
    seen = seen_in_actual = {};
    has_actual = false;
    return Inside::Interface;
  }

  Inside open_actual(const char** attributes) {
    actual = {};
    keep(actual.type, attributes, "type");
    has_actual = true;
    return Inside::Actual;
  }

  void keep(std::string& value, const char** attributes, std::string_view name) {
    const std::string_view given = value_of(attributes, name);
    if (given.size() > kMaxText)
      return fail(std::string("'").append(name).append("' has more than ") +
                  std::to_string(kMaxText) + " bytes");
    value = given;
  }

  // What the interface became takes the place of what was configured.
  void take_actual() noexcept {
    GuestInterface& it = guest.interfaces.back();
    it.type = std::move(actual.type);
    it.bridge = std::move(actual.bridge);
    it.mac_table_manager = actual.mac_table_manager;
    it.isolated = actual.isolated;
    it.virtualport = actual.virtualport;
    it.vlan = std::move(actual.vlan);
  }

  Inside read_part(std::string_view name, const char** attributes) {
    const bool configured = path.back() == Inside::Interface;
    GuestInterface& it = configured ? guest.interfaces.back() : actual;
    Seen& first = configured ? seen : seen_in_actual;
    if (name == "mac" && configured && !std::exchange(first.mac, true))
      read_mac(value_of(attributes, "address"), it);
    else if (name == "target" && configured && !std::exchange(first.target, true))
      keep(it.dev, attributes, "dev");
    else if (name == "source" && !std::exchange(first.source, true))
      read_source(attributes, it);
    else if (name == "port" && !std::exchange(first.port, true))
      it.isolated = named<Tristate>(value_of(attributes, "isolated")).value_or(Tristate::Unset);
    else if (name == "virtualport" && !std::exchange(first.virtualport, true))
      it.virtualport =
          named<VirtualPortType>(value_of(attributes, "type")).value_or(VirtualPortType::Unset);
    else if (name == "vlan" && !std::exchange(first.vlan, true)) {
      it.vlan.trunk = value_of(attributes, "trunk") == "yes";
      return Inside::Vlan;
    }
    return Inside::Nothing;
  }

  void read_tag(const char** attributes) {
    const bool of_actual = path[path.size() - 2] == Inside::Actual;
    GuestVlan& vlan = of_actual ? actual.vlan : guest.interfaces.back().vlan;
    const std::string_view text = value_of(attributes, "id");
    const auto id =
        internal::parse_number(text, internal::NumberKind::U32Base0, internal::kNewestDialect);
    if (!id || *id > kLastVlan)
      return fail(std::string("'id' is '").append(text).append("', expected a VLAN, 0 to 4095"));
    if (vlan.tags.size() == kMaxTags)
      return fail("more than " + std::to_string(kMaxTags) + " VLAN tags");
    vlan.tags.push_back(static_cast<std::uint16_t>(*id));
    const auto mode = named<NativeMode>(value_of(attributes, "nativeMode"));
    if (!mode || *mode == NativeMode::Unset) return;
    vlan.native_mode = *mode;
    vlan.native_id = vlan.tags.back();
  }

  void read_mac(std::string_view text, GuestInterface& it) {
    if (text.empty()) return;
    it.mac = MacAddress::parse(text);
    // libvirt invents another one (11.3 and newer).
    if (it.mac == MacAddress()) return it.mac.reset();
    if (!it.mac)
      fail(std::string("'address' is '")
               .append(text)
               .append("', expected six groups of hexadecimal digits"));
    else if (it.mac->is_multicast())
      fail(std::string("multicast MAC address '").append(text).append("', expected a unicast one"));
  }

  void read_source(const char** attributes, GuestInterface& it) {
    keep(it.network, attributes, "network");
    keep(it.portgroup, attributes, "portgroup");
    it.portid = Uuid::parse(value_of(attributes, "portid"));
    keep(it.bridge, attributes, "bridge");
    const std::string_view manager = value_of(attributes, "macTableManager");
    const auto known = named<MacTableManager>(manager);
    if (!known)
      return fail(std::string("'macTableManager' is '")
                      .append(manager)
                      .append("', expected 'kernel' or 'libvirt'"));
    it.mac_table_manager = *known;
  }

  Limits limits;
  internal::Meter meter;
  std::size_t seen_bytes = 0;
  std::size_t text_end = 0;  // of the last text that was handed over
  std::string held;          // not handed to Expat yet
  std::size_t wanted = 0;    // so much is to be handed over at once
  internal::ExpatParser expat;
  std::string head;  // of the document, until it shows whether it has a byte order mark
  bool begun = false;
  std::exception_ptr failure;
  std::optional<Error> error;
  std::optional<Span> root_end;
  Guest guest;
  std::vector<Inside> path;
  std::size_t depth = 0;
  std::size_t skipped = 0;  // depth within an element that does not count
  bool root_seen = false, is_status = false, domain_seen = false, name_seen = false;
  struct Seen {
    bool mac = false, target = false, source = false, port = false, virtualport = false,
         vlan = false;
  };
  // Of the interface at hand and of its <actual>: the first of several counts.
  Seen seen, seen_in_actual;
  bool has_actual = false;
  GuestInterface actual;
};

DomainReader::DomainReader(const Limits& limits) : state_(std::make_unique<State>(limits)) {}
DomainReader::~DomainReader() = default;
DomainReader::DomainReader(DomainReader&&) noexcept = default;
DomainReader& DomainReader::operator=(DomainReader&&) noexcept = default;

bool DomainReader::feed(std::string_view piece) {
  if (!piece.empty()) state_->feed(piece, false);
  return !state_->error;
}

std::expected<Guest, Error> DomainReader::finish() {
  state_->feed({}, true);
  std::optional<Error>& error = state_->error;
  if (error) return std::unexpected(std::move(*error));
  return std::move(state_->guest);
}

}  // namespace virnet
