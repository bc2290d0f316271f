#include "app/report/findings.h"

#include <gtest/gtest.h>

namespace holdwatch::report {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr Time kNoon = std::chrono::sys_days{std::chrono::year{2026} / 3 / 2} + hours{12};
const Zone kUtc;

class FindingsTest : public testing::Test {
 protected:
  void put(Time t, EventType type, std::string_view call, std::vector<Attribute> said = {}) {
    CallEvent event{.time = t, .type = type};
    event.queue = "orders";
    event.call = call;
    event.attributes = said;
    collector_.input(event, Disposition::accepted);
  }

  Collector collector_{kUtc};
};

TEST_F(FindingsTest, CallersAreCountedForTheDayOnWhichTheyCalled) {
  put(kNoon, EventType::joined, "a");
  collector_.left("orders", Outcome::abandoned, minutes{3});
  put(kNoon + minutes{3}, EventType::abandoned, "a");
  put(kNoon + hours{13}, EventType::joined, "b");
  const Findings findings = collector_.take();
  ASSERT_EQ(findings.traffic.size(), 2u);
  const Traffic& monday = findings.traffic.begin()->second;
  EXPECT_EQ(monday.offered, 1u);
  EXPECT_EQ(monday.abandoned, 1u);
  EXPECT_DOUBLE_EQ(monday.wait_minutes, 3);
  EXPECT_EQ(findings.seen_to, kNoon + hours{13});
}

TEST_F(FindingsTest, WhatTheEngineRefusedIsNotCounted) {
  CallEvent event{.time = kNoon, .type = EventType::joined};
  collector_.input(event, Disposition::duplicate);
  EXPECT_TRUE(collector_.take().traffic.empty());
}

TEST_F(FindingsTest, ASuggestionIsCountedOnceAndKnowsWhatItIsAbout) {
  put(kNoon, EventType::joined, "a", {{"sku", "SKU-7"}, {"region", "north"}});
  put(kNoon + seconds{9}, EventType::tagged, "a", {{"reason", "suggestion"}});
  put(kNoon + seconds{10}, EventType::tagged, "a", {{"reason", "suggestion"}});
  put(kNoon + seconds{20}, EventType::completed, "a");
  put(kNoon + seconds{30}, EventType::joined, "b", {{"reason", "suggestion"}});
  put(kNoon + seconds{40}, EventType::joined, "c", {{"reason", "order_status"}});
  const Findings findings = collector_.take();
  ASSERT_EQ(findings.suggestions.size(), 2u);
  EXPECT_EQ(findings.suggestions[0].name, "sku");
  EXPECT_EQ(findings.suggestions[0].value, "SKU-7");
  EXPECT_EQ(findings.suggestions[1].name, "");
}

TEST_F(FindingsTest, AVerdictIsHeldAgainstWhatHadBeenToldBeforeIt) {
  AlertChange alert{.time = kNoon, .id = "1"};
  alert.causes = {{.incident = "INC-1", .department = "finance", .probability = 0.7}};
  collector_.alert(alert);
  alert.causes[0].probability = 0.99;  // the verdict has taught
  alert.verdict = VerdictType::confirmed;
  alert.verdict_incident = "INC-1";
  collector_.alert(alert);
  collector_.alert(alert);
  const Findings findings = collector_.take();
  ASSERT_EQ(findings.judged.size(), 1u);
  EXPECT_EQ(findings.judged[0].suspect, "INC-1");
  EXPECT_DOUBLE_EQ(findings.judged[0].probability, 0.7);
}

}  // namespace
}  // namespace holdwatch::report
