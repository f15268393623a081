// parser/read/text_reader.h - The content of an element whose text counts: of <name> and its like,
// and of <metadata>.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "parser/read/metadata.h"
#include "parser/read/namespaces.h"
#include "parser/read/open_element.h"
#include "parser/read/size_limits.h"
#include "parser/read/text_content.h"
#include "parser/xml/source.h"
#include "parser/xml/start_tag.h"

namespace virnet::internal {

class MarkupLint;

class TextReader {
 public:
  TextReader(const Source& source, Namespaces& namespaces, SizeLimits& limits, MarkupLint& lint)
      : source_(source), namespaces_(namespaces), limits_(limits), lint_(lint) {}
  void begin(const Dialect& dialect);

  // Begins with the start tag of such an element at this depth; then the reader is active until its
  // end tag.
  void start(const OpenElement& element, const StartTag& tag, unsigned depth);
  [[nodiscard]] bool active() const { return content_.active(); }
  // Whether markup at this place comes back when the network is written.
  [[nodiscard]] bool keeps_markup() const { return active() && !content_.at_root(); }

  // What is in the element; `at` is the offset in the document. Text is what Expat made of it.
  void start_element(const StartTag& tag, unsigned depth);
  // Whether that was the end tag of the element itself.
  bool end_element(std::size_t at);
  void characters(std::string_view text, std::size_t at);
  void comment(std::string_view text, std::size_t at);
  void instruction(std::string_view target, std::string_view text, std::size_t at);
  void start_cdata(std::size_t at);
  void end_cdata();

  // Of the element that has just ended.
  [[nodiscard]] const TextContent& content() const { return content_; }
  // Of the document.
  [[nodiscard]] const Metadata& metadata() const { return metadata_; }

 private:
  static constexpr std::size_t kNoRun = ~std::size_t{0};

  void flush_run(std::size_t at, RunEnd end);
  const MetadataElement& resolve(std::string_view name, Attributes attributes, unsigned depth);

  const Source& source_;
  Namespaces& namespaces_;
  SizeLimits& limits_;
  MarkupLint& lint_;
  Dialect dialect_ = kNewestDialect;
  TextContent content_;
  Metadata metadata_;
  MetadataElement metadata_element_;  // the one at hand
  std::size_t tag_ = 0;               // of the element
  std::size_t run_start_ = kNoRun;    // of character data
  std::string cdata_;
  bool in_cdata_ = false;
};

}  // namespace virnet::internal
