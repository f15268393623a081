// GTEST_FILTER chooses among these.
#include <gtest/gtest.h>

TEST(Mixed, Passes) { SUCCEED(); }
TEST(Mixed, Skips) { GTEST_SKIP() << "something is missing"; }
TEST(Mixed, Fails) { FAIL() << "something is wrong"; }
