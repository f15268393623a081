// Properties hold for more cases than RapidCheck's hundred, unless RC_PARAMS says otherwise.
#include <cstdlib>

namespace {
[[maybe_unused]] const int kMoreCases = ::setenv("RC_PARAMS", "max_success=3000", 0);
}
