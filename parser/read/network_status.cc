// The <network> in the state file of a running network.
#include <virnet/parse.h>

#include <algorithm>

#include "parser/xml/expat_handler.h"
#include "parser/xml/expat_memory.h"
#include "parser/xml/expat_release.h"

namespace virnet {
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

std::string network_of_status(std::string_view document) {
  std::string result(document);
  if (document.size() > Limits{}.max_bytes) return result;
  const internal::ExpatParser parser = internal::make_expat(nullptr);
  Search search{parser.get()};
  XML_SetUserData(parser.get(), &search);
  XML_SetElementHandler(parser.get(), internal::handler(Search::on_start),
                        internal::handler(Search::on_end));
  XML_SetStartDoctypeDeclHandler(parser.get(), internal::handler(Search::on_doctype));
  XML_Parse(parser.get(), document.data(), static_cast<int>(document.size()), XML_TRUE);
  if (search.end == 0) return result;
  const auto blank = [](char c) { return c == '\n' ? c : ' '; };
  const auto at = [&](std::size_t i) { return result.begin() + static_cast<std::ptrdiff_t>(i); };
  std::transform(result.begin(), at(search.begin), result.begin(), blank);
  std::transform(at(search.end), result.end(), at(search.end), blank);
  return result;
}

}  // namespace virnet
