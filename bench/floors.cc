// What nobody can beat: copying the bytes, and Expat with handlers that do nothing.
#include <expat.h>

#include <cstring>
#include <memory>

#include "bench/suite.h"

namespace virnet::bench {
namespace {

class Expat {
 public:
  Expat() : parser_(XML_ParserCreate("UTF-8"), XML_ParserFree) { listen(); }

  // All of it in one piece, as virnet does.
  void parse(const std::string& document) {
    const int size = static_cast<int>(document.size());
    if (XML_Parse(parser_.get(), document.data(), size, XML_TRUE) != XML_STATUS_OK) std::abort();
  }
  void reset() {
    XML_ParserReset(parser_.get(), "UTF-8");
    listen();
  }

 private:
  // The events without which no reader of these documents gets along.
  void listen() {
    XML_SetElementHandler(
        parser_.get(), [](void*, const char*, const char**) {}, [](void*, const char*) {});
    XML_SetCharacterDataHandler(parser_.get(), [](void*, const char*, int) {});
  }

  std::unique_ptr<XML_ParserStruct, decltype(&XML_ParserFree)> parser_;
};

}  // namespace

void add_floors(Inputs& inputs) {
  for (LazyInput& input : inputs) {
    add_benchmark("copy/memcpy", input,
                  [copy = std::string()](const std::string& document) mutable {
                    copy.resize(document.size());
                    std::memcpy(copy.data(), document.data(), document.size());
                    benchmark::DoNotOptimize(copy.data());
                    benchmark::ClobberMemory();
                  });
    add_benchmark("parse/expat", input,
                  [expat = std::make_shared<Expat>()](const std::string& document) {
                    expat->parse(document);
                    expat->reset();
                  });
    add_benchmark("parse/expat-fresh", input,
                  [](const std::string& document) { Expat().parse(document); });
  }
}

}  // namespace virnet::bench
