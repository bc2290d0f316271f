#include <gtest/gtest.h>

#include "core/detection/recent_waits.h"
#include "core/detection/talk_watch.h"
#include "core/detection/usual_agents.h"
#include "core/detection/usual_waits.h"
#include "unit/core/detection/support.h"

namespace holdwatch::core {
namespace {

using namespace detector_test;

TEST(UsualAgents, OneShortShiftIsNoNewUsual) {
  UsualAgents usual;
  EXPECT_EQ(usual.at(40), 0) << "not known";
  usual.learn(40, 12);
  EXPECT_DOUBLE_EQ(usual.at(40), 12);
  usual.learn(40, 12);
  usual.learn(40, 5);
  EXPECT_DOUBLE_EQ(usual.at(40), 12);
  usual.learn(40, 5);
  EXPECT_DOUBLE_EQ(usual.at(40), 5) << "twice in three weeks is";
}

TEST(TalkWatch, NoticesConversationsTwiceAsLongAndTheirEnd) {
  TalkWatch watch;
  for (int i = 0; i < 300; ++i) watch.ended(seconds{100 + 37 * (i % 11)});
  EXPECT_FALSE(watch.longer());
  int n = 0;
  while (!watch.longer() && n < 100) watch.ended(2 * seconds{100 + 37 * (n++ % 11)});
  EXPECT_LT(n, 40);
  for (int i = 0; i < 60; ++i) watch.ended(seconds{100 + 37 * (i % 11)});
  EXPECT_FALSE(watch.longer());
  EXPECT_NEAR(watch.factor(), 1, 0.25);
}

TEST(TalkWatch, OneEndlessConversationIsNoSpell) {
  TalkWatch watch;
  for (int i = 0; i < 300; ++i) watch.ended(seconds{100 + 37 * (i % 11)});
  watch.ended(hours{11});
  EXPECT_FALSE(watch.longer());
}

TEST(RecentWaits, ForgetsAfterAQuarterOfAnHour) {
  RecentWaits recent;
  const Time t = at(2026, 2, 2, 10);
  recent.wait_ended(t, minutes{2}, true, false);
  recent.wait_ended(t + minutes{5}, minutes{1}, false, true);
  EXPECT_EQ(recent.counts(t + minutes{15}).bad, 1u);
  EXPECT_EQ(recent.counts(t + minutes{16}).bad, 0u);
  EXPECT_EQ(recent.counts(t + minutes{16}).ended, 1u);
  EXPECT_DOUBLE_EQ(recent.counts(t + minutes{30}, 30).minutes, 3);
  EXPECT_EQ(recent.counts(t + hours{5}).ended, 0u);
}

TEST(UsualWaits, EachHourHasItsShareAndNewOnesTheMean) {
  UsualWaits usual;
  for (int i = 0; i < 400; ++i) usual.learn(40, minutes{1}, i % 2 == 0, true);
  for (int i = 0; i < 400; ++i) usual.learn(80, minutes{0}, false, i % 10 == 0);
  EXPECT_NEAR(usual.bad_share(40), 1, 0.05);
  EXPECT_NEAR(usual.over_share(40), 0.5, 0.05);
  EXPECT_NEAR(usual.bad_share(80), 0.1, 0.05);
  EXPECT_NEAR(usual.bad_share(0), 0.55, 0.05);
}

}  // namespace
}  // namespace holdwatch::core
