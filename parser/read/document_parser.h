// parser/read/document_parser.h - One document on its way through Source, Expat and Reader.
#pragma once

#include <expat.h>
#include <virnet/parse.h>

#include <exception>
#include <string_view>
#include <vector>

#include "model/values/meter.h"
#include "parser/read/reader.h"
#include "parser/xml/expat_memory.h"
#include "parser/xml/interned_names.h"
#include "parser/xml/source.h"

namespace virnet::internal {

struct DocumentParser {
  DocumentParser(const ParseOptions& with, const Dialect& as);
  DocumentParser(const DocumentParser&) = delete;
  DocumentParser& operator=(const DocumentParser&) = delete;

  // Prepares for the next document.
  void begin(const Target& target);
  // A piece of it; the last one comes with finish(). Or all of it, without a copy.
  void feed(std::string_view piece);
  void finish();
  void feed_all(std::string_view document);
  // Hands Expat what has come since the last call, within the limits.
  void pump(bool last);
  // What was found, once the document has been read to its end or given up. Whether it is good.
  bool end(Diagnostics& diagnostics, std::vector<Loss>& losses);

  void parse_rest(bool last);
  // libvirt takes version='1.', Expat since 2.9 does not: it gets '1.0'.
  void complete_version();
  // Does the work if the limit on memory allows; otherwise the document is refused.
  template <typename Work>
  void within_memory(Work work);

  // Whether more of the document can still change what is reported.
  [[nodiscard]] bool wants_more() const { return !failed || text().size() < end_at + kLookahead; }
  static constexpr std::size_t kLookahead = 8;

  // The root or markup after it has ended.
  void note_epilog();
  // Text after the root is one error, at its first character.
  void settle_epilog_error();

  // Asks Expat for text while the reader wants it: there is more of that between the elements than
  // anything else.
  void listen();
  // What Expat hands over; attributes are name, value, ..., null.
  StartTag start_tag(const char* name, const char** pairs);
  // Where the event is that Expat reports, and how long.
  [[nodiscard]] std::size_t at() const;
  [[nodiscard]] std::size_t size() const;
  [[nodiscard]] std::string_view text() const { return source.text(); }

  // Runs a handler's work. Expat is C: nothing may be thrown through it.
  template <typename Event>
  void guarded(Event event) noexcept;

  ParseOptions options;
  Dialect dialect;
  Meter meter;
  ExpatParser expat = {nullptr, XML_ParserFree};
  Source source;
  Reader reader;
  InternedNames names;
  std::vector<Attribute> attributes;  // of the start tag at hand, and room for more
  std::exception_ptr failure;
  std::size_t fed = 0;
  bool listens = false;
  bool failed = false;  // the document is not read to its end
  // Why Expat stopped, and where it or the reader did; what it means may depend on the bytes that
  // follow.
  XML_Error expat_error = XML_ERROR_NONE;
  std::size_t end_at = 0;
  std::size_t epilog_at = 0;
  // Where Expat got a byte that the document does not have.
  static constexpr std::size_t kNothingAdded = std::string_view::npos;
  std::size_t added_at = kNothingAdded;
};

}  // namespace virnet::internal
