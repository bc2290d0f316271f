#include "core/alerts/update_rule.h"

#include <gtest/gtest.h>

#include "support/monday.h"

namespace holdwatch::core {
namespace {

using std::chrono::minutes;
using test::kMonday;

AlertChange told() {
  AlertChange c;
  c.time = kMonday;
  c.driver = Driver::demand;
  c.excess_calls = Estimate{50, 40, 60};
  c.causes = {{.incident = "INC-1", .probability = .7}, {.incident = {}, .probability = .3}};
  return c;
}

AlertChange later(AlertChange c) {
  c.time += minutes{1};
  return c;
}

TEST(UpdateRuleTest, NothingNewIsNotTold) {
  EXPECT_FALSE(worth_telling(told(), later(told())));
}

TEST(UpdateRuleTest, AnotherDriverSeverityOrPatternIsTold) {
  AlertChange now = later(told());
  now.driver = Driver::staffing;
  EXPECT_TRUE(worth_telling(told(), now));
  now = later(told());
  now.severity = Severity::critical;
  EXPECT_TRUE(worth_telling(told(), now));
  now = later(told());
  now.pattern = "short_calls";
  EXPECT_TRUE(worth_telling(told(), now));
}

TEST(UpdateRuleTest, AnotherFirstCauseIsTold) {
  AlertChange now = later(told());
  now.causes[0].incident = "INC-2";
  EXPECT_TRUE(worth_telling(told(), now));
  now.causes.clear();
  EXPECT_TRUE(worth_telling(told(), now));
}

TEST(UpdateRuleTest, AProbabilityIsToldWhenItCrossesAThreshold) {
  AlertChange now = later(told());
  now.causes[0].probability = .79;
  EXPECT_FALSE(worth_telling(told(), now));
  for (const double p : {.49, .81, .96}) {
    now.causes[0].probability = p;
    EXPECT_TRUE(worth_telling(told(), now)) << p;
  }
}

TEST(UpdateRuleTest, AnExcessOutsideTheIntervalLastSentIsTold) {
  AlertChange now = later(told());
  now.excess_calls = Estimate{60, 50, 70};
  EXPECT_FALSE(worth_telling(told(), now));
  now.excess_calls = Estimate{61, 50, 70};
  EXPECT_TRUE(worth_telling(told(), now));
}

TEST(UpdateRuleTest, DriftIsToldEveryFifteenMinutes) {
  AlertChange now = told();
  now.time += kRefreshPeriod - minutes{1};
  EXPECT_FALSE(worth_telling(told(), now));
  now.time += minutes{1};
  EXPECT_TRUE(worth_telling(told(), now));
}

}  // namespace
}  // namespace holdwatch::core
