// Time grows with the document, whatever is in it: sixteen times as much takes about sixteen times
// as long. A loop in a loop would take 256 times, so that the bound between is far from both.
#include <gtest/gtest.h>
#include <virnet/fix.h>
#include <virnet/parse.h>
#include <virnet/write.h>

#include <algorithm>
#include <ctime>
#include <functional>
#include <string>

namespace virnet {
namespace {

constexpr int kTimes = 16;
constexpr int kMaxRatio = 80;
constexpr int kTries = 3;

// Processor seconds: the least of three, or the first that is less than `enough`.
template <typename Work>
double seconds(double enough, const Work& work) {
  double least = 1e9;
  for (int i = 0; i < kTries && least >= enough; ++i) {
    const std::clock_t begin = std::clock();
    work();
    least = std::min(least, static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC);
  }
  return least;
}

using Item = std::function<std::string(int)>;

std::string repeated(int count, const Item& item) {
  std::string all;
  for (int i = 0; i < count; ++i) all += item(i);
  return all;
}

std::string network(const std::string& content) {
  return "<network><name>n</name>" + content + "</network>";
}

// "10.1.2." for 258
std::string quad(const char* first, int i) {
  return first + std::to_string(i / 256) + "." + std::to_string(i % 256) + ".";
}

// Whether `work` on a document of `count` things takes about sixteen times that on a sixteenth.
template <typename Make, typename Work>
void expect_linear(int count, const Make& make, const Work& work) {
  const std::string small = make(count / kTimes);
  const std::string large = make(count);
  const double most = kMaxRatio * (seconds(0, [&] { work(small); }) + 0.0005);
  EXPECT_LT(seconds(most, [&] { work(large); }), most);
}

ParseOptions everything(std::size_t most_diagnostics) {
  ParseOptions options{.define = true, .strict = true};
  options.limits.max_diagnostics = most_diagnostics;
  return options;
}
constexpr std::size_t kAll = 10'000'000;

void lint(const std::string& document) {
  static_cast<void>(parse(document, everything(64)));
  static_cast<void>(parse(document, everything(kAll)));
}

TEST(Growth, OfInterfaces) {
  const auto make = [](int n) {
    return network(
        "<forward mode='bridge'>" +
        repeated(n, [](int i) { return "<interface dev='eth" + std::to_string(i) + "'/>"; }) +
        "</forward>");
  };
  ASSERT_TRUE(parse(make(60'000)).network);
  expect_linear(60'000, make, lint);
}

TEST(Growth, OfRoutesTimesAddresses) {
  const auto make = [](int n) {
    return network(
        repeated(n, [](int i) { return "<ip address='" + quad("10.", i) + "1' prefix='24'/>"; }) +
        repeated(n, [](int i) {
          return "<route address='" + quad("172.", i) + "0' prefix='24' gateway='" +
                 quad("10.", i) + "2'/>";
        }));
  };
  ASSERT_TRUE(parse(make(8'000)).network);
  expect_linear(8'000, make, lint);
}

std::string hosts(int n, const Item& host) {
  return network("<ip address='10.0.0.1' prefix='8'><dhcp>" + repeated(n, host) + "</dhcp></ip>");
}

TEST(Growth, OfHostsWithTheSameName) {
  const auto make = [](int n) {
    return hosts(n,
                 [](int i) { return "<host name='same' ip='" + quad("10.1", i % 65536) + "9'/>"; });
  };
  ASSERT_TRUE(parse(make(1'000)).network);
  expect_linear(100'000, make, lint);
}

TEST(Growth, OfErrorsBesideWarnings) {
  const auto make = [](int n) {
    return hosts(n, [](int) { return "<host mac='x' nmae='a' name='-' ip='10.0.0.9'/>"; });
  };
  ASSERT_FALSE(parse(make(10)).network);
  expect_linear(32'000, make, lint);
}

TEST(Growth, OfUnknownElements) {
  const auto make = [](int n) {
    return network(repeated(n, [](int) { return "<bridg name='a'><x/>text</bridg>"; }));
  };
  expect_linear(64'000, make, lint);
}

TEST(Growth, OfFixes) {
  const auto make = [](int n) {
    return hosts(n, [](int i) {
      return "<host nmae='h" + std::to_string(i) + "' mac='52:54:00:00:00:01' ip='10.0.0.9'/>\n";
    });
  };
  ParseOptions options;
  options.limits.max_diagnostics = kAll;
  const std::string document = make(16);
  EXPECT_EQ(apply_fixes(document, parse(document, options).diagnostics, options).applied, 16U);
  expect_linear(32'000, make, [&](const std::string& text) {
    static_cast<void>(apply_fixes(text, parse(text, options).diagnostics, options));
  });
}

TEST(Growth, OfReadingAndWriting) {
  const auto make = [](int n) {
    return hosts(n, [](int i) {
      return "<host mac='52:54:00:00:00:01' name='h" + std::to_string(i) + "' ip='10.0.0.9'/>\n";
    });
  };
  ASSERT_TRUE(parse(make(100), {.warnings = false}).network);
  expect_linear(100'000, make, [](const std::string& text) {
    static_cast<void>(write(*parse(text, {.warnings = false}).network));
  });
}

}  // namespace
}  // namespace virnet
