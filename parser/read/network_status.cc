#include "parser/read/network_status.h"

#include <virnet/limits.h>

#include "parser/xml/expat_handler.h"
#include "parser/xml/expat_memory.h"
#include "parser/xml/expat_release.h"

namespace virnet::internal {
namespace {

struct Search {
  XML_Parser parser;
  std::size_t depth = 0;
  std::size_t network_depth = 0;  // 0 outside
  std::size_t begin = 0;
  std::size_t end = 0;

  [[nodiscard]] std::size_t here() const { return internal::byte_index(parser); }

  static void on_start(void* user, const char* name, const char**) noexcept {
    Search& search = *static_cast<Search*>(user);
    const std::string_view tag(name);
    if (++search.depth == 1 && tag != "networkstatus") return stop(user);
    if (search.network_depth != 0 || tag != "network") return;
    search.network_depth = search.depth;
    search.begin = search.here();
  }
  static void on_end(void* user, const char*) noexcept {
    Search& search = *static_cast<Search*>(user);
    if (search.depth-- != search.network_depth) return;
    search.end = search.here() + internal::byte_count(search.parser);
    stop(user);
  }
  static void on_doctype(void* user, const char*, const char*, const char*, int) noexcept {
    stop(user);
  }
  static void stop(void* user) noexcept {
    XML_StopParser(static_cast<Search*>(user)->parser, XML_FALSE);
  }
};

}  // namespace

std::optional<NetworkInStatus> find_network_in_status(std::string_view document) {
  if (document.size() > Limits{}.max_bytes) return std::nullopt;
  const ExpatParser parser = make_expat(nullptr);
  Search search{parser.get()};
  XML_SetUserData(parser.get(), &search);
  XML_SetElementHandler(parser.get(), handler(Search::on_start), handler(Search::on_end));
  XML_SetStartDoctypeDeclHandler(parser.get(), handler(Search::on_doctype));
  XML_Parse(parser.get(), document.data(), static_cast<int>(document.size()), XML_TRUE);
  if (search.end == 0) return std::nullopt;
  return NetworkInStatus{search.begin, search.end};
}

}  // namespace virnet::internal
