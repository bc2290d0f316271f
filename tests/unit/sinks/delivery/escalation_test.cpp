#include "sinks/delivery/escalation.h"

#include <gtest/gtest.h>

namespace holdwatch {
namespace {

using namespace std::chrono_literals;

const Time kNine = std::chrono::sys_days{std::chrono::year{2026} / 3 / 2} + 9h;

class EscalationTest : public testing::Test {
 protected:
  bool climbs(int step, Duration after = {}) {
    AlertChange change = hold(AlertStatus::updated, after);
    change.step = step;
    return escalation_.admits(change);
  }
  bool ends(Duration after) { return escalation_.admits(hold(AlertStatus::resolved, after)); }

  AlertChange hold(AlertStatus status, Duration after) const {
    AlertChange change;
    change.kind = AlertKind::long_hold;
    change.status = status;
    change.queue = "orders";
    change.id = id_;
    change.opened = opened_;
    change.time = kNine + after;
    if (is_acknowledged_) change.acknowledged_by = "ann";
    return change;
  }

  Escalation escalation_{{.min_step = 2, .cool_down = 30min}};
  std::string id_ = "first";
  Time opened_ = kNine;
  bool is_acknowledged_ = false;
};

TEST_F(EscalationTest, OneMessageAStepFromItsOwnOn) {
  EXPECT_FALSE(climbs(1));
  EXPECT_TRUE(climbs(2));
  EXPECT_FALSE(climbs(2));
  EXPECT_TRUE(climbs(4));
  EXPECT_FALSE(climbs(3));
  EXPECT_TRUE(ends(1h));
}

TEST_F(EscalationTest, WhatIsSaidOfAHoldAfterItsEndIsNoNewStep) {
  EXPECT_TRUE(climbs(3));
  EXPECT_TRUE(ends(1h));
  EXPECT_FALSE(climbs(3, 2h));
  id_ = "second";
  EXPECT_TRUE(climbs(3, 3h));
}

TEST_F(EscalationTest, WhatWasNeverToldHasNoEnd) {
  EXPECT_FALSE(climbs(1));
  EXPECT_FALSE(ends(1h));
}

TEST_F(EscalationTest, OnceAcknowledgedItClimbsInSilenceButItsEndIsTold) {
  EXPECT_TRUE(climbs(2));
  is_acknowledged_ = true;
  EXPECT_FALSE(climbs(3));
  EXPECT_FALSE(climbs(4));
  EXPECT_TRUE(ends(1h));
}

TEST_F(EscalationTest, WhileItCoolsDownOnlyMoreThanBeforeIsTold) {
  EXPECT_TRUE(climbs(3));
  EXPECT_TRUE(ends(10min));
  id_ = "second";
  EXPECT_FALSE(climbs(2, 20min));
  EXPECT_FALSE(climbs(3, 25min));
  EXPECT_TRUE(climbs(4, 30min));
}

TEST_F(EscalationTest, AnEndThatWasNotToldDoesNotProlongTheCoolDown) {
  EXPECT_TRUE(climbs(3));
  EXPECT_TRUE(ends(10min));
  id_ = "second";
  EXPECT_FALSE(climbs(2, 20min));
  EXPECT_FALSE(ends(35min));
  id_ = "third";
  EXPECT_TRUE(climbs(2, 41min));
}

TEST_F(EscalationTest, WhatIsFoundOutAboutAnEarlierRunTouchesNothing) {
  EXPECT_TRUE(climbs(2));
  EXPECT_TRUE(ends(10min));
  AlertChange earlier = hold(AlertStatus::updated, 1h);
  earlier.step = 2;
  id_ = "second";
  opened_ += 50min;
  EXPECT_TRUE(climbs(3, 50min));
  EXPECT_FALSE(escalation_.admits(earlier));
  EXPECT_FALSE(climbs(3, 61min));
  EXPECT_TRUE(ends(2h));
}

TEST_F(EscalationTest, TheEndOfWhatADaemonBeforeThisOneToldIsTold) {
  AlertChange end = hold(AlertStatus::resolved, 1h);
  end.step = 1;
  EXPECT_FALSE(Escalation(escalation_).admits(end));
  end.step = 2;
  EXPECT_TRUE(escalation_.admits(end));
}

TEST_F(EscalationTest, QueuesClimbByThemselves) {
  EXPECT_TRUE(climbs(2));
  AlertChange other = hold(AlertStatus::updated, 0s);
  other.queue = "support";
  other.id = "other";
  other.step = 2;
  EXPECT_TRUE(escalation_.admits(other));
  EXPECT_FALSE(climbs(2));
}

TEST_F(EscalationTest, WhatIsNoLongHoldPasses) {
  AlertChange surge;
  surge.acknowledged_by = "ann";
  EXPECT_TRUE(escalation_.admits(surge));
}

}  // namespace
}  // namespace holdwatch
