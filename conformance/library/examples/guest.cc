#include <fmt/format.h>
#include <virnet/domain.h>

#include "conformance/library/sample.h"

TEST(HeaderExamples, Guest) {
  virnet::DomainReader reader;
  reader.feed(virnet::sample::kDomain);
  const virnet::Guest guest = reader.finish().value();
  // EXAMPLE
}
