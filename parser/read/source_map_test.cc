// From a part of the model to the element of the document that it came from.
#include "parser/read/source_map.h"

#include <gtest/gtest.h>

namespace virnet::internal {
namespace {

// <network>, two <ip> with hosts, a route.
SourceMap example() {
  SourceMap map;
  map.add(Part::Network, kNoIndex, kNoIndex, 0);
  map.add(Part::Ip, 0, kNoIndex, 10);
  map.add(Part::Host, 0, 0, 20);
  map.add(Part::Host, 0, 1, 30);
  map.add(Part::Ip, 1, kNoIndex, 40);
  map.add(Part::Host, 1, 0, 50);
  map.add(Part::Route, 0, kNoIndex, 60);
  return map;
}

TEST(SourceMap, FindsTheElementOfAPart) {
  SourceMap map = example();
  EXPECT_EQ(map.find({Part::Ip, 1}), 40U);
  EXPECT_EQ(map.find({Part::Host, 0, 1}), 30U);
  EXPECT_EQ(map.find({Part::Host, 1, 0}), 50U);
  EXPECT_EQ(map.find({Part::Route, 0}), 60U);
}

TEST(SourceMap, FallsBackOnTheElementAround) {
  SourceMap map;
  map.add(Part::Network, kNoIndex, kNoIndex, 5);
  map.add(Part::Bandwidth, 2, kNoIndex, 70);
  EXPECT_EQ(map.find({Part::Bandwidth, 2, 9}), 70U);
  // Nothing of this part: the root.
  EXPECT_EQ(map.find({Part::Dns}), 5U);
  EXPECT_EQ(map.find({Part::Bandwidth, 3}), 5U);
}

TEST(SourceMap, OfSeveralElementsTheFirstCounts) {
  SourceMap map;
  map.add(Part::Network, kNoIndex, kNoIndex, 0);
  map.add(Part::Dns, kNoIndex, kNoIndex, 30);
  map.add(Part::Dns, kNoIndex, kNoIndex, 20);  // cannot come up in a document
  EXPECT_EQ(map.find({Part::Dns}), 30U);
}

// Elements of one part need not come in the order of their keys.
TEST(SourceMap, FindsElementsInAnyOrder) {
  SourceMap map;
  map.add(Part::Network, kNoIndex, kNoIndex, 0);
  for (std::uint32_t i = 0; i < 100; ++i)
    map.add(Part::Option, (i * 37) % 100, i % 7, 1000 + std::size_t{(i * 37) % 100});
  for (std::uint32_t i = 0; i < 100; ++i)
    EXPECT_EQ(map.find({Part::Option, (i * 37) % 100, i % 7}), 1000 + (i * 37) % 100);
}

TEST(SourceMap, KeepsLargeOffsetsApartFromParts) {
  SourceMap map;
  const std::size_t far = std::size_t{1} << 40;
  map.add(Part::Option, 1, 2, far);
  ASSERT_EQ(map.entries().size(), 1U);
  EXPECT_EQ(map.entries()[0].tag(), far);
  EXPECT_EQ(map.entries()[0].part(), Part::Option);
}

TEST(SourceMap, IsEmptyAfterAReset) {
  SourceMap map = example();
  EXPECT_EQ(map.find({Part::Ip, 1}), 40U);
  map.reset();
  EXPECT_EQ(map.find({Part::Ip, 1}), 0U);
  map.add(Part::Network, kNoIndex, kNoIndex, 3);
  map.reset();
  map.add(Part::Ip, 1, kNoIndex, 9);
  EXPECT_EQ(map.find({Part::Ip, 1}), 9U);
}

}  // namespace
}  // namespace virnet::internal
