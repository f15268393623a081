// fuzz/promises.h - What <virnet/parse.h> promises of any result, whatever the document.
#pragma once

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

// One line each, for the sentence of a failed oracle.
[[nodiscard]] std::string listed(const Diagnostics& diagnostics);

// Whether nothing hints at another encoding than UTF-8, so that offsets are the document's own.
[[nodiscard]] bool is_plain_utf8(std::string_view document);

}  // namespace virnet::fuzz
