// Documents in, models out.
#include <virnet/parse.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <type_traits>

#include "model/rules/between.h"
#include "model/values/storage.h"
#include "parser/read/document_parser.h"
#include "parser/read/network_status.h"
#include "parser/read/root_element.h"
#include "parser/write/write_as.h"

namespace virnet {
namespace {

using internal::Dialect;
using internal::Dialects;

std::optional<Network>& model_of(ParseResult& result) { return result.network; }
std::optional<NetworkPort>& model_of(NetworkPortResult& result) { return result.port; }

// Documents of one kind as one dialect has them, one after another.
template <typename Spec, const internal::DocumentType& kType, typename Result>
class DocumentReading {
 public:
  DocumentReading(const ParseOptions& options, const Dialect& dialect) : parser_(options, dialect) {
    begin();
  }

  // Prepares for the next document.
  void begin() {
    storage_ = std::make_shared<Storage>();
    parser_.begin({&kType, &storage_->spec, &storage_->arena});
  }
  [[nodiscard]] internal::DocumentParser& parser() { return parser_; }

  Result end() {
    Result result;
    if (parser_.end(result.diagnostics, result.losses)) {
      if constexpr (std::is_same_v<Result, ParseResult>)
        if (parser_.options.warnings) result.resources = parser_.reader.resources();
      using Model = std::remove_cvref_t<decltype(*model_of(result))>;
      model_of(result) = Storage::template as_checked<Model>(std::move(storage_));
    }
    return result;
  }

 private:
  using Storage = internal::Storage<Spec>;

  internal::DocumentParser parser_;
  std::shared_ptr<Storage> storage_;
};
using NetworkReading = DocumentReading<NetworkSpec, internal::kNetworkDocument, ParseResult>;
using PortReading =
    DocumentReading<NetworkPortSpec, internal::kNetworkPortDocument, NetworkPortResult>;

// What the two dialects of a release make of a document, in one result.
template <typename Result>
Result joined(const Dialects& dialects, Result older, Result newer) {
  newer.diagnostics = internal::reconcile({dialects.older, std::move(older.diagnostics)},
                                          {dialects.newer, std::move(newer.diagnostics)});
  if (model_of(older) && model_of(newer)) {
    const std::string old_form = write_as(dialects.older, *model_of(older));
    const std::string new_form = write_as(dialects.newer, *model_of(newer));
    if (old_form != new_form)
      internal::add_other_form(newer.diagnostics, dialects, old_form, new_form);
  }
  if (!has_error(newer.diagnostics)) return newer;
  Result refused;
  refused.diagnostics = std::move(newer.diagnostics);
  refused.losses = std::move(newer.losses);
  return refused;
}

}  // namespace

struct Parser::State {
  explicit State(const ParseOptions& options)
      : dialects(internal::dialects_of(options.release)), newer(options, dialects.newer) {
    if (dialects.differ()) older.emplace(options, dialects.older);
  }

  // Hands the document that is being read to `work`; if that throws, the document is lost.
  template <typename Work>
  void read(Work work) {
    if (!is_whole) begin();
    is_whole = false;
    work(newer.parser());
    if (older) work(older->parser());
    is_whole = true;
  }
  void begin() {
    newer.begin();
    if (older) older->begin();
    is_whole = true;
  }
  ParseResult end() {
    is_whole = false;
    ParseResult result = newer.end();
    if (older) result = joined(dialects, older->end(), std::move(result));
    begin();
    return result;
  }

  Dialects dialects;
  NetworkReading newer;
  std::optional<NetworkReading> older;  // where it may differ
  bool is_whole = true;                 // nothing has thrown since begin()
};

Parser::Parser(const ParseOptions& options) : state_(std::make_unique<State>(options)) {}
Parser::~Parser() = default;
Parser::Parser(Parser&&) noexcept = default;
Parser& Parser::operator=(Parser&&) noexcept = default;

void Parser::feed(std::string_view piece) {
  state_->read([&](internal::DocumentParser& parser) { parser.feed(piece); });
}

ParseResult Parser::finish() {
  state_->read([](internal::DocumentParser& parser) { parser.finish(); });
  return state_->end();
}

ParseResult Parser::parse(std::string_view document) {
  state_->read([&](internal::DocumentParser& parser) { parser.feed_all(document); });
  return state_->end();
}

ParseResult parse(std::string_view document, const ParseOptions& options) {
  return Parser(options).parse(document);
}

NetworkPortResult parse_networkport(std::string_view document, const ParseOptions& options) {
  const auto read = [&](const Dialect& dialect) {
    PortReading reading(options, dialect);
    reading.parser().feed_all(document);
    return reading.end();
  };
  const Dialects dialects = internal::dialects_of(options.release);
  NetworkPortResult newer = read(dialects.newer);
  if (!dialects.differ()) return newer;
  return joined(dialects, read(dialects.older), std::move(newer));
}

bool is_networkport(std::string_view document, Release release) {
  const auto [older, newer] = internal::dialects_of(release);
  return internal::has_networkport_root(document, newer.xml_library) ||
         (older.xml_library != newer.xml_library &&
          internal::has_networkport_root(document, older.xml_library));
}

std::string network_of_status(std::string_view document) {
  std::string result(document);
  const auto network = internal::find_network_in_status(document);
  if (!network) return result;
  const auto blank = [](char c) { return c == '\n' ? c : ' '; };
  const auto at = [&](std::size_t i) { return result.begin() + static_cast<std::ptrdiff_t>(i); };
  std::transform(result.begin(), at(network->begin), result.begin(), blank);
  std::transform(at(network->end), result.end(), at(network->end), blank);
  return result;
}

}  // namespace virnet
