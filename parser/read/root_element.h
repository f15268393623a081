// parser/read/root_element.h - Which kind of document it is, without reading it.
#pragma once

#include <virnet/release.h>

#include <string_view>

namespace virnet::internal {

// False as well where that cannot be told.
[[nodiscard]] bool has_networkport_root(std::string_view document, XmlLibrary library);

}  // namespace virnet::internal
