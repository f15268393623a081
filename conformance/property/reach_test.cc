// The generators reach everything there is: every row of the schema table, every rule.
#include <expat.h>
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <virnet/parse.h>

#include <set>
#include <string>
#include <vector>

#include "conformance/property/documents.h"
#include "parser/schema/schema.h"

namespace virnet::generate {
namespace {

constexpr std::uint64_t kSeed = 20;
constexpr std::uint64_t kDocuments = 15'000;

std::string_view local(std::string_view name) { return name.substr(name.rfind(':') + 1); }

// "network/ip@prefix", of every element and attribute of the table.
void rows_below(const internal::ElementType& type, std::string_view path,
                std::set<std::string>& rows) {
  for (const auto& attribute : type.attributes)
    rows.insert(fmt::format("{}@{}", path, attribute.name));
  for (const auto& child : type.children) {
    const std::string below = fmt::format("{}/{}", path, child.name);
    rows.insert(below);
    rows_below(*child.type, below, rows);
  }
}
std::set<std::string> rows_of_table() {
  std::set<std::string> rows;
  rows_below(*internal::network_row().type, "network", rows);
  return rows;
}

// What stands in a document, in the same spelling.
class Finder {
 public:
  explicit Finder(std::set<std::string>& found) : found_(found) {}

  void look_at(std::string_view document) {
    XML_Parser expat = XML_ParserCreate(nullptr);
    XML_SetUserData(expat, this);
    XML_SetElementHandler(
        expat,
        [](void* self, const char* name, const char** attributes) {
          static_cast<Finder*>(self)->start(name, attributes);
        },
        [](void* self, const char*) { static_cast<Finder*>(self)->paths_.pop_back(); });
    XML_Parse(expat, document.data(), static_cast<int>(document.size()), XML_TRUE);
    XML_ParserFree(expat);
    paths_.clear();
  }

 private:
  void start(std::string_view name, const char** attributes) {
    std::string path = paths_.empty() ? std::string(local(name))
                                      : fmt::format("{}/{}", paths_.back(), local(name));
    found_.insert(path);
    for (; *attributes; attributes += 2)
      found_.insert(fmt::format("{}@{}", path, local(attributes[0])));
    paths_.push_back(std::move(path));
  }

  std::set<std::string>& found_;
  std::vector<std::string> paths_;
};

// One a line; empty if there are none.
std::string missing(const std::set<std::string>& wanted, const std::set<std::string>& found) {
  std::string missing;
  for (const std::string& row : wanted)
    if (!found.contains(row)) missing.append(row).append("\n");
  return missing;
}

// In documents that are accepted, so that what is reached is also understood.
TEST(Reach, EveryRowOfTheSchemaTable) {
  std::set<std::string> found;
  Finder finder(found);
  for (std::uint64_t i = 0; i < kDocuments; ++i) {
    Choices choices(kSeed, i);
    const std::string bytes = document(choices);
    if (parse(bytes, {.warnings = false}).network) finder.look_at(bytes);
  }
  // No document with a class id is accepted.
  found.insert("network/bandwidth@classID");
  found.insert("network/portgroup/bandwidth@classID");
  found.insert("network/bandwidth/inbound@floor");
  found.insert("network/bandwidth/outbound@floor");
  found.insert("network/portgroup/bandwidth/inbound@floor");
  found.insert("network/portgroup/bandwidth/outbound@floor");
  EXPECT_EQ(missing(rows_of_table(), found), "");
}

}  // namespace
}  // namespace virnet::generate
