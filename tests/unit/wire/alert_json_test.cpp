#include "wire/alert_json.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>

namespace holdwatch::wire {
namespace {

using std::chrono::seconds;
using testing::HasSubstr;
using testing::Not;

Time at(int s) {
  return Time{seconds{1'770'008'855 + s}};
}

AlertChange surge() {
  AlertChange change;
  change.time = at(600);
  change.id = "5f1c";
  change.queue = "orders";
  change.opened = at(540);
  change.onset = TimeEstimate{at(300), at(240), at(360)};
  change.driver = Driver::demand;
  change.excess_calls = Estimate{41.25, 30, 52.04};
  change.waiting = 7;
  change.longest_wait_seconds = 192.06;
  change.expected_wait_seconds = 240;
  change.causes = {{"INC-1", "supply_chain", "backorder", 0.8124, {33, 20, 45}, "same article"},
                   {{}, {}, {}, 0.1876, {8.25, 0, 20}, "not explained"}};
  change.story = "A caller waited 4 min 12 s about \"SKU-0042\".";
  change.data = "41 calls beyond the usual.";
  change.request = "Write to the customers.";
  return change;
}

TEST(AlertJson, ASurgeIsWrittenAsInTheContract) {
  EXPECT_EQ(
      to_json(surge()),
      R"({"time":"2026-02-02T05:17:35.000Z","alert":"surge","status":"firing","id":"5f1c",)"
      R"("queue":"orders","severity":"warning","opened":"2026-02-02T05:16:35.000Z",)"
      R"("onset":{"estimate":"2026-02-02T05:12:35.000Z","low":"2026-02-02T05:11:35.000Z",)"
      R"("high":"2026-02-02T05:13:35.000Z"},"driver":"demand",)"
      R"("excess_calls":{"estimate":41.2,"low":30,"high":52},"waiting":7,)"
      R"("longest_wait_seconds":192.1,"expected_wait_seconds":240,)"
      R"("causes":[{"incident":"INC-1","department":"supply_chain","category":"backorder",)"
      R"("probability":0.812,"excess_calls":{"estimate":33,"low":20,"high":45},)"
      R"("reason":"same article"},{"incident":null,"department":null,"category":null,)"
      R"("probability":0.188,"excess_calls":{"estimate":8.2,"low":0,"high":20},)"
      R"("reason":"not explained"}],"story":"A caller waited 4 min 12 s about \"SKU-0042\".",)"
      R"("data":"41 calls beyond the usual.","request":"Write to the customers."})");
}

TEST(AlertJson, WhatAPersonFoundOutIsTold) {
  AlertChange change = surge();
  change.verdict = VerdictType::confirmed;
  change.verdict_incident = "INC-1";
  EXPECT_THAT(to_json(change), HasSubstr(R"("verdict":"confirmed","verdict_incident":"INC-1"})"));
  change.verdict_incident.reset();
  EXPECT_THAT(to_json(change), HasSubstr(R"("verdict":"confirmed","verdict_incident":null})"));
}

TEST(AlertJson, WhatAnAlertHasNotIsLeftOut) {
  AlertChange change;
  change.kind = AlertKind::long_hold;
  change.status = AlertStatus::resolved;
  change.severity = Severity::critical;
  change.queue = "vip";
  change.phase = "waiting";
  change.step = 2;
  change.acknowledged_by = "Ana";
  EXPECT_EQ(to_json(change),
            R"({"time":"1970-01-01T00:00:00.000Z","alert":"long_hold","status":"resolved",)"
            R"("id":"","queue":"vip","severity":"critical","opened":"1970-01-01T00:00:00.000Z",)"
            R"("waiting":0,"longest_wait_seconds":0,"causes":[],"story":"","data":"",)"
            R"("request":"","phase":"waiting","step":2,"acknowledged_by":"Ana"})");
}

TEST(AlertJson, AShortCallFloodNamesItsPattern) {
  AlertChange change = surge();
  EXPECT_THAT(to_json(change), Not(HasSubstr("pattern")));
  change.pattern = "short_calls";
  EXPECT_THAT(to_json(change), HasSubstr(R"("pattern":"short_calls")"));
}

TEST(AlertJson, ControlCharactersQuotesAndBackslashesAreEscaped) {
  AlertChange change;
  change.story = std::string("a\"b\\c\nd\te\0f\x1f ü", 15);
  EXPECT_THAT(to_json(change), HasSubstr(R"("story":"a\"b\\c\nd\te\u0000f\u001f )"));
}

TEST(AlertJson, NumbersThatAreNoneBecomeNull) {
  AlertChange change;
  change.longest_wait_seconds = std::numeric_limits<double>::quiet_NaN();
  change.expected_wait_seconds = std::numeric_limits<double>::infinity();
  EXPECT_THAT(to_json(change), HasSubstr(R"("longest_wait_seconds":null)"));
  EXPECT_THAT(to_json(change), HasSubstr(R"("expected_wait_seconds":null)"));
}

TEST(AlertJson, NumbersAreRoundedWithoutTrailingZerosOrAMinusZero) {
  AlertChange change;
  change.excess_calls = Estimate{-0.01, 1e15, 100};
  EXPECT_THAT(to_json(change), HasSubstr(R"({"estimate":0,"low":1000000000000000,"high":100})"));
}

TEST(AlertJson, AnUpdateOfWhatIsOverIsNoOpenAlert) {
  AlertChange change;
  change.status = AlertStatus::updated;
  change.queue = R"("status":"updated")";
  const std::string told = to_json(change);
  change.status = AlertStatus::resolved;
  EXPECT_EQ(as_resolved(told), to_json(change));
  EXPECT_EQ(as_resolved(to_json(change)), to_json(change));
}

}  // namespace
}  // namespace holdwatch::wire
