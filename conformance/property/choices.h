// The source of every decision of a generator.
//
// Decisions come from a seed, for many documents at great speed, or from a recorded sequence of
// numbers, which is what RapidCheck generates and shrinks. The first of several ways is always the
// plainest one, and an exhausted sequence answers 0 for ever: a shorter sequence with smaller
// numbers is a smaller and plainer document.
#pragma once

#include <virnet/release.h>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace virnet::generate {

class Choices {
 public:
  // The decisions of document `index` of a seed.
  Choices(std::uint64_t seed, std::uint64_t index)
      : state_(mix(seed) ^ mix(~index)), seeded_(true) {}
  explicit Choices(std::span<const std::uint32_t> recorded) : recorded_(recorded) {}

  // 0 to n-1; n is at least 1.
  [[nodiscard]] std::size_t below(std::size_t n) { return next() % n; }
  [[nodiscard]] std::uint64_t between(std::uint64_t low, std::uint64_t high) {
    const std::uint64_t wide = std::uint64_t{next()} << 32 | next();
    return low + (high - low == UINT64_MAX ? wide : wide % (high - low + 1));
  }
  // True in `percent` of a hundred cases; the plainest answer is no.
  [[nodiscard]] bool chance(unsigned percent) { return next() % 100 >= 100 - percent; }
  template <typename T, std::size_t N>
  [[nodiscard]] const T& pick(const T (&ways)[N]) {
    return ways[below(N)];
  }
  template <typename Container>
  [[nodiscard]] auto& pick_from(Container& ways) {
    return ways[below(ways.size())];
  }

 private:
  static constexpr std::uint64_t mix(std::uint64_t z) {
    z += 0x9e3779b97f4a7c15;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
    z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
    return z ^ (z >> 31);
  }
  std::uint32_t next() {
    if (seeded_) return static_cast<std::uint32_t>(mix(state_ += 0x9e3779b97f4a7c15) >> 32);
    return used_ < recorded_.size() ? recorded_[used_++] : 0;
  }

  std::span<const std::uint32_t> recorded_;
  std::size_t used_ = 0;
  std::uint64_t state_ = 0;
  bool seeded_ = false;
};

// A verified release; the newest is the plainest.
template <typename Source>
[[nodiscard]] Release some_release(Source& source) {
  const std::size_t age = source.below(kVerifiedReleases.size());
  return kVerifiedReleases[kVerifiedReleases.size() - 1 - age].release;
}

}  // namespace virnet::generate
