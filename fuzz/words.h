// fuzz/words.h - What the fuzzers are told of the schema table.
#pragma once

#include <string>

#include "parser/schema/schema.h"

namespace virnet::fuzz {

// Every name and listed value, and the syntax of XML, as libFuzzer reads them.
[[nodiscard]] std::string dictionary();
// A document with every element and attribute, one element a line.
[[nodiscard]] std::string everything(const internal::ChildRow& root);

}  // namespace virnet::fuzz
