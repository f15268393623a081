// The smallest document that still shows something.
#pragma once

#include <functional>
#include <string>
#include <string_view>

namespace virnet::differential {

// Leaves out elements, attributes, then bytes, as long as `still` holds, which it does for
// `document`.
[[nodiscard]] std::string minimise(std::string document,
                                   const std::function<bool(std::string_view)>& still);

}  // namespace virnet::differential
