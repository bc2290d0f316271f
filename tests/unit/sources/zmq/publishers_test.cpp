#include "sources/zmq/publishers.h"

#include <gtest/gtest.h>

#include <string>

namespace holdwatch::zmq {
namespace {

TEST(Publishers, MissNothingInOrder) {
  Publishers publishers;
  for (std::uint64_t sequence = 5; sequence < 100; ++sequence) {
    const auto seen = publishers.see("pbx", sequence);
    EXPECT_EQ(seen.missed, 0u) << "the first may be any number";
    EXPECT_FALSE(seen.restarted);
  }
}

TEST(Publishers, CountTheMessagesInAGap) {
  Publishers publishers;
  publishers.see("pbx", 1);
  EXPECT_EQ(publishers.see("pbx", 5).missed, 3u);
  EXPECT_EQ(publishers.see("pbx", 6).missed, 0u);
}

TEST(Publishers, AreToldApart) {
  Publishers publishers;
  publishers.see("a", 1);
  publishers.see("b", 100);
  EXPECT_EQ(publishers.see("a", 2).missed, 0u);
  EXPECT_EQ(publishers.see("b", 101).missed, 0u);
  EXPECT_EQ(publishers.see("b", 103).missed, 1u);
}

TEST(Publishers, StandWhereTheyStoodInTheNextRun) {
  Publishers before;
  before.see("pbx 1", 7);
  before.see("", 8);
  before.see("pbx 1", 9);
  before.see("quiet", 0);
  Publishers after;
  after.restore(before.to_text());
  EXPECT_EQ(after.see("pbx 1", 12).missed, 2u);
  EXPECT_EQ(after.see("", 9).missed, 0u);
  EXPECT_EQ(after.see("quiet", 4).missed, 0u) << "it was never numbered";
}

TEST(Publishers, TakeNothingFromATextThatIsNotTheirs) {
  for (const char* text : {"", " ", "7", "7 ", "7 3", "7 4 pbx", "x 3 pbx", "0 3 pbx",
                           "99999999999999999999999 3 pbx", "7 -3 pbx"}) {
    Publishers publishers;
    publishers.restore(text);
    EXPECT_EQ(publishers.to_text(), "") << text;
  }
}

TEST(Publishers, MayStartAgain) {
  Publishers publishers;
  publishers.see("pbx", 1000);
  const auto anew = publishers.see("pbx", 1);
  EXPECT_TRUE(anew.restarted);
  EXPECT_EQ(anew.missed, 0u);
  EXPECT_EQ(publishers.see("pbx", 2).missed, 0u);
}

TEST(Publishers, MissTheStartOfARestartTheyWereNotHeardIn) {
  Publishers publishers;
  publishers.see("pbx", 1000);
  const auto anew = publishers.see("pbx", 4);
  EXPECT_TRUE(anew.restarted);
  EXPECT_EQ(anew.missed, 3u);
}

TEST(Publishers, SayNothingNewTwiceOrWithoutANumber) {
  Publishers publishers;
  publishers.see("pbx", 7);
  for (const std::uint64_t sequence : {0u, 7u, 0u, 7u}) {
    const auto seen = publishers.see("pbx", sequence);
    EXPECT_EQ(seen.missed, 0u);
    EXPECT_FALSE(seen.restarted);
  }
  EXPECT_EQ(publishers.see("pbx", 8).missed, 0u);
}

TEST(Publishers, AreForgottenFromTheLongestQuietOn) {
  Publishers publishers;
  publishers.see("quiet", 1);
  publishers.see("busy", 1);
  std::uint64_t busy = 1;
  for (std::size_t i = 0; i < Publishers::kMostPublishers - 1; ++i) {
    publishers.see("passing " + std::to_string(i), 1);
    EXPECT_EQ(publishers.see("busy", ++busy).missed, 0u);
  }
  EXPECT_EQ(publishers.see("busy", busy + 2).missed, 1u) << "still known";
  EXPECT_EQ(publishers.see("quiet", 10).missed, 0u) << "a stranger again";
}

}  // namespace
}  // namespace holdwatch::zmq
