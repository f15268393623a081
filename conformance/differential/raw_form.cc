#include "conformance/differential/raw_form.h"

#include <algorithm>
#include <array>
#include <utility>

namespace virnet::differential {
namespace {

constexpr std::pair<std::string_view, std::string_view> kRaw[] = {
    {"domain", "name"}, {"portgroup", "name"}, {"host", "mac"},
    {"host", "id"},     {"host", "name"},      {"parameters", "profileid"},
};
constexpr std::pair<std::string_view, std::string_view> kEntities[] = {
    {"&amp;", "&"}, {"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&apos;", "'"}};

void append_unescaped(std::string& out, std::string_view value) {
  while (!value.empty()) {
    const auto* entity =
        std::ranges::find_if(kEntities, [&](const auto& e) { return value.starts_with(e.first); });
    if (entity == std::end(kEntities)) {
      out += value.front();
      value.remove_prefix(1);
    } else {
      out += entity->second;
      value.remove_prefix(entity->first.size());
    }
  }
}

// Appends one start tag, which begins at `rest` and is removed from it.
void append_tag(std::string& out, std::string_view& rest) {
  const auto take = [&](std::size_t n) {
    const std::string_view taken = rest.substr(0, n);
    rest.remove_prefix(taken.size());
    return taken;
  };
  const std::string_view name = rest.substr(1, rest.find_first_of(" />", 1) - 1);
  out += take(1 + name.size());
  while (!rest.empty() && rest.front() != '>') {
    const std::size_t equals = rest.find_first_of("=>");
    if (rest[equals] == '>') {
      out += take(equals);
      return;
    }
    const std::string_view attribute =
        rest.substr(rest.find_first_not_of(' '), equals - rest.find_first_not_of(' '));
    out += take(equals + 2);
    const std::string_view value = rest.substr(0, rest.find('\''));
    const bool raw = std::ranges::find(kRaw, std::pair(name, attribute)) != std::end(kRaw);
    raw ? append_unescaped(out, value) : void(out += value);
    rest.remove_prefix(value.size());
    out += take(1);
  }
}

}  // namespace

std::string raw_form(std::string_view printed) {
  std::string out;
  out.reserve(printed.size());
  // Metadata comes before everything that is changed, and has its own ways of quoting.
  constexpr std::string_view kEnd = "</metadata>\n";
  if (const std::size_t end = printed.rfind(kEnd); end != std::string_view::npos) {
    out = printed.substr(0, end + kEnd.size());
    printed.remove_prefix(out.size());
  }
  while (!printed.empty()) {
    const std::size_t tag = std::min(printed.find('<'), printed.size());
    out += printed.substr(0, tag);
    printed.remove_prefix(tag);
    if (!printed.empty()) append_tag(out, printed);
  }
  return out;
}

}  // namespace virnet::differential
