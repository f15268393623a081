// cli/render/conform_render.h - What `virnet conform` found, for people and for programs, one file
// a format.
#pragma once

#include <virnet/conform_catalogue.h>
#include <virnet/diagnostic.h>

#include <cstdint>
#include <string>
#include <vector>

namespace virnet::cli {

// One document, or the catalogue on one kernel, and what became of it.
struct ConformedDocument {
  enum class State : std::uint8_t {
    Proved,          // `report` says how well
    NothingToProve,  // no bridge; `message` says so
    Invalid,         // `diagnostics` say why
    Trouble,         // it could not be done; `message` says why
  };
  State state = State::Trouble;
  bool catalogue = false;
  std::string path = {};  // or the name of the kernel
  std::string text = {};  // the document
  std::string message = {};
  Diagnostics diagnostics = {};
  ConformReport report = {};
};

// A table, one line a statement. Lines are cut at `width` columns unless it is 0; those of failures
// never.
[[nodiscard]] std::string render_conform_text(const ConformedDocument& document, bool color,
                                              std::size_t width);
// Test Anything Protocol, version 13.
[[nodiscard]] std::string render_conform_tap(const std::vector<ConformedDocument>& documents);
// A test suite for each document, a test case for each statement.
[[nodiscard]] std::string render_conform_junit(const std::vector<ConformedDocument>& documents);
// Statements by kernels: a page of Markdown, and a self-contained one of HTML that shows the
// evidence and the frames' paths. For the catalogue only.
[[nodiscard]] std::string render_conform_markdown(const std::vector<ConformedDocument>& documents);
[[nodiscard]] std::string render_conform_html(const std::vector<ConformedDocument>& documents);
// One object, see virnet(1).
[[nodiscard]] std::string render_conform_json(const std::vector<ConformedDocument>& documents);

// The catalogue's lines: ids, modes, sentences, kernels.
[[nodiscard]] std::string render_catalogue_text(const std::vector<CatalogueLine>& lines);
[[nodiscard]] std::string render_catalogue_json(const std::vector<CatalogueLine>& lines);

// "bridge.xml: network 'n', bridge virbr0, macTableManager='libvirt', on Linux 6.1", or
// "host: the catalogue on Linux 6.1".
[[nodiscard]] std::string title_of(const ConformedDocument& document);
// "FRM-003 [kernel]" where the statement is about one of two modes in a catalogue, or the id.
[[nodiscard]] std::string id_of(const StatementResult& result);
// "3 pass, 0 fail, 1 skip".
[[nodiscard]] std::string counts_of(const ConformReport& report);
// The first error of an invalid document: "bridge.xml:3:9: message [CODE]".
[[nodiscard]] std::string first_error(const ConformedDocument& document);

}  // namespace virnet::cli
