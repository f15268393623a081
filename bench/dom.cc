// Libraries that build a tree of the document and know nothing of networks.
#ifdef VIRNET_HAVE_LIBXML2
#include <libxml/parser.h>
#endif
#ifdef VIRNET_HAVE_PUGIXML
#include <pugixml.hpp>
#endif

#include "bench/suite.h"

namespace virnet::bench {

void add_trees([[maybe_unused]] Inputs& inputs) {
#ifdef VIRNET_HAVE_LIBXML2
  benchmark::AddCustomContext("libxml2", LIBXML_DOTTED_VERSION);
  for (LazyInput& input : inputs)
    add_benchmark("parse/libxml2", input, [](const std::string& document) {
      xmlDoc* tree = xmlReadMemory(document.data(), static_cast<int>(document.size()), nullptr,
                                   nullptr, XML_PARSE_NONET | XML_PARSE_HUGE);
      xmlFreeDoc(tree);
    });
#endif
#ifdef VIRNET_HAVE_PUGIXML
  benchmark::AddCustomContext("pugixml", std::to_string(PUGIXML_VERSION));
  for (LazyInput& input : inputs)
    add_benchmark("parse/pugixml", input, [](const std::string& document) {
      pugi::xml_document tree;
      benchmark::DoNotOptimize(tree.load_buffer(document.data(), document.size()));
    });
#endif
}

}  // namespace virnet::bench
