// parser/xml/expat_memory.h - Where Expat has its memory from.
#pragma once

#include <expat.h>

#include <memory>
#include <new>

#include "model/values/meter.h"

namespace virnet::internal {

using ExpatParser = std::unique_ptr<XML_ParserStruct, decltype(&XML_ParserFree)>;

// Throws std::bad_alloc.
[[nodiscard]] inline ExpatParser make_expat(const char* encoding) {
  static constexpr XML_Memory_Handling_Suite kMetered = {metered_malloc, metered_realloc,
                                                         metered_free};
  ExpatParser parser(XML_ParserCreate_MM(encoding, &kMetered, nullptr), XML_ParserFree);
  if (!parser) throw std::bad_alloc();
  return parser;
}

}  // namespace virnet::internal
