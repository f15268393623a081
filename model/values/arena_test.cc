// The memory of a network: nothing overlaps, lists keep what they have while they grow, and memory
// that is given up is given back.
#include "model/values/arena.h"

#include <gtest/gtest.h>

#include <cstring>
#include <string>
#include <vector>

#include "model/values/meter.h"

namespace virnet::internal {
namespace {

constexpr std::size_t kKiB = 1024;

// Refuses memory beyond 896 KiB and `more`.
class Metering {
 public:
  explicit Metering(std::size_t more = 0) {
    meter.begin();
    meter.allow(1, more);
  }
  Meter meter;

 private:
  Meter::Use use_{meter};
};

TEST(Arena, GivesAlignedMemoryThatDoesNotOverlap) {
  Arena arena;
  struct Piece {
    unsigned char* at;
    std::size_t size;
    unsigned char mark;
  };
  std::vector<Piece> pieces;
  for (std::size_t i = 0; i < 2000; ++i) {
    const std::size_t align = std::size_t{1} << i % 5;  // 1 to 16
    const std::size_t size = 1 + i * 37 % 700;
    auto* at = static_cast<unsigned char*>(arena.allocate(size, align));
    ASSERT_EQ(reinterpret_cast<std::uintptr_t>(at) % align, 0U) << i;
    pieces.push_back({at, size, static_cast<unsigned char>(i)});
    std::memset(at, pieces.back().mark, size);
  }
  for (const Piece& piece : pieces)
    for (std::size_t i = 0; i < piece.size; ++i) ASSERT_EQ(piece.at[i], piece.mark);
}

TEST(Arena, GivesMoreThanABlockAtOnce) {
  Arena arena;
  constexpr std::size_t kSize = 512 * kKiB;
  auto* large = static_cast<char*>(arena.allocate(kSize, 1));
  auto* small = static_cast<char*>(arena.allocate(1, 1));
  std::memset(large, 'x', kSize);
  *small = 'y';
  EXPECT_EQ(large[kSize - 1], 'x');
}

TEST(Arena, CopiesText) {
  Arena arena;
  std::string source = "virbr0";
  const Text text = arena.text(source);
  source = "other!";
  EXPECT_EQ(text.view(), "virbr0");
  EXPECT_TRUE(arena.text(""));
  EXPECT_EQ(arena.text("").view(), "");
}

// Past kLarge each list has memory of its own, in a chain that a list leaves and joins when it is
// moved.
TEST(Arena, ListsGrowSideBySide) {
  Arena arena;
  List<int> lists[3];
  constexpr int kCount = 300'000;  // past kLargeList
  for (int i = 0; i < kCount; ++i)
    for (int which = 0; which < 3; ++which)
      if (which != 1 || i < kCount / 10) arena.add(lists[which], 3 * i + which);
  for (int which = 0; which < 3; ++which) {
    ASSERT_EQ(lists[which].size(), which == 1 ? kCount / 10 : kCount);
    int i = 0;
    for (const int value : lists[which]) ASSERT_EQ(value, 3 * i++ + which);
  }
}

TEST(Arena, AnElementCanBeFilledInAfterItWasAdded) {
  Arena arena;
  List<int> list;
  for (int i = 0; i < 5000; ++i) arena.add(list) = i;
  Arena::back(list) = -1;
  Arena::mutable_data(list)[0] = -2;
  EXPECT_EQ(list.front(), -2);
  EXPECT_EQ(list[1], 1);
  EXPECT_EQ(list[4999], -1);
}

TEST(Arena, KeepsAPartAside) {
  Arena arena;
  Ref<std::pair<int, int>> ref;
  EXPECT_FALSE(ref);
  ref = arena.keep(std::pair(1, 2));
  Arena::mutable_value(ref).second = 3;
  EXPECT_EQ(*ref, std::pair(1, 3));
}

TEST(Arena, TrimGivesBackTheRoomOfALargeList) {
  const Metering metering;
  Arena arena;
  List<char> list;
  // Room for 512 KiB, of which 257 are used.
  for (std::size_t i = 0; i < 257 * kKiB; ++i) arena.add(list, static_cast<char>(i % 101));
  EXPECT_EQ(metered_malloc(500 * kKiB), nullptr);
  arena.trim(list);
  void* fits = metered_malloc(500 * kKiB);
  EXPECT_NE(fits, nullptr);
  metered_free(fits);
  for (std::size_t i = 0; i < list.size(); ++i) ASSERT_EQ(list[i], static_cast<char>(i % 101));
  // It can still grow.
  arena.add(list, 'z');
  EXPECT_EQ(list[list.size() - 1], 'z');
  EXPECT_EQ(list.front(), 0);
}

TEST(Arena, TrimLeavesASmallListAlone) {
  Arena arena;
  List<int> list;
  for (int i = 0; i < 3; ++i) arena.add(list, i);
  const int* before = list.begin();
  arena.trim(list);
  EXPECT_EQ(list.begin(), before);
}

TEST(Arena, RewindGivesBackAllButABlockAndBeginsAnew) {
  const Metering metering;
  Arena arena;
  arena.rewind();  // nothing was allocated yet
  void* first = arena.allocate(16, 16);
  arena.rewind();
  EXPECT_EQ(arena.allocate(16, 16), first);
  for (int round = 0; round < 4; ++round) {
    List<char> list;
    for (std::size_t i = 0; i < 300 * kKiB; ++i) arena.add(list, 'x');
    ASSERT_FALSE(metering.meter.is_exceeded());
    arena.rewind();
  }
}

TEST(Arena, ThrowsIfTheMemoryIsRefused) {
  const Metering metering;
  Arena arena;
  EXPECT_THROW((void)arena.allocate(1024 * kKiB, 1), std::bad_alloc);
  List<char> list;
  const auto grow = [&] {
    while (true) arena.add(list, 'x');
  };
  EXPECT_THROW(grow(), std::bad_alloc);
  EXPECT_TRUE(metering.meter.is_exceeded());
  EXPECT_EQ(list[list.size() - 1], 'x');
}

}  // namespace
}  // namespace virnet::internal
