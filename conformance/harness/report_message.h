// conformance/harness/report_message.h - Reports on their way from the process in the namespace, or
// from another kernel, to whoever asked.
#pragma once

#include <virnet/conform.h>
#include <virnet/error.h>

#include <expected>
#include <string>

namespace virnet::conformance {

using Report = std::expected<ConformReport, Error>;

[[nodiscard]] std::string to_message(const Report& report);
// Takes the text of another process, which may be anything. Errors: the one that was sent, or
// Malformed.
[[nodiscard]] Report from_message(const std::string& message);

}  // namespace virnet::conformance
