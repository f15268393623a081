// parser/expat_memory.h - Where Expat has its memory from.
#pragma once

#include <expat.h>

#include <memory>
#include <new>

namespace virnet::internal {

// Null: malloc. Set by tests that count Expat's memory or refuse it, before the first document.
inline const XML_Memory_Handling_Suite* expat_memory = nullptr;

using ExpatParser = std::unique_ptr<XML_ParserStruct, decltype(&XML_ParserFree)>;

// Throws std::bad_alloc.
[[nodiscard]] inline ExpatParser make_expat(const char* encoding) {
  ExpatParser parser(XML_ParserCreate_MM(encoding, expat_memory, nullptr), XML_ParserFree);
  if (!parser) throw std::bad_alloc();
  return parser;
}

}  // namespace virnet::internal
