// The printed form is a fixed point, with libvirt's own exceptions, each shown.
#include <gtest/gtest.h>
#include <virnet/parse.h>
#include <virnet/write.h>

#include <string>
#include <string_view>

#include "conformance/property/documents.h"
#include "conformance/property/exact.h"
#include "conformance/property/rapid.h"

namespace virnet::generate {
namespace {

RC_GTEST_PROP(Printed, PrintingAgainChangesNothing, (const Decisions& decisions)) {
  Choices choices = decisions.choices();
  const std::string bytes = document(choices);
  for (const VerifiedRelease& verified : kVerifiedReleases) {
    const Release release = verified.release;
    const ParseResult first = parse(bytes, {.release = release});
    if (!first.network || !is_exact(*first.network, release)) continue;
    const std::string printed = write(*first.network, release);
    RC_LOG() << to_string(release) << '\n' << bytes << '\n' << printed << '\n';
    const ParseResult second = parse(printed, {.release = release});
    RC_ASSERT(second.network.has_value());
    RC_ASSERT(write(*second.network, release) == printed);
  }
}

// Prints `body` within a network, reads that and prints it again; empty if it is refused.
std::string printed_twice(std::string_view body, bool& exact) {
  const std::string document =
      std::string("<network><name>n</name>").append(body).append("</network>");
  const ParseResult first = parse(document);
  EXPECT_TRUE(first.network) << body;
  if (!first.network) return {};
  exact = is_exact(*first.network, kNewestRelease);
  const std::string once = write(*first.network);
  const ParseResult second = parse(once);
  if (!second.network) return {};
  std::string twice = write(*second.network);
  EXPECT_NE(once, twice) << body;
  return twice;
}

TEST(Printed, WhatDoesNotComeBack) {
  struct {
    std::string_view body;
    bool refused;
  } const kCases[] = {
      {"<bridge name='a&#10;b'/>", false},
      {"<bridge name='a&#9;b'/>", false},
      {"<description>a&#13;b</description>", false},
      {"<bridge delay='9223372036854775808'/>", true},
      {"<forward mode='hostdev'><address type='pci' function='10'/></forward>", false},
      {"<ip address='10.0.0.1'/><forward mode='nat'><driver model='m'/></forward>", false},
      {"<vlan><tag id='5' nativeMode='tagged'/><tag id='5'/></vlan>", true},
      {"<bandwidth><inbound average='0'/></bandwidth>", false},
      {"<virtualport type='midonet'><parameters profileid='p'/></virtualport>", false},
      {"<metadata><x:a xmlns:x='u'>&#32;<b/></x:a></metadata>", false},
  };
  for (const auto& [body, refused] : kCases) {
    bool exact = true;
    EXPECT_EQ(printed_twice(body, exact).empty(), refused) << body;
    EXPECT_FALSE(exact) << body;
  }
}

}  // namespace
}  // namespace virnet::generate
