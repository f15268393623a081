// Expat in, ParseResult out.
#include <expat.h>
#include <virnet/parse.h>

#include <algorithm>
#include <exception>
#include <random>

#include "model/digits.h"
#include "parser/parser_state.h"

namespace virnet {

using internal::is_blank;
using internal::operator""_rule;

namespace {

constexpr std::size_t kPiece = std::size_t{1} << 30;  // Expat counts in int

Parser::State& state_of(void* user) { return *static_cast<Parser::State*>(user); }

std::size_t length_or_zero(const char* text) { return text ? std::string_view(text).size() : 0; }

}  // namespace

struct Handlers {
  static void start(void* user, const char* name, const char** attributes) {
    auto& state = state_of(user);
    state.guarded([&] {
      state.reader.start_element(name, {attributes, state.size()}, state.at(), state.text());
      state.listen();
    });
  }
  static void end(void* user, const char*) {
    auto& state = state_of(user);
    state.guarded([&] {
      state.reader.end_element(state.at(), state.text());
      state.listen();
    });
  }
  static void characters(void* user, const char* text, int size) {
    auto& state = state_of(user);
    if (!state.reader.keeps_text() && is_blank({text, static_cast<std::size_t>(size)})) return;
    state.guarded([&] {
      state.reader.characters({text, static_cast<std::size_t>(size)}, state.at(), state.text());
    });
  }
  static void comment(void* user, const char* text) {
    auto& state = state_of(user);
    state.guarded([&] { state.reader.comment(text, state.at(), state.text()); });
  }
  static void instruction(void* user, const char* target, const char* text) {
    auto& state = state_of(user);
    state.guarded([&] { state.reader.instruction(target, text, state.at(), state.text()); });
  }
  static void start_cdata(void* user) {
    auto& state = state_of(user);
    state.guarded([&] { state.reader.start_cdata(state.at(), state.text()); });
  }
  static void end_cdata(void* user) {
    auto& state = state_of(user);
    state.guarded([&] { state.reader.end_cdata(); });
  }
  static void declaration(void* user, const char* version, const char*, int) {
    auto& state = state_of(user);
    state.guarded([&] { state.check_version(version ? version : ""); });
  }
  static void doctype(void* user, const char*, const char* system, const char* external,
                      int internal_subset) {
    auto& state = state_of(user);
    const bool bare =
        length_or_zero(system) + length_or_zero(external) == 0 && !system && !external;
    state.guarded([&] { state.check_doctype(bare && internal_subset == 0); });
  }
};

Parser::State::State(const ParseOptions& with)
    : options(with),
      expat(XML_ParserCreate("UTF-8"), XML_ParserFree),
      hash_salt(static_cast<unsigned long>(std::random_device()()) << 32 | std::random_device()()) {
  if (!expat) throw std::bad_alloc();
  begin();
}

void Parser::State::begin() {
  source.reset(options.release);
  draft = NetworkDraft();
  reader.begin(options, draft.storage());
  failure = nullptr;
  fed = 0;
  failed = false;
  expat_error = XML_ERROR_NONE;
  error_at = 0;
  XML_Parser parser = expat.get();
  XML_ParserReset(parser, "UTF-8");
  XML_SetHashSalt(parser, hash_salt);
  XML_SetUserData(parser, this);
  XML_SetElementHandler(parser, Handlers::start, Handlers::end);
  listens = false;
  listen();
  XML_SetCommentHandler(parser, Handlers::comment);
  XML_SetProcessingInstructionHandler(parser, Handlers::instruction);
  XML_SetCdataSectionHandler(parser, Handlers::start_cdata, Handlers::end_cdata);
  XML_SetXmlDeclHandler(parser, Handlers::declaration);
  XML_SetStartDoctypeDeclHandler(parser, Handlers::doctype);
}

void Parser::State::listen() {
  if (listens == reader.wants_text()) return;
  listens = !listens;
  XML_SetCharacterDataHandler(expat.get(), listens ? Handlers::characters : nullptr);
}

template <typename Event>
void Parser::State::guarded(Event event) noexcept {
  try {
    event();
  } catch (...) {
    failure = std::current_exception();
  }
  if (failure || reader.stopped()) XML_StopParser(expat.get(), XML_FALSE);
}

std::size_t Parser::State::at() const {
  return static_cast<std::size_t>(XML_GetCurrentByteIndex(expat.get()));
}

std::size_t Parser::State::size() const {
  return static_cast<std::size_t>(XML_GetCurrentByteCount(expat.get()));
}

void Parser::State::pump(bool last) {
  if (failed) return;
  const std::size_t limit = options.limits.max_bytes;
  if (text().size() > limit) {
    reader.report("LIMIT-BYTES"_rule, limit, 0,
                  "the document has more than " + std::to_string(limit) + " bytes", true);
    failed = true;
    return;
  }
  do {
    const std::size_t size = std::min(text().size() - fed, kPiece);
    const char* piece = text().data() + fed;
    fed += size;
    const bool final = last && fed == text().size();
    if (XML_Parse(expat.get(), piece, static_cast<int>(size), final) == XML_STATUS_OK) continue;
    failed = true;
    if (failure) std::rethrow_exception(failure);
    if (reader.stopped()) break;
    expat_error = XML_GetErrorCode(expat.get());
    if (expat_error == XML_ERROR_NO_MEMORY) throw std::bad_alloc();
    error_at = at();
  } while (!failed && fed < text().size());
}

ParseResult Parser::State::end() {
  if (const auto& error = source.error(); error && !failed) {
    reader.report(error->rule, error->offset, 0, error->message);
    failed = true;
  }
  if (expat_error != XML_ERROR_NONE) report_expat_error();
  if (!failed) reader.validate_network();
  ParseResult result;
  result.losses = reader.losses(text());
  const bool good = !reader.has_error();
  result.diagnostics = reader.diagnostics(text());
  if (good && options.warnings) result.claims = reader.claims(text());
  if (good) result.network = std::move(draft).finish_checked();
  begin();
  return result;
}

Parser::Parser(const ParseOptions& options) : state_(std::make_unique<State>(options)) {}
Parser::~Parser() = default;
Parser::Parser(Parser&&) noexcept = default;
Parser& Parser::operator=(Parser&&) noexcept = default;

void Parser::feed(std::string_view piece) {
  if (!state_->wants_more()) return;
  state_->source.feed(piece);
  if (state_->source.is_readable() && !state_->source.text().empty()) state_->pump(false);
}

ParseResult Parser::finish() {
  const bool whole = state_->source.finish();
  if (state_->source.is_readable()) state_->pump(whole);
  return state_->end();
}

ParseResult Parser::parse(std::string_view document) {
  const bool whole = state_->source.feed_all(document);
  if (state_->source.is_readable()) state_->pump(whole);
  return state_->end();
}

ParseResult parse(std::string_view document, const ParseOptions& options) {
  return Parser(options).parse(document);
}

}  // namespace virnet
