// Documents in, models out.
#include <virnet/parse.h>

#include "parser/read/document_parser.h"

namespace virnet {

struct Parser::State {
  explicit State(const ParseOptions& options) : document(options) { begin(); }

  // Prepares for the next document.
  void begin() {
    draft = NetworkDraft();
    internal::Storage& storage = draft.storage();
    document.begin({&internal::kNetworkDocument, &storage.spec, &storage.arena});
    is_whole = true;
  }
  // The document for what is done next; if that throws, the document is lost.
  internal::DocumentParser& use() {
    if (!is_whole) begin();
    is_whole = false;
    return document;
  }
  ParseResult end() {
    ParseResult result;
    if (document.end(result.diagnostics, result.losses)) {
      if (document.options.warnings) result.claims = document.reader.claims(document.text());
      result.network = std::move(draft).finish_checked();
    }
    begin();
    return result;
  }

  internal::DocumentParser document;
  NetworkDraft draft;
  bool is_whole = false;  // nothing has thrown since begin()
};

Parser::Parser(const ParseOptions& options) : state_(std::make_unique<State>(options)) {}
Parser::~Parser() = default;
Parser::Parser(Parser&&) noexcept = default;
Parser& Parser::operator=(Parser&&) noexcept = default;

void Parser::feed(std::string_view piece) {
  state_->use().feed(piece);
  state_->is_whole = true;
}

ParseResult Parser::finish() {
  state_->use().finish();
  return state_->end();
}

ParseResult Parser::parse(std::string_view document) {
  state_->use().feed_all(document);
  return state_->end();
}

ParseResult parse(std::string_view document, const ParseOptions& options) {
  return Parser(options).parse(document);
}

NetworkPortResult parse_networkport(std::string_view document, const ParseOptions& options) {
  internal::DocumentParser parser(options);
  NetworkPortDraft draft;
  internal::PortStorage& storage = draft.storage();
  parser.begin({&internal::kNetworkPortDocument, &storage.spec, &storage.arena});
  parser.feed_all(document);
  NetworkPortResult result;
  if (parser.end(result.diagnostics, result.losses))
    result.port = std::move(draft).finish_checked();
  return result;
}

}  // namespace virnet
