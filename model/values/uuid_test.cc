// UUIDs in every spelling that libvirt takes, and near misses.
#include <gtest/gtest.h>
#include <virnet/uuid.h>

namespace virnet {
namespace {

std::string canonical(std::string_view text) {
  const auto value = Uuid::parse(text);
  return value ? value->to_string() : "refused";
}

struct Row {
  std::string_view text;
  std::string_view expected;
};

TEST(Uuid, ReadsWhatLibvirtReads) {
  constexpr std::string_view kPlain = "11112222-3333-4444-5555-66667777888a";
  const Row rows[] = {{"11112222-3333-4444-5555-66667777888A", kPlain},
                      {"1111222233334444555566667777888a", kPlain},
                      {" \t11-11 22223333444455556666-7777888a \n", kPlain},
                      {"1-1112222333344445555666677778888", "refused"},
                      {"11112222-3333-4444-5555-66667777888g", "refused"},
                      {"{11112222-3333-4444-5555-66667777888a}", "refused"},
                      {"11112222-3333-4444-5555-66667777888a-", "refused"},
                      {"1234", "refused"},
                      {"", "refused"}};
  for (const Row& row : rows) EXPECT_EQ(canonical(row.text), row.expected) << row.text;
}

}  // namespace
}  // namespace virnet
