#include "conformance/property/document_rows.h"

#include <expat.h>
#include <fmt/format.h>

#include <vector>

namespace virnet::generate {
namespace {

std::string_view local(std::string_view name) { return name.substr(name.rfind(':') + 1); }

void collect(const internal::ElementType& type, std::string_view path, bool only_printed,
             Rows& rows) {
  for (const auto& attribute : type.attributes)
    if (attribute.print || !only_printed) rows.insert(fmt::format("{}@{}", path, attribute.name));
  for (const auto& child : type.children) {
    if (!child.each && only_printed) continue;
    const std::string below = fmt::format("{}/{}", path, child.name);
    rows.insert(below);
    collect(*child.type, below, only_printed, rows);
  }
}

struct Finder {
  Rows found = {};
  std::vector<std::string> paths = {};  // of the open elements

  void start(std::string_view name, const char** attributes) {
    std::string path =
        paths.empty() ? std::string(local(name)) : fmt::format("{}/{}", paths.back(), local(name));
    found.insert(path);
    for (; *attributes; attributes += 2)
      found.insert(fmt::format("{}@{}", path, local(attributes[0])));
    paths.push_back(std::move(path));
  }
};

}  // namespace

Rows rows_below(const internal::ChildRow& root) {
  Rows rows;
  collect(*root.type, root.name, false, rows);
  return rows;
}

Rows printed_rows_below(const internal::ChildRow& root) {
  Rows rows;
  collect(*root.type, root.name, true, rows);
  return rows;
}

Rows rows_of_ports_only() {
  Rows rows;
  for (const char* element : {"network", "network/portgroup"})
    for (const char* row : {"@classID", "/inbound@floor", "/outbound@floor"})
      rows.insert(fmt::format("{}/bandwidth{}", element, row));
  return rows;
}

Rows rows_in(const std::string& document) {
  Finder finder;
  XML_Parser expat = XML_ParserCreate(nullptr);
  XML_SetUserData(expat, &finder);
  XML_SetElementHandler(
      expat,
      [](void* self, const char* name, const char** attributes) {
        static_cast<Finder*>(self)->start(name, attributes);
      },
      [](void* self, const char*) { static_cast<Finder*>(self)->paths.pop_back(); });
  XML_Parse(expat, document.data(), static_cast<int>(document.size()), XML_TRUE);
  XML_ParserFree(expat);
  return finder.found;
}

std::string missing(const Rows& wanted, const Rows& found) {
  std::string missing;
  for (const std::string& row : wanted)
    if (!found.contains(row)) missing.append(row).append("\n");
  return missing;
}

}  // namespace virnet::generate
