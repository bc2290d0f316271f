#include "app/report/words.h"

#include <gtest/gtest.h>

namespace holdwatch::report {
namespace {

TEST(WordsTest, FiguresAreGroupedAndRounded) {
  EXPECT_EQ(grouped(0.4), "0");
  EXPECT_EQ(grouped(999.5), "1,000");
  EXPECT_EQ(grouped(1234567), "1,234,567");
  EXPECT_EQ(range({412, 380.2, 447.4}), "380–447");
  EXPECT_EQ(range({3, 2.6, 3.4}), "3");
}

TEST(WordsTest, MinutesBecomeHoursFromTwoOn) {
  EXPECT_EQ(spent(119), "119 min");
  EXPECT_EQ(spent(246), "4.1 h");
  EXPECT_EQ(spent(60'060), "1,001 h");
  EXPECT_EQ(spent_range({246, 228, 252}), "3.8–4.2 h");
  EXPECT_EQ(spent_range({90, 80, 130}), "80–130 min");
}

TEST(WordsTest, ASuspicionIsNeverQuiteCertain) {
  EXPECT_EQ(percent(1), "100 %");
  EXPECT_EQ(certainty(1), "over 99 %");
  EXPECT_EQ(certainty(0.84), "84 %");
  EXPECT_EQ(percent(0.003), "0.3 %");
  EXPECT_EQ(percent(0.0003), "under 0.1 %");
  EXPECT_EQ(percent(0), "0 %");
}

TEST(WordsTest, NamesAreSpokenWithoutUnderscores) {
  EXPECT_EQ(titled("supply_chain"), "Supply chain");
  EXPECT_EQ(spoken("supply_chain"), "supply chain");
  EXPECT_EQ(titled(""), "");
  EXPECT_EQ(titled("Übersee"), "Übersee");
}

TEST(WordsTest, WhatHtmlTakesForMarkupIsEscaped) {
  EXPECT_EQ(escape_html("<script>alert('a' & \"b\")</script>"),
            "&lt;script&gt;alert(&#39;a&#39; &amp; &quot;b&quot;)&lt;/script&gt;");
}

TEST(WordsTest, WhatMarkdownTakesForMarkupIsEscapedAndALineStaysOne) {
  EXPECT_EQ(escape_markdown("a|b\n# c *d* [e](f) <g> `h` ~i~ \\"),
            "a\\|b # c \\*d\\* \\[e\\](f) &lt;g&gt; \\`h\\` \\~i\\~ \\\\");
}

TEST(WordsTest, AMomentIsToldByTheClockOnTheWall) {
  const Zone zone("X", {{Time::min(), std::chrono::hours{-5}}});
  const Time t = std::chrono::sys_days{std::chrono::year{2026} / 3 / 2} + std::chrono::minutes{185};
  EXPECT_EQ(moment(t, zone), "Sun 1 Mar, 22:05");
}

}  // namespace
}  // namespace holdwatch::report
