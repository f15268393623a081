// virnet beside libvirt, for one document.
#pragma once

#include <virnet/release.h>

#include <string>
#include <string_view>

#include "conformance/differential/libvirt_process.h"

namespace virnet::differential {

enum class Verdict : unsigned char {
  BothRefuse,
  SameBytes,
  Deviation,       // virnet refuses on purpose what libvirt accepts, and says so
  OnlyLibvirt,     // libvirt accepts, virnet refuses
  OnlyVirnet,      // libvirt refuses, virnet accepts
  DifferentBytes,  // both accept and print something else
  LibvirtEnded,    // libvirt did not survive
};
[[nodiscard]] std::string_view to_string(Verdict verdict);
[[nodiscard]] constexpr bool is_disagreement(Verdict verdict) {
  return verdict > Verdict::Deviation;
}

struct Comparison {
  Verdict verdict = Verdict::BothRefuse;
  std::string libvirt;         // what it prints, or why it refuses
  std::string virnet;          // what it prints (with the six values unescaped), or its first error
  std::string_view code = {};  // of a deviation
};

[[nodiscard]] Comparison compare(LibvirtProcess& libvirt, std::string_view document,
                                 Release release);
// With what libvirt said already.
[[nodiscard]] Comparison compare(Answer answer, std::string_view document, DocumentKind kind,
                                 Release release);

}  // namespace virnet::differential
