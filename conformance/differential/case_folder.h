// A disagreement as a case folder, in the form of testdata/cases.
#pragma once

#include <virnet/release.h>

#include <filesystem>
#include <string_view>

#include "conformance/differential/compare.h"

namespace virnet::differential {

// Writes a folder below `into` named after the document's content; what libvirt did is what is
// expected. Returns the folder.
std::filesystem::path write_case(const std::filesystem::path& into, std::string_view document,
                                 const Comparison& comparison, Release release,
                                 std::string_view origin);

}  // namespace virnet::differential
