// A diagnostic with its source line and caret.
#include <gtest/gtest.h>

#include "cli/render/render.h"

namespace virnet::cli {
namespace {

// A diagnostic on `length` characters at the first `what` of a document of one line.
std::string rendered(const std::string& text, const std::string& what, std::size_t column,
                     std::size_t length, bool color = false) {
  Diagnostic d = {.code = "NET-X-001", .message = "wrong"};
  d.span = {.offset = text.find(what),
            .length = what.size(),
            .line = 1,
            .column = column,
            .end_line = 1,
            .end_column = column + length};
  return render_text({"n.xml", text, {d}}, color);
}

TEST(RenderText, PointsAtThePlace) {
  EXPECT_EQ(rendered("<a b='x'/>", "b", 4, 1),
            "n.xml:1:4: error: wrong [NET-X-001]\n  | <a b='x'/>\n  |    ^\n");
  EXPECT_EQ(rendered("<a bcd='x'/>\r\n<e/>\n", "bcd", 4, 3),
            "n.xml:1:4: error: wrong [NET-X-001]\n  | <a bcd='x'/>\n  |    ^~~\n");
}

TEST(RenderText, CountsCharactersAndShowsControlsAsBlanks) {
  EXPECT_EQ(rendered("<\u00fc\u20ac\t\u009b b='x'/>", "b=", 7, 1),
            "n.xml:1:7: error: wrong [NET-X-001]\n  | <\u00fc\u20ac   b='x'/>\n  |       ^\n");
}

TEST(RenderText, CutsALongLineAroundThePlace) {
  const std::string text = std::string(1000, 'a') + "b" + std::string(1000, 'c');
  const std::string out = rendered(text, "b", 1001, 1);
  const std::string lead = "  | ..." + std::string(40, 'a') + "b";
  const std::size_t line = out.find('\n') + 1;
  EXPECT_EQ(out.substr(line, lead.size()), lead);
  const std::size_t caret = out.find('\n', line) + 1;
  EXPECT_EQ(out.substr(caret), "  | " + std::string(lead.size() - 5, ' ') + "^\n");
  EXPECT_LT(out.size(), 300U);
}

TEST(RenderText, CutsTheRunOfALongPlace) {
  const std::string text(5000, 'a');
  const std::string out = rendered(text, "a", 1, 5000);
  EXPECT_TRUE(out.ends_with("~\n"));
  EXPECT_LT(out.size(), 400U);
}

TEST(RenderText, PointsBehindTheEnd) {
  EXPECT_EQ(rendered("<a>", "", 4, 0), "n.xml:1:4: error: wrong [NET-X-001]\n  | <a>\n  |    ^\n");
}

TEST(RenderText, LeavesOutWhatThereIsNot) {
  const Diagnostic d = {.code = "LIMIT-BYTES",
                        .severity = Severity::Note,
                        .message = "too\nlong",
                        .hint = "did you mean 'x'?",
                        .deviation = true};
  EXPECT_EQ(render_text({"n.xml", {}, {d}}, false),
            "n.xml: note: too\\nlong [LIMIT-BYTES]\n  did you mean 'x'?\n"
            "  libvirt accepts this; virnet refuses it on purpose, see docs/compat.md\n");
}

TEST(RenderText, ColorsOnlyWhenAsked) {
  EXPECT_EQ(rendered("<a b='x'/>", "b", 4, 1, true),
            "\033[1mn.xml:1:4:\033[0m \033[1;31merror:\033[0m wrong [NET-X-001]\n"
            "  | <a b='x'/>\n  |    \033[1;32m^\033[0m\n");
}

// What is kept for some places shows the same there, and is not much.
TEST(SourceText, KeepsWhatExcerptsShow) {
  std::string text;
  for (int i = 0; i < 5000; ++i) text += "line " + std::to_string(i) + "\r\n";
  text += std::string(50'000, 'a') + "b" + std::string(50'000, 'c');
  const std::vector<std::size_t> places = {
      0, 4, text.find("1234"), text.find("1235"), text.find('b'), text.size()};
  const SourceText whole(text);
  SourceText kept(text);
  kept.keep_only(places);
  for (const std::size_t place : places) {
    EXPECT_EQ(kept.line_at(place).text, whole.line_at(place).text) << place;
    EXPECT_EQ(kept.line_at(place).at, whole.line_at(place).at) << place;
  }
  EXPECT_EQ(whole.line_at(4).text, "line 0");
  EXPECT_EQ(whole.line_at(4).at, 4U);
  EXPECT_LT(whole.line_at(text.find('b')).text.size(), 4000U);
  EXPECT_NE(kept.line_at(text.find("4000")).text, "line 4000");
  EXPECT_TRUE(SourceText("").empty());
}

}  // namespace
}  // namespace virnet::cli
