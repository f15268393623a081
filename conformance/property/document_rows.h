// conformance/property/document_rows.h - Which rows of the schema table a document uses.
//
// An element is "network/ip", an attribute "network/ip@prefix".
#pragma once

#include <set>
#include <string>
#include <string_view>

#include "parser/schema/schema.h"

namespace virnet::generate {

using Rows = std::set<std::string>;

// Those of the table, from one of its roots down.
[[nodiscard]] Rows rows_below(const internal::ChildRow& root);
// Those that are printed.
[[nodiscard]] Rows printed_rows_below(const internal::ChildRow& root);
// Those of networks that only a port may have: no network with one of them is accepted.
[[nodiscard]] Rows rows_of_ports_only();
// Those of a well-formed document, and what the table does not have; prefixes are left out.
[[nodiscard]] Rows rows_in(const std::string& document);
// What is wanted and was not found, one a line; empty if nothing is missing.
[[nodiscard]] std::string missing(const Rows& wanted, const Rows& found);

}  // namespace virnet::generate
