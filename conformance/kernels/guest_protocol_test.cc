// What a booted kernel says, whole and broken, and the archive that it starts from.
#include "conformance/kernels/guest_protocol.h"

#include <gtest/gtest.h>

#include "conformance/kernels/archive.h"
#include "conformance/kernels/booted.h"

namespace virnet::conformance {
namespace {

TEST(Checksum, IsThatOfIeee8023) {
  EXPECT_EQ(checksum("123456789"), 0xcbf43926U);
  EXPECT_EQ(checksum(""), 0U);
}

TEST(Answers, ComeBackInWhateverPieces) {
  const std::string content("a\nb\0c", 5);
  const std::string bytes =
      to_bytes({"kernel", "6.1.0"}) + to_bytes({"file", content}) + to_bytes({"report", ""});
  for (std::size_t size = 1; size <= bytes.size(); ++size) {
    AnswerReader reader;
    std::vector<Answer> answers;
    for (std::size_t at = 0; at < bytes.size(); at += size) {
      reader.feed(std::string_view(bytes).substr(at, size));
      for (auto next = reader.next(); next && *next; next = reader.next())
        answers.push_back(std::move(**next));
    }
    ASSERT_EQ(answers.size(), 3U) << size;
    EXPECT_EQ(answers[0].content, "6.1.0");
    EXPECT_EQ(answers[1].word, "file");
    EXPECT_EQ(answers[1].content, content);
    EXPECT_EQ(answers[2].content, "");
  }
}

TEST(Answers, AreNotBelievedWhenAByteHasChanged) {
  const std::string bytes = to_bytes({"report", "{\"kernel\": \"6.1\"}"});
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    std::string broken = bytes;
    broken[i] = static_cast<char>(broken[i] ^ 0x04);
    AnswerReader reader;
    reader.feed(broken);
    const auto answer = reader.next();
    // A size that has grown waits for more; a word of another name is nobody's.
    const bool taken = answer && *answer && (*answer)->word == "report";
    EXPECT_FALSE(taken) << i;
  }
}

TEST(Answers, EndWhereTheKernelDies) {
  const std::string bytes = to_bytes({"report", "{}"});
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    AnswerReader reader;
    reader.feed(std::string_view(bytes).substr(0, size));
    const auto answer = reader.next();
    ASSERT_TRUE(answer) << size;
    EXPECT_FALSE(*answer) << size;
  }
  AnswerReader garbled;
  garbled.feed("\x1b[2J SeaBIOS (version 1.16.2-debian-1.16.2-1) and much more of such text\n");
  EXPECT_FALSE(garbled.next());
}

TEST(Requests, ComeBackAsTheyWere) {
  const Selection selection{.only = {"FRM-*", "A\"B"},
                            .skip = {"*-001"},
                            .repeat = 3,
                            .seed = 1ULL << 63,
                            .keep_folder = "/tmp/x"};
  const auto read = from_request(to_request(selection));
  ASSERT_TRUE(read);
  EXPECT_EQ(read->only, selection.only);
  EXPECT_EQ(read->skip, selection.skip);
  EXPECT_EQ(read->repeat, 3U);
  EXPECT_EQ(read->seed, 1ULL << 63);
  EXPECT_EQ(read->keep_folder, "/tmp/x");
  EXPECT_FALSE(from_request("{}"));
}

TEST(LastWords, AreThoseOfThePanic) {
  EXPECT_EQ(last_words("SeaBIOS\r\n[    1.25] Kernel panic - not syncing: No init\r\n"
                       "[    1.26] ---[ end Kernel panic - not syncing: No init ]---\r\n"),
            "Kernel panic - not syncing: No init");
  EXPECT_EQ(last_words("[    0.1] one\r\n[    0.2] two\r\n\r\n"), "two");
  EXPECT_EQ(last_words("boots\x1b"
                       "c\x1b[?7l\x1b[2Jsleeps"),
            "sleeps");
  EXPECT_EQ(last_words("boots\x1b["), "boots");
  EXPECT_EQ(last_words("["), "[");
  EXPECT_EQ(last_words(""), "");
}

// Byte for byte: what `cpio -o -H newc` makes of a file of this name, number, mode and content.
TEST(Archives, AreInTheNewForm) {
  Archive archive;
  archive.add("init", "hello", Archive::kProgram);
  const std::string bytes = archive.finish();
  const std::string head =
      "07070100000001000081ed0000000000000000000000010000000000000005000000000000000000000000000000"
      "00"
      "0000000500000000";
  EXPECT_EQ(bytes.substr(0, 110), head);
  EXPECT_EQ(bytes.substr(110, 5), std::string("init\0", 5));
  EXPECT_EQ(bytes.substr(116, 5), "hello");
  EXPECT_EQ(bytes.size() % 4, 0U);
  EXPECT_NE(bytes.find("TRAILER!!!"), std::string::npos);
}

}  // namespace
}  // namespace virnet::conformance
