#include "conformance/property/documents.h"

#include <iterator>
#include <string_view>

#include "conformance/property/networks.h"

namespace virnet::generate {
namespace {

constexpr std::string_view kDeclarations[] = {
    "<?xml version='1.0'?>",
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n",
    "<?xml version='1.0' encoding='utf-8' standalone='yes'?>",
    "<?xml version='1.1'?>",
    "<?xml version='1.'?>",
    "<?xml version='1.99' standalone='no' ?>\r\n",
    "<?xml version='1'?>",
    "<?xml version='2.0'?>",
    "<?xml version='1.0' standalone='YES'?>",
    "<?xml version='1.0' standalone='yes' encoding='utf-8'?>",
    "<?xml encoding='utf-8'?>",
    " <?xml version='1.0'?>",
    "<?xml version='1.0' encoding='iso-8859-1'?>",
    "<?xml version='1.0' encoding='ISO-8859-15'?>",
    "<?xml version='1.0' encoding='us-ascii'?>",
    "<?xml version='1.0' encoding='windows-1252'?>",
    "<?xml version='1.0' encoding='koi8-r'?>",
    "<?xml version='1.0' encoding='no-such'?>",
    "<?xml version='1.0' encoding='8bit'?>",
    "<?xml version='1.0' encoding='utf-16'?>",
    "<?XML version='1.0'?>",
    "<?xml-stylesheet href='x'?>",
};
constexpr std::string_view kPrologs[] = {"\n",
                                         "<!-- before -->",
                                         "<?pi data?>\n",
                                         " \t\r\n",
                                         "<!DOCTYPE network>",
                                         "<!DOCTYPE whatever>\n",
                                         "<!-- a -- b -->"};
constexpr std::string_view kEpilogs[] = {"\n",         "<!-- after -->", "<?pi?>", " \r\n",
                                         "junk",       "<network/>",     "&amp;",  "<!-- open",
                                         "</network>", "<?open"};
constexpr std::string_view kMarks[] = {"\xef\xbb\xbf", "\xef\xbb\xbf\xef\xbb\xbf"};

}  // namespace

std::string wrapped(Choices& choices, std::string document) {
  for (std::size_t n = choices.below(3); n > 0; --n) document.insert(0, choices.pick(kPrologs));
  for (std::size_t n = choices.below(2); n > 0; --n) document.append(choices.pick(kEpilogs));
  if (choices.chance(60)) document.insert(0, choices.pick(kDeclarations));
  if (choices.chance(10)) document.insert(0, choices.pick(kMarks));
  return document;
}

std::string damaged(Choices& choices, std::string document) {
  constexpr std::string_view kInserted[] = {"<",
                                            ">",
                                            "&",
                                            "'",
                                            "\"",
                                            "/",
                                            "=",
                                            " ",
                                            "\n",
                                            "\r",
                                            "\r\n",
                                            "\t",
                                            ":",
                                            "]]>",
                                            "--",
                                            "\x01",
                                            "\x80",
                                            "\xc3\xa9",
                                            "\xff",
                                            "\x7f",
                                            "&#x41;",
                                            "&lt;",
                                            "<!--",
                                            "<![CDATA[",
                                            "?>",
                                            "xmlns",
                                            "\xed\xa0\x80",
                                            "\xef\xbf\xbf",
                                            "\xc0\x80",
                                            "a",
                                            "0",
                                            "-"};
  for (std::size_t n = 1 + choices.below(3); n > 0 && !document.empty(); --n) {
    const std::size_t at = choices.below(document.size());
    switch (choices.below(5)) {
      case 0: document.insert(at, choices.pick(kInserted)); break;
      case 1: document.erase(at, 1 + choices.below(4)); break;
      case 2: document.replace(at, 1, choices.pick(kInserted)); break;
      case 3:
        document.insert(choices.below(document.size()), document.substr(at, 1 + choices.below(30)));
        break;
      default:
        if (choices.chance(20))
          document.resize(at);
        else
          document[at] = static_cast<char>(1 + choices.below(255));
        break;
    }
  }
  return document;
}

std::string faithful_document(Choices& choices, const NetworkSpec& network) {
  Node root = markup_of(network);
  if (choices.chance(80)) dress(choices, root);
  return written(choices, root);
}

std::string document(Choices& choices) {
  constexpr std::size_t kDisturbances[] = {0, 0, 1, 1, 1, 2, 2, 3, 5};
  Node root;
  if (choices.chance(6)) {
    root = text_puzzle(choices);
  } else {
    const Release release = some_release(choices);
    const Network made = network(choices, release).finish(release).value();
    root = markup_of(*made);
    if (choices.chance(70)) dress(choices, root);
    if (choices.chance(25)) add_metadata(choices, root);
    if (choices.chance(12)) add_small_world(choices, root);
  }
  for (std::size_t n = choices.pick(kDisturbances); n > 0; --n) disturb(choices, root);
  std::string bytes = written(choices, root);
  if (choices.chance(15)) bytes = wrapped(choices, std::move(bytes));
  if (choices.chance(12)) bytes = damaged(choices, std::move(bytes));
  return bytes;
}

}  // namespace virnet::generate
