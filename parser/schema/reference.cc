#include "parser/schema/reference.h"

#include "parser/schema/schema.h"

namespace virnet::internal {
namespace {

constexpr std::string_view kHead =
    "# Elements and attributes\n\n"
    "What virnet reads of a network and of a port, made from the schema table in `parser/schema`.\n"
    "In brackets: the first release that knows the element or attribute; \"by\" where it is only\n"
    "known that it came no later.\n\n"
    "| element | attribute | value |\n|---|---|---|\n";

std::string text_of(const Since& since) {
  if (since == kAlways) return {};
  return std::string(since.is_dated() ? " (" : " (by ")
      .append(to_string(since.latest()))
      .append(")");
}
// How it is looked for may have changed before and after.
Since since_of(const AttributeRow& row) {
  if (!row.lookup.since(Lookup::None)) return kAlways;
  return row.lookup.since(Lookup::L).value_or(kAlways);
}

void add(std::string& page, const ChildRow& row, const std::string& above) {
  const std::string path = above + std::string(row.name);
  page.append("| ").append(path).append(text_of(row.since)).append(" | | ");
  page.append(row.type->text ? "text |\n" : "|\n");
  for (const AttributeRow& attribute : row.type->attributes)
    page.append("| ")
        .append(path)
        .append(" | ")
        .append(attribute.name)
        .append(text_of(since_of(attribute)))
        .append(" | ")
        .append(attribute.expected)
        .append(" |\n");
  for (const ChildRow& child : row.type->children) add(page, child, path + "/");
}

}  // namespace

std::string reference_page() {
  std::string page(kHead);
  add(page, network_row(), "");
  add(page, networkport_row(), "");
  return page;
}

}  // namespace virnet::internal
