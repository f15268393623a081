// include/virnet/parse.h - Reading libvirt XML: networks, and the ports of networks.
//
//   virnet::ParseResult r = virnet::parse(bytes, {.release = virnet::Release(9, 0)});
//   if (r.network) fmt::print("{}", virnet::write(*r.network, virnet::Release(9, 0)));
//   for (const virnet::Diagnostic& d : r.diagnostics) fmt::print("{}\n", d.message);
//
// Accepts what the chosen libvirt release accepts in net-define, refuses what it refuses, and goes
// on after a problem to report the next. Where that is not known of a release (<virnet/release.h>)
// the document is refused with RELEASE-UNKNOWN. Deliberate exceptions stand in docs/compat.md and
// carry `deviation`.
//
// A document may silence warnings and notes, but no errors, by a comment
//
//   <!-- virnet: ignore LINT-STP LINT-MTU -->
//
// with the codes separated by blanks or commas. Behind something on its own line it is about what
// begins on that line before it; otherwise about the next element and all that is in it, which
// before the root is the whole document. The first thousand such comments count.
#pragma once

#include <virnet/diagnostic.h>
#include <virnet/host_conflicts.h>
#include <virnet/limits.h>
#include <virnet/network.h>
#include <virnet/networkport.h>
#include <virnet/release.h>

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace virnet {

struct ParseOptions {
  Release release = kNewestRelease;
  Limits limits = {};
  // Also report what libvirt ignores, changes or misreads, what only its network driver refuses,
  // and what is legal but surprising, as warnings and notes.
  bool warnings = true;
  // Refuse what only the network driver refuses when a network is defined on a host (DEF- rules),
  // which is otherwise a warning. libvirt's parser and its test driver take such a document.
  bool define = false;
  // Also refuse what `net-define --validate` refuses: the RNG schema of the release (9.0 and
  // newer).
  bool strict = false;
  // Say nothing of these rules, see is_ignored(). Where the schema's complaint about a place is not
  // wanted, the warning about it is reported. The caller keeps the patterns.
  std::span<const std::string> ignore = {};
};

// A part of the document that does not come back when the network is written.
enum class LossKind : unsigned char { Comment, ProcessingInstruction, Unknown, Ignored };
struct Loss {
  LossKind kind = LossKind::Comment;
  Span span;
  std::string what;  // "comment", "attribute 'foo' of <bridge>"
};

struct ParseResult {
  // Set exactly if no diagnostic is an error.
  std::optional<Network> network;
  // In source order; at most Limits::max_diagnostics.
  Diagnostics diagnostics;
  // In source order; the first Limits::max_diagnostics of them. Filled only if
  // ParseOptions::warnings.
  std::vector<Loss> losses;
  // What no other network of the host may have, for <virnet/host_conflicts.h>; of a valid network,
  // and only if ParseOptions::warnings.
  std::vector<HostResource> resources;
};

// Reads one whole document. Never throws except std::bad_alloc; safe to call from several threads.
[[nodiscard]] ParseResult parse(std::string_view document, const ParseOptions& options = {});

// The same for a <networkport>: what net-port-create accepts. `define` has no meaning here.
struct NetworkPortResult {
  std::optional<NetworkPort> port;  // set exactly if no diagnostic is an error
  Diagnostics diagnostics;
  std::vector<Loss> losses;
};
[[nodiscard]] NetworkPortResult parse_networkport(std::string_view document,
                                                  const ParseOptions& options = {});

// Whether the root element is a <networkport>; false as well where that cannot be told. What a
// declared encoding means depends on the release.
[[nodiscard]] bool is_networkport(std::string_view document, Release release);

// The first <network> in a state file of libvirt (<networkstatus>), with everything around it
// blanked, so that positions stay those of the file. A document of another kind, or one in which
// there is none, comes back as it is.
[[nodiscard]] std::string network_of_status(std::string_view document);

// Reads documents one after another, in pieces as they come, keeping its memory between them.
//
//   virnet::Parser parser;
//   while (read(piece)) parser.feed(piece);
//   virnet::ParseResult r = parser.finish();   // and the parser is ready for the next document
//
// The result does not depend on how the document was cut. Whatever throws std::bad_alloc loses the
// document, and the parser is ready for the next one. Not safe to share between threads.
class Parser {
 public:
  explicit Parser(const ParseOptions& options = {});
  ~Parser();
  Parser(Parser&&) noexcept;
  Parser& operator=(Parser&&) noexcept;

  // Copies `piece`. Does nothing once the document is known to be refused.
  void feed(std::string_view piece);
  [[nodiscard]] ParseResult finish();
  // The same as feed() and finish() without the copy.
  [[nodiscard]] ParseResult parse(std::string_view document);

  struct State;  // private to the library

 private:
  std::unique_ptr<State> state_;
};

}  // namespace virnet
