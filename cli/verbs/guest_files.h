// cli/verbs/guest_files.h - Guests from files: domain documents, state files, and ports of
// networks.
#pragma once

#include <virnet/guest_ports.h>
#include <virnet/release.h>

#include <expected>
#include <string>
#include <variant>

#include "cli/support/exit_codes.h"
#include "cli/support/files.h"

namespace virnet::cli {

using GuestDocument = std::variant<Guest, NetworkPort>;

// Why there is no guest.
struct GuestTrouble {
  std::string sentence = {};
  std::string findings = {};  // all of them, as lint shows them; empty if there are none to show
  ExitCode code = ExitCode::Trouble;
};

// "net.xml:3:7: what is wrong": the first error in a document that has one.
[[nodiscard]] std::string first_error(const std::string& shown, const Diagnostics& diagnostics);

// Reads a domain document in memory that does not grow with it, and no more than it takes to know
// that it is none.
[[nodiscard]] std::expected<GuestDocument, GuestTrouble> read_guest(const DocumentPath& document,
                                                                    Release release, bool color);

}  // namespace virnet::cli
