// fuzz/promises.h - What <virnet/parse.h> promises of any result, whatever the document.
#pragma once

#include <fmt/format.h>
#include <virnet/parse.h>

#include <string>
#include <string_view>

namespace virnet {
[[nodiscard]] bool operator==(const Loss& a, const Loss& b);
}

namespace virnet::fuzz {

// Diagnostics and losses are well made, in order, within the limits and inside the document.
void check_findings(std::string_view document, const ParseOptions& options, bool accepted,
                    const Diagnostics& diagnostics, const std::vector<Loss>& losses);
void check(std::string_view document, const ParseOptions& options, const ParseResult& result);
void check(std::string_view document, const ParseOptions& options, const NetworkPortResult& result);

// As parse(), with parsers that are kept from input to input: what is asked for with the same
// options is read by the same one.
[[nodiscard]] ParseResult read(std::string_view document, const ParseOptions& options);

// The network of a document that virnet has written; it must not be refused.
[[nodiscard]] Network reread(const std::string& written, Release release);

// One line each, for the sentence of a failed oracle; written when that is, not before.
struct Listed {
  const Diagnostics& diagnostics;
};
[[nodiscard]] inline Listed listed(const Diagnostics& diagnostics) { return {diagnostics}; }

// Whether nothing hints at another encoding than UTF-8, so that offsets are the document's own.
[[nodiscard]] bool is_plain_utf8(std::string_view document);

}  // namespace virnet::fuzz

template <>
struct fmt::formatter<virnet::fuzz::Listed> {
  constexpr auto parse(format_parse_context& context) const { return context.begin(); }
  auto format(virnet::fuzz::Listed listed, format_context& context) const
      -> format_context::iterator;
};
