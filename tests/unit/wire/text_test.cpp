#include "wire/text.h"

#include <gtest/gtest.h>

#include "wire/limits.h"

namespace holdwatch::wire {
namespace {

TEST(Text, PrintableTextIsClean) {
  EXPECT_TRUE(is_clean(""));
  EXPECT_TRUE(is_clean("~ a line of plain text, longer than a word {}|"));
  EXPECT_TRUE(is_clean("Zürich, 東京"));
}

TEST(Text, AControlCharacterIsFoundWhereverItStands) {
  for (std::size_t size = 1; size < 20; ++size) {
    for (std::size_t at = 0; at < size; ++at) {
      for (const char control : {'\0', '\n', '\x1f', '\x7f'}) {
        std::string text(size, '~');
        text[at] = control;
        EXPECT_FALSE(is_clean(text)) << size << ' ' << at;
      }
    }
  }
}

TEST(Text, InvalidUtf8IsFoundWhereverItStands) {
  for (std::size_t at = 0; at < 17; ++at) {
    std::string text(17, '~');
    text[at] = '\xff';
    EXPECT_FALSE(is_clean(text)) << at;
  }
}

TEST(Text, WhatIsWrongIsNamed) {
  EXPECT_EQ(check_text(std::string(kMaxTextBytes, 'x'), "queue"), std::nullopt);
  EXPECT_EQ(check_text(std::string(kMaxTextBytes + 1, 'x'), "queue")->reason,
            Disposition::oversized);
  EXPECT_EQ(check_text("a\x80", "queue")->detail, "queue: invalid UTF-8 in `a\\x80`");
  EXPECT_EQ(check_text("a\x07", "queue")->detail, "queue: control character in `a\\x07`");
}

TEST(Text, AnExcerptIsCutAndPrintable) {
  EXPECT_EQ(excerpt("a \"b\"\n\xc3\xbc"), "`a \"b\"\\x0a\\xc3\\xbc`");
  EXPECT_EQ(excerpt(std::string(81, 'x')), "`" + std::string(80, 'x') + "`...");
}

}  // namespace
}  // namespace holdwatch::wire
