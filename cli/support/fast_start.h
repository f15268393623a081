// cli/support/fast_start.h - What is done so that the program starts faster. It does the same
// without: VIRNET_FAST_START=OFF leaves it out, and then nothing of it is compiled.
#pragma once

#include <string_view>

namespace virnet::cli::fast_start {

#ifdef VIRNET_FAST_START

// Has the memory at hand that every verb needs, and keeps what is freed. First of all.
void prepare_memory();

// The verb whose options are described; those of the others would be for nothing.
[[nodiscard]] std::string_view described_verb(int argc, char** argv);

#else

inline void prepare_memory() {}
inline std::string_view described_verb(int, char**) { return {}; }

#endif

}  // namespace virnet::cli::fast_start
