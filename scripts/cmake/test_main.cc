// The main of every test program. Its exit status: 1 if a test failed, else 77, which ctest shows
// as a skip, if one was skipped, else 0.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

int main(int argc, char** argv) {
  constexpr int kFailed = 1;
  constexpr int kSkipped = 77;
  testing::InitGoogleMock(&argc, argv);
  if (RUN_ALL_TESTS() != 0) return kFailed;
  return testing::UnitTest::GetInstance()->skipped_test_count() > 0 ? kSkipped : 0;
}
