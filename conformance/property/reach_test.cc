// The generators reach every row of the schema table.
#include <gtest/gtest.h>
#include <virnet/parse.h>
#include <virnet/write.h>

#include <string>

#include "conformance/property/document_rows.h"
#include "conformance/property/documents.h"
#include "conformance/property/networks.h"

namespace virnet::generate {
namespace {

constexpr std::uint64_t kSeed = 20;
constexpr std::uint64_t kDocuments = 15'000;
constexpr std::uint64_t kNetworks = 3'000;

// In documents that are accepted, so that what is reached is also understood.
TEST(Reach, EveryRowOfTheSchemaTable) {
  Rows found = rows_of_ports_only();
  for (std::uint64_t i = 0; i < kDocuments; ++i) {
    Choices choices(kSeed, i);
    const std::string bytes = document(choices);
    if (parse(bytes, {.warnings = false}).network) found.merge(rows_in(bytes));
  }
  EXPECT_EQ(missing(rows_below(internal::network_row()), found), "")
      << "no random document that is accepted has these";
}

// What is printed is not only stirred into documents, but part of random networks, so that the
// properties of a round trip are asked of it too.
TEST(Reach, EveryRowThatIsPrinted) {
  Rows printed;
  Rows in_markup;
  for (std::uint64_t i = 0; i < kNetworks; ++i) {
    Choices choices(kSeed, i);
    const Network made = network(choices, kNewestRelease).finish().value();
    printed.merge(rows_in(write(made)));
    in_markup.merge(rows_in(written(choices, markup_of(*made))));
  }
  // libvirt prints the first interface twice.
  in_markup.insert("network/forward@dev");
  EXPECT_EQ(missing(printed, in_markup), "")
      << "random networks have these, but not their markup: see the functions ..._of() in "
         "conformance/property/networks*.cc";
  printed.merge(rows_of_ports_only());
  // add_metadata() has it.
  printed.insert("network/metadata");
  EXPECT_EQ(missing(printed_rows_below(internal::network_row()), printed), "")
      << "no random network has these: choose them in conformance/property/networks*.cc";
}

}  // namespace
}  // namespace virnet::generate
