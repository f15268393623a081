#include "parser/read/size_limits.h"

#include <algorithm>
#include <string>
#include <utility>

namespace virnet::internal {
namespace {

// libxml2's own bound on nesting, observed under libvirt 7.0 to 12.8.
unsigned max_depth_of(const Dialect& dialect) { return dialect.has(XmlLibrary::V2_15) ? 256 : 257; }
constexpr std::size_t kMinAttribute = 5;  // bytes, as in <x a=''/>

// "WHAT of more than LIMIT bytes"
std::string longer_than(std::string_view what, std::size_t limit) {
  return std::string(what).append(" of more than ").append(std::to_string(limit)).append(" bytes");
}

std::string deeper_than(std::size_t limit) {
  return "elements are nested more than " + std::to_string(limit) + " deep";
}

}  // namespace

void SizeLimits::begin(const Limits& limits, const Dialect& dialect) {
  limits_ = limits;
  max_depth_of_libxml2_ = max_depth_of(dialect);
  max_depth_ = std::min<std::size_t>(max_depth_of_libxml2_, limits_.max_depth);
  harmless_tag_ =
      std::min({limits_.max_name, limits_.max_text, kMinAttribute * limits_.max_attributes});
}

bool SizeLimits::refuse(Rule rule, std::size_t at, std::string message, bool deviation) {
  errors_.refuse(rule, at, 1, std::move(message), deviation);
  return false;
}

bool SizeLimits::admit_depth(const StartTag& tag, unsigned depth) {
  if (depth > max_depth_of_libxml2_)
    return refuse("XML-DEPTH-001"_rule, tag.at, deeper_than(max_depth_of_libxml2_));
  if (depth > limits_.max_depth)
    return refuse("LIMIT-DEPTH"_rule, tag.at, deeper_than(limits_.max_depth), true);
  return true;
}

bool SizeLimits::admit_names_and_values(const StartTag& tag) {
  if (tag.name.size() > limits_.max_name)
    return refuse("XML-SIZE-001"_rule, tag.at, longer_than("an element name", limits_.max_name));
  if (tag.attributes.size() > limits_.max_attributes)
    return refuse(
        "LIMIT-ATTRIBUTES"_rule, tag.at,
        "an element with more than " + std::to_string(limits_.max_attributes) + " attributes",
        true);
  for (const auto& [name, value] : tag.attributes) {
    if (name.size() > limits_.max_name)
      return refuse("XML-SIZE-001"_rule, tag.at,
                    longer_than("an attribute name", limits_.max_name));
    if (value.size() > limits_.max_text)
      return refuse("XML-SIZE-001"_rule, tag.at,
                    longer_than("an attribute value", limits_.max_text));
  }
  return true;
}

bool SizeLimits::admit_comment(std::string_view text, std::size_t at) {
  return text.size() <= limits_.max_text ||
         refuse("XML-SIZE-001"_rule, at, "a comment that is too large");
}

bool SizeLimits::admit_instruction(std::string_view target, std::string_view text, std::size_t at) {
  return (text.size() <= limits_.max_text && target.size() <= limits_.max_name) ||
         refuse("XML-SIZE-001"_rule, at, "a processing instruction that is too large");
}

bool SizeLimits::admit_cdata(std::string_view text, std::size_t at) {
  return text.size() <= limits_.max_text ||
         refuse("XML-SIZE-001"_rule, at, "a CDATA section that is too large");
}

}  // namespace virnet::internal
