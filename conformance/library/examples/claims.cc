#include <fmt/format.h>

#include "conformance/library/sample.h"

TEST(HeaderExamples, Claims) {
  struct Document {
    std::string path;
    std::string text;
  };
  const std::string text(virnet::sample::kNetwork);
  const std::vector<Document> folder = {{"a.xml", text}, {"b.xml", text}};
  // EXAMPLE
  EXPECT_FALSE(virnet::find_conflicts(claimants).empty());
}
