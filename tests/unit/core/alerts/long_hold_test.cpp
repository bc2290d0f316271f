#include "core/alerts/long_hold.h"

#include <gtest/gtest.h>

#include "support/monday.h"

namespace holdwatch::core {
namespace {

using std::chrono::minutes;
using std::chrono::seconds;
using test::at;

constexpr Duration kLimit = seconds{60};

Holding waiting_since(int s) {
  return {at(s), std::nullopt};
}
constexpr Holding kNobody{};
bool always() {
  return true;
}
bool never() {
  return false;
}

TEST(LongHoldTest, FiresWhenTheLongestWaitPassesTheLimit) {
  LongHold hold;
  EXPECT_EQ(hold.next_due(waiting_since(0), kLimit), at(60));
  EXPECT_FALSE(hold.advance(at(59), waiting_since(0), kLimit, always));
  EXPECT_EQ(hold.advance(at(60), waiting_since(0), kLimit, always), AlertStatus::firing);
  EXPECT_EQ(hold.step(), 1);
  EXPECT_EQ(hold.phase(), "waiting");
}

TEST(LongHoldTest, ClimbsAStepAtThreeFiveAndTenTimesTheLimit) {
  LongHold hold;
  for (const auto& [second, step] : {std::pair{60, 1}, {180, 2}, {300, 3}, {600, 4}}) {
    EXPECT_EQ(hold.next_due(waiting_since(0), kLimit), at(second));
    EXPECT_TRUE(hold.advance(at(second), waiting_since(0), kLimit, always));
    EXPECT_EQ(hold.step(), step);
  }
  EXPECT_EQ(hold.next_due(waiting_since(0), kLimit), Time::max());
}

TEST(LongHoldTest, PeopleAreNotNotifiedOfWhatIsUsual) {
  LongHold hold;
  hold.advance(at(60), waiting_since(0), kLimit, never);
  EXPECT_FALSE(hold.advance(at(180), waiting_since(0), kLimit, never));
  EXPECT_EQ(hold.step(), 1);
}

TEST(LongHoldTest, OneRunOfLongHoldsIsOneAlert) {
  LongHold hold;
  hold.advance(at(60), waiting_since(0), kLimit, always);
  EXPECT_FALSE(hold.advance(at(70), kNobody, kLimit, always));
  EXPECT_FALSE(hold.advance(at(400), waiting_since(330), kLimit, always)) << "the same run";
  EXPECT_TRUE(hold.is_open());
}

TEST(LongHoldTest, ResolvesAfterFifteenMinutesWithNobodyOverTheLimit) {
  LongHold hold;
  hold.advance(at(60), waiting_since(0), kLimit, always);
  hold.advance(at(170), kNobody, kLimit, always);  // until then somebody was over it
  EXPECT_EQ(hold.next_due(kNobody, kLimit), at(170) + minutes{15});
  EXPECT_FALSE(hold.advance(at(170 + 899), kNobody, kLimit, always));
  EXPECT_EQ(hold.advance(at(170 + 900), kNobody, kLimit, always), AlertStatus::resolved);
  EXPECT_FALSE(hold.is_open());
  EXPECT_EQ(hold.next_due(kNobody, kLimit), Time::max());
}

TEST(LongHoldTest, AShortWaitDoesNotKeepItOpen) {
  LongHold hold;
  hold.advance(at(60), waiting_since(0), kLimit, always);
  hold.advance(at(61), kNobody, kLimit, always);
  EXPECT_EQ(hold.advance(at(61 + 900), waiting_since(950), kLimit, always), AlertStatus::resolved);
}

TEST(LongHoldTest, ACallerHeldInAConversationCountsToo) {
  LongHold hold;
  const Holding held{std::nullopt, at(0)};
  EXPECT_EQ(hold.advance(at(60), held, kLimit, always), AlertStatus::firing);
  EXPECT_EQ(hold.phase(), "held");
}

}  // namespace
}  // namespace holdwatch::core
