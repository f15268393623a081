#include "fuzz/shape.h"

#include <expat.h>

#include <algorithm>
#include <memory>

#include "parser/xml/expat_release.h"

namespace virnet::fuzz {
namespace {

struct Counter {
  Shape most;
  std::size_t depth = 0;

  static void start(void* user, const char* name, const char** attributes) {
    Counter& self = *static_cast<Counter*>(user);
    Shape& most = self.most;
    most.depth = std::max(most.depth, ++self.depth);
    most.name = std::max(most.name, std::string_view(name).size());
    std::size_t count = 0;
    for (; attributes[0] != nullptr; attributes += 2, ++count) {
      most.name = std::max(most.name, std::string_view(attributes[0]).size());
      most.value = std::max(most.value, std::string_view(attributes[1]).size());
    }
    most.attributes = std::max(most.attributes, count);
  }
  static void end(void* user, const char*) { --static_cast<Counter*>(user)->depth; }
  static void comment(void* user, const char* text) {
    Shape& most = static_cast<Counter*>(user)->most;
    most.value = std::max(most.value, std::string_view(text).size());
  }
};

}  // namespace

Shape shape_of(std::string_view document) {
  static const std::unique_ptr<XML_ParserStruct, decltype(&XML_ParserFree)> expat(
      XML_ParserCreate(nullptr), XML_ParserFree);
  XML_ParserReset(expat.get(), nullptr);
  internal::set_hash_salt(expat.get());
  Counter counter;
  XML_SetUserData(expat.get(), &counter);
  XML_SetElementHandler(expat.get(), Counter::start, Counter::end);
  XML_SetCommentHandler(expat.get(), Counter::comment);
  XML_Parse(expat.get(), document.data(), static_cast<int>(document.size()), XML_TRUE);
  return counter.most;
}

bool is_within(const Shape& shape, const Limits& limits) {
  return shape.depth <= limits.max_depth && shape.attributes <= limits.max_attributes &&
         shape.name <= limits.max_name && shape.value <= limits.max_text;
}

}  // namespace virnet::fuzz
