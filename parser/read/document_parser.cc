// Expat in, findings out.
#include "parser/read/document_parser.h"

#include <algorithm>
#include <bit>

#include "model/values/digits.h"
#include "parser/read/xml_errors.h"
#include "parser/xml/expat_error.h"
#include "parser/xml/expat_handler.h"
#include "parser/xml/expat_release.h"
#include "parser/xml/xml_version.h"

namespace virnet::internal {
namespace {

// Expat keeps a copy of what it gets at once, in a buffer of a power of two: for all in one piece
// it may take twice the size of the document. After each piece but the last it works out its line
// and column, which takes time. So it gets all at once if that wastes little and nothing else has
// to keep the document meanwhile, and otherwise a last piece as large as a buffer can hold that is
// no larger than the document. Expat counts in int.
constexpr std::size_t kMaxPiece = std::size_t{1} << 30;
constexpr std::size_t kSmall = std::size_t{256} << 10;  // the size of its copy does not matter
constexpr std::size_t kBefore = std::size_t{4} << 10;   // room for what was not whole, and context

std::size_t last_piece(std::size_t document, bool is_borrowed) {
  const std::size_t buffer = std::bit_ceil(document + kBefore);
  const bool is_little = buffer <= kMaxPiece && buffer - document <= document / 4;
  if (document <= kSmall || (is_borrowed && is_little)) return document;
  return std::min(std::bit_floor(document), kMaxPiece) - kBefore;
}

DocumentParser& state_of(void* user) { return *static_cast<DocumentParser*>(user); }

std::size_t length_or_zero(const char* text) { return text ? std::string_view(text).size() : 0; }

}  // namespace

struct Handlers {
  static void start(void* user, const char* name, const char** attributes) noexcept {
    auto& state = state_of(user);
    state.guarded([&] {
      state.reader.start_element(state.start_tag(name, attributes));
      state.listen();
    });
  }
  static void end(void* user, const char*) noexcept {
    auto& state = state_of(user);
    state.guarded([&] {
      state.reader.end_element(state.at());
      state.listen();
      state.note_epilog();
    });
  }
  static void characters(void* user, const char* text, int size) noexcept {
    auto& state = state_of(user);
    if (!state.reader.keeps_text() && is_blank({text, static_cast<std::size_t>(size)})) return;
    state.guarded(
        [&] { state.reader.characters({text, static_cast<std::size_t>(size)}, state.at()); });
  }
  static void comment(void* user, const char* text) noexcept {
    auto& state = state_of(user);
    state.guarded([&] {
      state.reader.comment(text, state.at());
      state.note_epilog();
    });
  }
  static void instruction(void* user, const char* target, const char* text) noexcept {
    auto& state = state_of(user);
    state.guarded([&] {
      state.reader.instruction(target, text, state.at());
      state.note_epilog();
    });
  }
  static void start_cdata(void* user) noexcept {
    auto& state = state_of(user);
    state.guarded([&] { state.reader.start_cdata(state.at()); });
  }
  static void end_cdata(void* user) noexcept {
    auto& state = state_of(user);
    state.guarded([&] { state.reader.end_cdata(); });
  }
  static void declaration(void* user, const char* version, const char*, int) noexcept {
    auto& state = state_of(user);
    state.guarded(
        [&] { check_xml_version(version ? version : "", state.at(), state.reader.errors()); });
  }
  static void doctype(void* user, const char*, const char* system, const char* external,
                      int internal_subset) noexcept {
    auto& state = state_of(user);
    const bool bare =
        length_or_zero(system) + length_or_zero(external) == 0 && !system && !external;
    state.guarded(
        [&] { check_doctype(bare && internal_subset == 0, state.at(), state.reader.errors()); });
  }
};

DocumentParser::DocumentParser(const ParseOptions& with, const Dialect& as)
    : options(with), dialect(as), reader(source) {}

void DocumentParser::begin(const Target& target) {
  meter.begin();
  names.reset();
  source.reset(dialect.xml_library);
  reader.begin(options, dialect, target);
  failure = nullptr;
  fed = 0;
  failed = false;
  expat_error = XML_ERROR_NONE;
  end_at = epilog_at = 0;
  added_at = kNothingAdded;
  if (!expat) expat = make_expat("UTF-8");
  XML_Parser parser = expat.get();
  // A reset that has no memory left for the name of the encoding forgets it without a word.
  XML_ParserReset(parser, nullptr);
  if (XML_SetEncoding(parser, "UTF-8") != XML_STATUS_OK) throw std::bad_alloc();
  set_hash_salt(parser);
  XML_SetUserData(parser, this);
  XML_SetElementHandler(parser, handler(Handlers::start), handler(Handlers::end));
  listens = false;
  listen();
  XML_SetCommentHandler(parser, handler(Handlers::comment));
  XML_SetProcessingInstructionHandler(parser, handler(Handlers::instruction));
  XML_SetCdataSectionHandler(parser, handler(Handlers::start_cdata), handler(Handlers::end_cdata));
  XML_SetXmlDeclHandler(parser, handler(Handlers::declaration));
  XML_SetStartDoctypeDeclHandler(parser, handler(Handlers::doctype));
}

void DocumentParser::listen() {
  if (listens == reader.wants_text()) return;
  listens = !listens;
  XML_SetCharacterDataHandler(expat.get(), listens ? handler(Handlers::characters) : nullptr);
}

template <typename Event>
void DocumentParser::guarded(Event event) noexcept {
  // Some events still come after a stop.
  if (failure || reader.stopped()) return;
  try {
    event();
  } catch (...) {
    failure = std::current_exception();
  }
  if (failure || reader.stopped()) XML_StopParser(expat.get(), XML_FALSE);
}

StartTag DocumentParser::start_tag(const char* name, const char** pairs) {
  // One too many is enough to refuse them.
  const std::size_t most = options.limits.max_attributes + 1;
  std::size_t count = 0;
  while (count < most && pairs[2 * count]) ++count;
  if (attributes.size() < count) attributes.resize(count);
  const std::size_t begin = at();
  const std::size_t length = size();
  const bool is_empty = text()[begin + length - 2] == '/';
  bool may_declare = false;
  for (std::size_t i = 0; i < count; ++i) {
    const char* const written = pairs[2 * i];
    may_declare |= *written == 'x';
    attributes[i].name = names.view(written);
  }
  // Last: the values have just been written, and wide loads of that have to wait.
  for (std::size_t i = 0; i < count; ++i) attributes[i].value = pairs[2 * i + 1];
  return {name, Attributes(attributes).first(count), begin, length, may_declare, is_empty};
}

std::size_t DocumentParser::at() const {
  const std::size_t index = byte_index(expat.get());
  return index > added_at ? index - 1 : index;
}

std::size_t DocumentParser::size() const { return byte_count(expat.get()); }

void DocumentParser::note_epilog() {
  if (reader.root_closed()) epilog_at = at() + size();
}

void DocumentParser::settle_epilog_error() {
  if (!may_be_text_after_root(expat_error) || !reader.root_closed()) return;
  const std::string_view rest = text().substr(epilog_at);
  const std::size_t blanks = leading_blanks(rest);
  if (blanks == rest.size() || rest[blanks] == '<') return;
  expat_error = XML_ERROR_JUNK_AFTER_DOC_ELEMENT;
  end_at = epilog_at + blanks;
}

void DocumentParser::pump(bool last) {
  if (failed) return;
  const std::size_t limit = options.limits.max_bytes;
  if (text().size() > limit) {
    reader.errors().report("LIMIT-BYTES"_rule, limit, 0,
                           "the document has more than " + std::to_string(limit) + " bytes", true);
    failed = true;
    return;
  }
  within_memory([&] { parse_rest(last); });
}

template <typename Work>
void DocumentParser::within_memory(Work work) {
  const std::size_t size = text().size();
  const std::size_t copy = source.is_borrowed() ? 0 : size + size / 8;
  try {
    meter.allow(options.limits.max_memory, size, copy);
    const Meter::Use use(meter);
    return work();
  } catch (const std::bad_alloc&) {
    if (!meter.is_exceeded()) throw;
  }
  failed = true;
  end_at = expat ? at() : size;
  reader.errors().report("LIMIT-MEMORY"_rule, end_at, 0, meter.problem(), true);
}

void DocumentParser::complete_version() {
  const DeclaredVersion version = declared_version(text());
  if (version.value != "1.") return;
  added_at = fed = version.offset + version.value.size();
  for (const std::string_view piece : {text().substr(0, fed), std::string_view("0")})
    if (XML_Parse(expat.get(), piece.data(), static_cast<int>(piece.size()), XML_FALSE) !=
        XML_STATUS_OK)
      throw std::bad_alloc();  // nothing else is wrong with a declaration that goes on
}

void DocumentParser::parse_rest(bool last) {
  if (fed == 0) complete_version();
  const std::size_t most = last_piece(text().size(), source.is_borrowed());
  // Makes room at once, where growing might end at twice as much.
  if (text().size() - fed > most && !XML_GetBuffer(expat.get(), static_cast<int>(most)))
    throw std::bad_alloc();
  do {
    const std::size_t left = text().size() - fed;
    const std::size_t size = left <= most ? left : std::min(left - most, most);
    const char* piece = text().data() + fed;
    fed += size;
    const bool final = last && fed == text().size();
    if (XML_Parse(expat.get(), piece, static_cast<int>(size), final) == XML_STATUS_OK) continue;
    failed = true;
    if (failure) std::rethrow_exception(failure);
    end_at = at();
    if (reader.stopped()) {
      end_at += this->size();
      break;
    }
    const XML_Error error = XML_GetErrorCode(expat.get());
    if (error == XML_ERROR_NO_MEMORY) throw std::bad_alloc();
    expat_error = error;
    settle_epilog_error();
  } while (!failed && fed < text().size());
}

void DocumentParser::feed(std::string_view piece) {
  if (!wants_more()) return;
  source.feed(piece);
  if (source.is_readable() && !source.text().empty()) pump(false);
}

void DocumentParser::finish() {
  const bool whole = source.finish();
  if (source.is_readable()) pump(whole);
}

void DocumentParser::feed_all(std::string_view document) {
  const bool whole = source.feed_all(document);
  if (source.is_readable()) pump(whole);
}

bool DocumentParser::end(Diagnostics& diagnostics, std::vector<Loss>& losses) {
  if (const auto& error = source.error(); error && !failed) {
    reader.errors().report(error->rule, error->offset, 0, error->message);
    failed = true;
  }
  if (expat_error != XML_ERROR_NONE)
    report_expat_stop({expat_error, end_at, reader.root_closed(), reader.had_recoverable_error()},
                      text(), dialect, reader.errors());
  if (!failed)
    within_memory([&] {
      // The rules need memory as well, and Expat's is worth keeping for small documents only.
      if (text().size() > kSmall) expat.reset();
      reader.validate_document();
    });
  // Whoever gets the document in pieces looks no further.
  const bool ended_early = expat_error != XML_ERROR_NONE || reader.stopped();
  const std::string_view seen = ended_early ? text().substr(0, end_at + kLookahead) : text();
  losses = reader.losses(seen);
  const bool good = !reader.has_error();
  if (good) reader.complete();
  diagnostics = reader.diagnostics(seen);
  return good;
}

}  // namespace virnet::internal
