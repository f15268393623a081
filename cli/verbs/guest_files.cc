#include "cli/verbs/guest_files.h"

#include <fmt/format.h>
#include <virnet/domain.h>
#include <virnet/parse.h>

#include <algorithm>

#include "cli/render/render.h"

namespace virnet::cli {
namespace {

std::string at(const std::string& shown, const Span& span, std::string_view what) {
  return fmt::format("{}:{}:{}: {}", shown, span.line, span.column, what);
}

}  // namespace

std::string first_error(const std::string& shown, const Diagnostics& diagnostics) {
  const auto error = std::ranges::find(diagnostics, Severity::Error, &Diagnostic::severity);
  return error == diagnostics.end() ? shown : at(shown, error->span, error->message);
}

std::expected<GuestDocument, GuestTrouble> read_guest(const DocumentPath& document, Release release,
                                                      bool color) {
  DomainReader reader;
  std::string port;  // the document, if it is that of a port
  std::size_t pieces = 0;
  const std::size_t most = Limits{}.max_bytes;
  auto file = DocumentFile::open(document);
  if (!file) return std::unexpected(GuestTrouble{.sentence = file.error()});
  const auto read = file->read_in_pieces([&](std::string_view piece) {
    if (pieces++ == 0 && is_networkport(piece, release))
      port = piece;
    else if (!port.empty())
      port += piece;
    else
      return reader.feed(piece);
    return port.size() <= most;
  });
  if (!read) return std::unexpected(GuestTrouble{.sentence = read.error()});
  if (!port.empty()) {
    NetworkPortResult result = parse_networkport(port, {.release = release, .warnings = false});
    if (result.port) return *std::move(result.port);
    return std::unexpected(
        GuestTrouble{.sentence = first_error(document.shown, result.diagnostics),
                     .findings = render_text({document.shown, port, result.diagnostics}, color),
                     .code = ExitCode::Finding});
  }
  auto guest = reader.finish();
  if (guest) return *std::move(guest);
  return std::unexpected(
      GuestTrouble{.sentence = at(document.shown, guest.error().span, guest.error().message),
                   .code = ExitCode::Finding});
}

}  // namespace virnet::cli
