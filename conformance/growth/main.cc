// virnet-growth - Goes a path through documents of some size and of twice that: what callgrind
// counts instructions of, each time measured() is called. growth_test.py runs it.
//
//   virnet-growth [--every N] [TEXT...]    the shapes whose name holds one of the texts, or all; of
//                                          those that the schema table makes every Nth
//
// Prints a line for each path: the sizes of the two documents, the path, the shape.
#include <fmt/format.h>
#include <virnet/domain.h>
#include <virnet/host_conflicts.h>
#include <virnet/parse.h>
#include <virnet/write.h>

#include <algorithm>
#include <cstdlib>
#include <span>

#include "cli/render/render.h"
#include "conformance/growth/shape.h"

// With a name that callgrind can be told.
extern "C" [[gnu::noinline]] void virnet_growth_measured(const std::function<void()>& work) {
  work();
}

namespace virnet::growth {
namespace {

// One way to process a document: the preparation, which is not measured, and the step that is.
struct Path {
  std::string_view name;
  std::function<std::function<void()>(const std::string& document)> prepare;
  bool is_wide = false;  // has most of the others in it
};

const ParseOptions kStrict = {.define = true, .strict = true};

// With the same resources under another name, and under no uuid.
void find_conflicts_of(const std::vector<HostResource>& resources) {
  std::vector<HostResource> renamed = resources;
  for (HostResource& resource : renamed)
    if (resource.kind == HostResource::Kind::Name) resource.value += "2";
  const std::vector<ResourceOwner> owners = {{"a.xml", resources}, {"b.xml", renamed}};
  static_cast<void>(find_conflicts(owners));
}

void render_all(const std::string& document, const Diagnostics& diagnostics) {
  const std::vector<cli::FileReport> reports = {{"a.xml", document, diagnostics}};
  static_cast<void>(cli::render_text(reports.front(), true));
  static_cast<void>(cli::render_json(reports));
  static_cast<void>(cli::render_sarif(reports));
  static_cast<void>(cli::render_junit(reports));
  static_cast<void>(cli::render_github(reports));
}

// Parsing with these options.
auto reading(auto (*parse)(std::string_view, const ParseOptions&), const ParseOptions& options) {
  return [=](const std::string& text) { return [=] { static_cast<void>(parse(text, options)); }; };
}

std::vector<Path> paths_of_networks() {
  return {
      {"parse", reading(parse, {.warnings = false})},
      {"lint", reading(parse, {})},
      {"strict", reading(parse, kStrict), true},
      {"older", reading(parse, {.release = kOldestRelease}), true},
      {"write",
       [](const std::string& text) -> std::function<void()> {
         const auto network = parse(text).network;
         if (!network) return [] {};
         return [network = *network] { static_cast<void>(write(network)); };
       }},
      {"conflicts",
       [](const std::string& text) -> std::function<void()> {
         return [resources = parse(text).resources] { find_conflicts_of(resources); };
       }},
      {"render",
       [](const std::string& text) -> std::function<void()> {
         return [text, found = parse(text, kStrict).diagnostics] { render_all(text, found); };
       }},
  };
}

std::vector<Path> paths_of_ports() {
  return {
      {"parse", reading(parse_networkport, {.warnings = false})},
      {"lint", reading(parse_networkport, {})},
      {"strict", reading(parse_networkport, kStrict), true},
      {"write",
       [](const std::string& text) -> std::function<void()> {
         const auto port = parse_networkport(text).port;
         if (!port) return [] {};
         return [port = *port] { static_cast<void>(write(port)); };
       }},
  };
}

void read_guest(std::string_view document) {
  constexpr std::size_t kPiece = 64 << 10;
  DomainReader reader;
  for (; !document.empty(); document.remove_prefix(std::min(kPiece, document.size())))
    reader.feed(document.substr(0, kPiece));
  static_cast<void>(reader.finish());
}

std::vector<Path> paths_of(Kind kind) {
  switch (kind) {
    case Kind::Network: return paths_of_networks();
    case Kind::Port: return paths_of_ports();
    case Kind::Status:
      return {{"status", [](const std::string& text) -> std::function<void()> {
                 return [=] { static_cast<void>(parse(network_of_status(text))); };
               }}};
    case Kind::Domain: break;
  }
  return {{"guest", [](const std::string& text) -> std::function<void()> {
             return [=] { read_guest(text); };
           }}};
}

void measure(const Shape& shape) {
  const std::string small = shape.document(shape.count);
  const std::string large = shape.document(2 * shape.count);
  for (const Path& path : paths_of(shape.kind)) {
    if (shape.is_brief && !path.is_wide) continue;
    virnet_growth_measured(path.prepare(small));
    virnet_growth_measured(path.prepare(large));
    fmt::print("{}\t{}\t{}\t{}\n", small.size(), large.size(), path.name, shape.name);
  }
}

bool is_wanted(const Shape& shape, std::span<char*> texts) {
  return texts.empty() || std::ranges::any_of(texts, [&](std::string_view text) {
           return shape.name.contains(text);
         });
}

}  // namespace

int run(std::span<char*> arguments) {
  std::size_t every = 1;
  if (arguments.size() >= 2 && std::string_view(arguments[0]) == "--every") {
    every = std::strtoul(arguments[1], nullptr, 10);
    arguments = arguments.subspan(2);
  }
  std::vector<Shape> shapes;
  add_shapes_of_networks(shapes);
  add_shapes_of_domains(shapes);
  add_shapes_of_schema(shapes);
  // What is made once counts for none of them.
  for (const Path& path : paths_of(Kind::Network))
    path.prepare("<network><name>n</name></network>")();
  for (const Path& path : paths_of(Kind::Port)) path.prepare("<networkport/>")();
  std::size_t number = 0;
  for (const Shape& shape : shapes)
    if (is_wanted(shape, arguments) && (!shape.is_brief || number++ % every == 0)) measure(shape);
  return 0;
}

}  // namespace virnet::growth

int main(int argc, char** argv) {
  return virnet::growth::run(std::span(argv, static_cast<std::size_t>(argc)).subspan(1));
}
