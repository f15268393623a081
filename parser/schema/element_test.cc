// What element() refuses to compile, asked of the function that decides.
#include "parser/schema/element.h"

#include <gtest/gtest.h>

#include <array>
#include <type_traits>

#include "parser/schema/fields.h"
#include "parser/schema/tables.h"

namespace virnet::internal {
namespace {

constexpr AttributeRow attribute(std::string_view name, Store store = {}, Print print = {}) {
  return {.name = name, .lookup = kQ, .expected = "text", .store = store, .print = print};
}
template <typename Read, typename Printed = Read, typename Parent = void>
constexpr Misfit misfit_of_rows(std::span<const AttributeRow> rows) {
  return misfit_of<Read, Printed, Parent>({.part = Part::Bridge, .attributes = rows});
}
template <typename Read>
constexpr Misfit misfit_of_rows(std::span<const ChildRow> rows) {
  return misfit_of<Read>({.part = Part::Bridge, .children = rows});
}
template <typename Read>
constexpr Misfit misfit_of_text(StoreText text) {
  return misfit_of<Read>({.part = Part::Bridge, .text = text});
}

constexpr AttributeRow kNameRows[] = {attribute("name", read<&Bridge::name>, print<&Bridge::name>)};
constexpr auto kBridge = element<Bridge>({.part = Part::Bridge, .attributes = kNameRows});

TEST(Element, TakesRowsOfItsOwnClass) {
  static_assert(misfit_of_rows<Bridge>(kNameRows) == Misfit::None);
  static_assert(row_of(kNameRows, "name") == 0);
}

TEST(Element, RefusesAnAttributeOfAnotherClass) {
  constexpr static AttributeRow kReads[] = {
      attribute("name", read<&Domain::name>, print<&Bridge::name>)};
  constexpr static AttributeRow kPrints[] = {
      attribute("name", read<&Bridge::name>, print<&Domain::name>)};
  static_assert(misfit_of_rows<Bridge>(kReads) == Misfit::AttributeClass);
  static_assert(misfit_of_rows<Bridge>(kPrints) == Misfit::AttributeClass);
  // What is read into one class and printed from another.
  static_assert(misfit_of_rows<Bridge, Domain>(kPrints) == Misfit::None);
  static_assert(misfit_of_rows<Bridge, Domain>(kReads) == Misfit::AttributeClass);
}

TEST(Element, RefusesAnAttributeThatIsOnlyStoredOrOnlyPrinted) {
  constexpr static AttributeRow kStored[] = {attribute("name", read<&Bridge::name>)};
  constexpr static AttributeRow kPrinted[] = {attribute("name", {}, print<&Bridge::name>)};
  constexpr static AttributeRow kIgnored[] = {attribute("name")};
  static_assert(misfit_of_rows<Bridge>(kStored) == Misfit::OneWay);
  static_assert(misfit_of_rows<Bridge>(kPrinted) == Misfit::OneWay);
  static_assert(misfit_of_rows<Bridge>(kIgnored) == Misfit::None);
}

void print_nothing(Output&, const AttributeRow&, const Bridge&, const NetworkSpec&) {}

TEST(Element, RefusesAnAttributeThatLooksAtAnotherParent) {
  constexpr static AttributeRow kRows[] = {
      attribute("stp", read<&Bridge::name>, by<print_nothing>)};
  static_assert(misfit_of_rows<Bridge>(kRows) == Misfit::AttributeClass);
  static_assert(misfit_of_rows<Bridge, Bridge, NetworkSpec>(kRows) == Misfit::None);
  constexpr static auto kType =
      element<Bridge, Bridge, NetworkSpec>({.part = Part::Bridge, .attributes = kRows});
  constexpr static ChildRow kInNat[] = {{.name = "bridge", .type = &kType}};
  static_assert(misfit_of_rows<Nat>(kInNat) == Misfit::ChildClass);
}

TEST(Element, RefusesAChildOfAnotherClass) {
  constexpr static ChildRow kFits[] = {{.name = "bridge",
                                        .type = &kBridge,
                                        .open = open_part<&NetworkSpec::bridge>,
                                        .each = each_part<&NetworkSpec::bridge>}};
  static_assert(misfit_of_rows<NetworkSpec>(kFits) == Misfit::None);
  static_assert(misfit_of_rows<Forward>(kFits) == Misfit::ChildClass);
  constexpr static ChildRow kOpens[] = {
      {.name = "bridge", .type = &kBridge, .open = open_part<&NetworkSpec::domain>}};
  static_assert(misfit_of_rows<NetworkSpec>(kOpens) == Misfit::ChildRead);
  constexpr static ChildRow kStays[] = {{.name = "bridge", .type = &kBridge, .open = open_same}};
  static_assert(misfit_of_rows<NetworkSpec>(kStays) == Misfit::ChildRead);
  constexpr static ChildRow kPrints[] = {{.name = "bridge",
                                          .type = &kBridge,
                                          .open = open_part<&NetworkSpec::bridge>,
                                          .each = each_part<&NetworkSpec::domain>}};
  static_assert(misfit_of_rows<NetworkSpec>(kPrints) == Misfit::ChildPrinted);
}

TEST(Element, RefusesAChildThatIsPrintedInAnotherNamespace) {
  constexpr static auto kType = element<NetworkSpec>({.part = Part::Options});
  constexpr static ChildRow kPrefix[] = {
      {.name = "o", .type = &kType, .ns = Namespace::Dnsmasq, .printed_name = "dnsmasq:o"}};
  static_assert(misfit_of_rows<NetworkSpec>(kPrefix) == Misfit::None);
  constexpr static ChildRow kNoPrefix[] = {{.name = "o", .type = &kType, .ns = Namespace::Dnsmasq}};
  static_assert(misfit_of_rows<NetworkSpec>(kNoPrefix) == Misfit::PrintedName);
  constexpr static ChildRow kForeign[] = {
      {.name = "o", .type = &kType, .printed_name = "dnsmasq:o"}};
  static_assert(misfit_of_rows<NetworkSpec>(kForeign) == Misfit::PrintedName);
}

TEST(Element, RefusesAFunctionOfAnotherClass) {
  static_assert(misfit_of_text<NetworkSpec>(read_text<&NetworkSpec::name>) == Misfit::None);
  static_assert(misfit_of_text<Bridge>(read_text<&NetworkSpec::name>) == Misfit::FunctionClass);
}

TEST(Element, RefusesNamesThatAreTwiceOrUnknown) {
  constexpr static AttributeRow kTwice[] = {attribute("a"), attribute("b"), attribute("a")};
  static_assert(misfit_of_rows<Bridge>(kTwice) == Misfit::NameTwice);
  constexpr static AttributeRow kLonely[] = {
      {.name = "a", .lookup = kQ, .expected = "text", .only_with = "b"}};
  static_assert(misfit_of_rows<Bridge>(kLonely) == Misfit::NameUnknown);
}

constexpr std::string_view kLetters = "abcdefghijklmnopqrstuvwxyzABCDEFGH";

template <typename Row, std::size_t N>
constexpr std::array<Row, N> rows_of(Row row) {
  std::array<Row, N> rows = [&]<std::size_t... I>(std::index_sequence<I...>) {
    return std::array<Row, N>{((void)I, row)...};
  }(std::make_index_sequence<N>());
  for (std::size_t i = 0; i < N; ++i) {
    rows[i].name = kLetters.substr(i, 1);
    if constexpr (std::is_same_v<Row, ChildRow>) rows[i].printed_name = rows[i].name;
  }
  return rows;
}

TEST(Element, RefusesMoreRowsThanThereAreBits) {
  constexpr static auto kMost = rows_of<AttributeRow, kMaxAttributeRows>(attribute("a"));
  constexpr static auto kMore = rows_of<AttributeRow, kMaxAttributeRows + 1>(attribute("a"));
  static_assert(misfit_of_rows<Bridge>(kMost) == Misfit::None);
  static_assert(misfit_of_rows<Bridge>(kMore) == Misfit::TooManyAttributes);
  constexpr static ChildRow kChild = {.name = "a", .type = &kBridge, .open = open_same};
  constexpr static auto kMostChildren = rows_of<ChildRow, kMaxChildRows>(kChild);
  constexpr static auto kMoreChildren = rows_of<ChildRow, kMaxChildRows + 1>(kChild);
  static_assert(misfit_of_rows<Bridge>(kMostChildren) == Misfit::None);
  static_assert(misfit_of_rows<Bridge>(kMoreChildren) == Misfit::TooManyChildren);
}

}  // namespace
}  // namespace virnet::internal
