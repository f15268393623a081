#include "parser/read/root_element.h"

#include <expat.h>

#include <cstddef>

#include "parser/schema/schema.h"
#include "parser/xml/expat_handler.h"
#include "parser/xml/expat_memory.h"
#include "parser/xml/source.h"

namespace virnet::internal {
namespace {

// The root's start tag stands within the first of these many bytes, or nowhere that matters.
constexpr std::size_t kMaxHead = std::size_t{1} << 20;

struct Root {
  XML_Parser parser;
  bool is_port = false;

  static void start(void* user, const char* name, const char**) noexcept {
    Root& root = *static_cast<Root*>(user);
    const std::string_view written(name);
    root.is_port = written.substr(written.find(':') + 1) == networkport_row().name;
    XML_StopParser(root.parser, XML_FALSE);
  }
  // Entities that it declares would be expanded in the root's attributes: as deep and as long as
  // the document likes.
  static void doctype(void* user, const char*, const char*, const char*, int subset) noexcept {
    if (subset != 0) XML_StopParser(static_cast<Root*>(user)->parser, XML_FALSE);
  }
};

}  // namespace

bool has_networkport_root(std::string_view document, XmlLibrary library) {
  Source source;
  source.reset(library);
  source.feed_all(document);
  if (!source.is_readable()) return false;
  const ExpatParser parser = make_expat("UTF-8");
  Root root{parser.get()};
  XML_SetUserData(parser.get(), &root);
  XML_SetStartElementHandler(parser.get(), handler(Root::start));
  XML_SetStartDoctypeDeclHandler(parser.get(), handler(Root::doctype));
  const std::string_view head = source.text().substr(0, kMaxHead);
  XML_Parse(parser.get(), head.data(), static_cast<int>(head.size()), XML_FALSE);
  return root.is_port;
}

}  // namespace virnet::internal
