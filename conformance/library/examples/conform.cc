// conform() makes its own namespace, where it may.
#include <fmt/format.h>
#include <gtest/gtest.h>

TEST(HeaderExamples, Conform) {
  // EXAMPLE
}
