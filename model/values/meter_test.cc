// What a document may take: so many times its bytes, and 896 KiB in any case.
#include "model/values/meter.h"

#include <gtest/gtest.h>

#include <limits>

namespace virnet::internal {
namespace {

constexpr std::size_t kKiB = 1024;

class MeterTest : public testing::Test {
 protected:
  MeterTest() { meter_.begin(); }
  // Whether so much may be taken now; it is given back.
  static bool fits(std::size_t size) {
    void* made = metered_malloc(size);
    metered_free(made);
    return made != nullptr;
  }
  Meter meter_;
};

TEST_F(MeterTest, AllowsTimesTheBytesAndSomeAnyway) {
  meter_.allow(0, 100);
  const Meter::Use use(meter_);
  EXPECT_TRUE(fits(890 * kKiB));
  EXPECT_FALSE(meter_.is_exceeded());
  EXPECT_FALSE(fits(900 * kKiB));
  EXPECT_TRUE(meter_.is_exceeded());
  meter_.allow(4, 1024 * kKiB);
  EXPECT_TRUE(fits(4900 * kKiB));
  EXPECT_FALSE(fits(5000 * kKiB));
  EXPECT_EQ(meter_.problem(),
            "reading takes more memory than 4 times the bytes of the document and 1 MiB");
}

TEST_F(MeterTest, AllowsLessForWhatIsHeldElsewhere) {
  meter_.allow(1, 1024 * kKiB, 1024 * kKiB);
  const Meter::Use use(meter_);
  EXPECT_TRUE(fits(890 * kKiB));
  EXPECT_FALSE(fits(900 * kKiB));
  meter_.allow(0, 0, 2048 * kKiB);
  EXPECT_FALSE(fits(1));
}

TEST_F(MeterTest, AllowsAnythingWhereTheProductIsTooLarge) {
  meter_.allow(std::numeric_limits<std::size_t>::max(), 4096 * kKiB);
  const Meter::Use use(meter_);
  EXPECT_TRUE(fits(8192 * kKiB));
}

TEST_F(MeterTest, CountsWhatIsHeldAtOneTime) {
  meter_.allow(0, 0);
  const Meter::Use use(meter_);
  void* first = metered_malloc(500 * kKiB);
  EXPECT_FALSE(fits(500 * kKiB));
  metered_free(first);
  EXPECT_TRUE(fits(500 * kKiB));
}

TEST_F(MeterTest, CountsTheDifferenceOfARealloc) {
  meter_.allow(0, 0);
  const Meter::Use use(meter_);
  auto* data = static_cast<char*>(metered_malloc(500 * kKiB));
  data[0] = 'x';
  data = static_cast<char*>(metered_realloc(data, 800 * kKiB));
  ASSERT_NE(data, nullptr);
  EXPECT_EQ(metered_realloc(data, 1000 * kKiB), nullptr);  // what was there stays
  EXPECT_EQ(data[0], 'x');
  EXPECT_FALSE(fits(200 * kKiB));
  data = static_cast<char*>(metered_realloc(data, 100 * kKiB));
  EXPECT_TRUE(fits(700 * kKiB));
  metered_free(data);
}

// A meter that is exceeded must not keep anything from becoming smaller.
TEST_F(MeterTest, AlwaysAllowsLess) {
  void* data = metered_malloc(2000 * kKiB);
  meter_.allow(0, 0);
  const Meter::Use use(meter_);
  meter_.correct(0, 3000 * kKiB);
  data = metered_realloc(data, 1500 * kKiB);
  EXPECT_NE(data, nullptr);
  metered_free(data);
}

TEST_F(MeterTest, CountsOnlyWhileItIsInUse) {
  meter_.allow(0, 0);
  {
    const Meter::Use use(meter_);
    EXPECT_FALSE(fits(2000 * kKiB));
  }
  EXPECT_TRUE(fits(2000 * kKiB));
  meter_.begin();
  EXPECT_FALSE(meter_.is_exceeded());
}

TEST_F(MeterTest, CountsWhatIsGivenBackThoughItWasThereBefore) {
  void* before = metered_malloc(500 * kKiB);
  meter_.allow(0, 0);
  const Meter::Use use(meter_);
  metered_free(before);
  EXPECT_TRUE(fits(1300 * kKiB));
}

TEST_F(MeterTest, RefusesASizeThatIsNone) {
  EXPECT_EQ(metered_malloc(std::numeric_limits<std::size_t>::max()), nullptr);
  EXPECT_FALSE(meter_.is_exceeded());
  metered_free(nullptr);
}

TEST_F(MeterTest, MetersContainers) {
  meter_.allow(0, 0);
  const Meter::Use use(meter_);
  MeteredVector<int> numbers;
  numbers.assign(1000, 7);
  EXPECT_EQ(numbers.back(), 7);
  EXPECT_THROW(numbers.resize(1'000'000), std::bad_alloc);
  EXPECT_TRUE(meter_.is_exceeded());
  MeteredSet<int> set;
  const auto fill = [&] {
    for (int i = 0; i < 1'000'000; ++i) set.insert(i);
  };
  EXPECT_THROW(fill(), std::bad_alloc);
  EXPECT_TRUE(set.contains(0));
}

}  // namespace
}  // namespace virnet::internal
