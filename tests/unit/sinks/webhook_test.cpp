#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/json/parse.hpp>

#include "sample_alert.h"
#include "sinks/delivery/maintenance.h"
#include "sinks/delivery/quiet_hours.h"
#include "sinks/webhook/message.h"
#include "sinks/webhook/subscription.h"
#include "wire/alert_json.h"

namespace holdwatch::webhook {
namespace {

using namespace std::chrono_literals;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::Not;

AlertChange surge(AlertStatus status) {
  AlertChange change = test::sample_alert();
  change.status = status;
  return change;
}

/// The suspicion has moved to another department.
AlertChange moved(AlertStatus status) {
  AlertChange change = surge(status);
  change.causes[0].incident = "INC-9";
  change.causes[0].department = "logistics";
  return change;
}

/// What a receiver with that interest hears of a surge.
bool hears(Interest interest, const AlertChange& change) {
  return Subscription(std::move(interest)).take(change).has_value();
}

TEST(Subscription, WithoutInterestsHearsOfEverything) {
  Subscription all({});
  EXPECT_EQ(all.take(surge(AlertStatus::firing))->change.status, AlertStatus::firing);
  EXPECT_EQ(all.take(surge(AlertStatus::updated))->change.status, AlertStatus::updated);
  EXPECT_EQ(all.take(surge(AlertStatus::resolved))->change.status, AlertStatus::resolved);
}

TEST(Subscription, InterestsAreByDepartmentQueueKindAndSeverity) {
  const AlertChange change = surge(AlertStatus::firing);
  EXPECT_TRUE(hears({.departments = {"supply_chain"},
                     .queues = {"orders"},
                     .kinds = {AlertKind::surge},
                     .least = Severity::critical},
                    change));
  EXPECT_FALSE(hears({.departments = {"logistics"}}, change));
  EXPECT_FALSE(hears({.queues = {"support"}}, change));
  EXPECT_FALSE(hears({.kinds = {AlertKind::long_hold}}, change));
  AlertChange warning = change;
  warning.severity = Severity::warning;
  EXPECT_FALSE(hears({.least = Severity::critical}, warning));
}

TEST(Subscription, AGroupsSurgeInterestsWhoeverHasOneOfItsQueues) {
  AlertChange change = surge(AlertStatus::firing);
  change.kind = AlertKind::aggregate_surge;
  change.queue.clear();
  change.scope = {{"group", {"aftersales"}}, {"queues", {"returns", "billing"}}};
  EXPECT_TRUE(hears({.queues = {"billing"}}, change));
  EXPECT_FALSE(hears({.queues = {"orders"}}, change));
}

TEST(Subscription, ADepartmentHearsOnlyFromOneHalfOn) {
  AlertChange unsure = surge(AlertStatus::firing);
  unsure.causes[0].probability = 0.49;
  EXPECT_FALSE(hears({.departments = {"supply_chain"}}, unsure));
}

TEST(Subscription, ADepartmentHearsOfWhatNobodyReportedButItsCallsPointTo) {
  AlertChange unreported = surge(AlertStatus::firing);
  unreported.causes = {{.probability = 1}};
  EXPECT_FALSE(hears({.departments = {"warehouse"}}, unreported));
  unreported.suspected = SuspectedIncident{"warehouse", "damaged_stock", {}, 3};
  EXPECT_TRUE(hears({.departments = {"warehouse"}}, unreported));
}

TEST(Subscription, WhoComesToBeSuspectedLaterHearsABeginning) {
  Subscription logistics({.departments = {"logistics"}});
  EXPECT_FALSE(logistics.take(surge(AlertStatus::firing)));
  EXPECT_EQ(logistics.take(moved(AlertStatus::updated))->change.status, AlertStatus::firing);
}

TEST(Subscription, WhoIsNoLongerSuspectedHearsThatOnce) {
  Subscription supply({.departments = {"supply_chain"}});
  supply.take(surge(AlertStatus::firing));
  const auto retraction = supply.take(moved(AlertStatus::updated));
  ASSERT_TRUE(retraction);
  EXPECT_TRUE(retraction->is_retraction);
  EXPECT_EQ(retraction->change.status, AlertStatus::resolved);
  EXPECT_EQ(retraction->change.data, "The first suspect is now INC-9 (logistics), 87 %.");
  EXPECT_EQ(retraction->change.request, "Nothing more is asked of supply chain.");
  EXPECT_FALSE(supply.take(moved(AlertStatus::updated)));
  EXPECT_FALSE(supply.take(moved(AlertStatus::resolved)));
  EXPECT_EQ(supply.take(surge(AlertStatus::updated))->change.status, AlertStatus::firing);
}

TEST(Subscription, AnAcquittalAfterTheEndIsHeardForADay) {
  Subscription supply({.departments = {"supply_chain"}});
  supply.take(surge(AlertStatus::firing));
  supply.take(surge(AlertStatus::resolved));
  AlertChange late = surge(AlertStatus::updated);
  late.verdict = VerdictType::false_alarm;
  late.time += 2h;
  EXPECT_TRUE(Subscription(supply).take(late)->is_retraction);
  late.time += 23h;
  EXPECT_FALSE(supply.take(late));
}

TEST(Subscription, WhatWasToldBeforeARestartIsNotToldAsNew) {
  Subscription all({});
  Snapshot snapshot;
  snapshot.alerts = {surge(AlertStatus::updated)};
  all.assume_told(snapshot);
  EXPECT_EQ(all.take(surge(AlertStatus::updated))->change.status, AlertStatus::updated);
}

TEST(Subscription, WhatIsToldAgainAfterARestartMayBeKnown) {
  Subscription all({});
  EXPECT_TRUE(all.take(surge(AlertStatus::firing))->may_be_known);
  all.assume_told({});
  EXPECT_TRUE(all.take(surge(AlertStatus::updated))->may_be_known);
  AlertChange next = surge(AlertStatus::firing);
  next.id = "next";
  EXPECT_FALSE(all.take(next)->may_be_known);
}

TEST(Subscription, WhatIsFoundOutAfterARestartAboutWhatWasOverBeforeReopensNothing) {
  Subscription all({});
  Snapshot snapshot;
  snapshot.alerts = {surge(AlertStatus::resolved)};
  all.assume_told(snapshot);
  EXPECT_EQ(all.take(surge(AlertStatus::updated))->change.status, AlertStatus::resolved);
}

TEST(Subscription, TheEndOfALongHoldThatWasAcknowledgedBeforeARestartIsTold) {
  AlertChange hold;
  hold.kind = AlertKind::long_hold;
  hold.queue = "orders";
  hold.id = "hold";
  hold.step = 2;
  hold.acknowledged_by = "Ann";
  Subscription all({});
  Snapshot snapshot;
  snapshot.alerts = {hold};
  all.assume_told(snapshot);
  EXPECT_FALSE(all.take(hold));
  hold.status = AlertStatus::resolved;
  EXPECT_TRUE(all.take(hold));
}

TEST(Subscription, ALongHoldGoesToTheOwnerOfItsQueuesSurge) {
  Subscription supply({.departments = {"supply_chain"}});
  AlertChange hold;
  hold.kind = AlertKind::long_hold;
  hold.queue = "orders";
  hold.id = "hold";
  hold.step = 2;
  EXPECT_FALSE(supply.take(hold));
  supply.take(surge(AlertStatus::firing));
  EXPECT_TRUE(supply.take(hold));
  EXPECT_FALSE(supply.take(hold)) << "one message a step";
}

TEST(WebhookMessage, IsTheAlertOfTheContractAndWhomItIsFor) {
  Notice notice;
  notice.change = surge(AlertStatus::firing);
  EXPECT_EQ(to_json(notice), wire::to_json(notice.change));
  notice.owner = Owner{"supply_chain", "backorder"};
  notice.is_retraction = true;
  EXPECT_THAT(to_json(notice), EndsWith(R"(,"department":"supply_chain","retracted":true})"));
  EXPECT_TRUE(boost::json::parse(to_json(notice)).is_object());
}

TEST(WebhookMessage, ItsKeyIsTheSameForTheSameStateAndItsSignatureIsTimed) {
  Notice notice;
  notice.change = surge(AlertStatus::firing);
  const Time now = notice.change.time;
  const Style style{.secret = "secret"};
  const net::HttpCall first = to_message(notice, style, now);
  const net::HttpCall again = to_message(notice, style, now + 1min);
  EXPECT_EQ(first.headers[1], again.headers[1]);
  EXPECT_EQ(first.headers[1].first, "Idempotency-Key");
  EXPECT_EQ(first.headers[1].second, "5f2c-1770023160000000-firing");
  EXPECT_NE(first.headers[2], again.headers[2]);
  EXPECT_EQ(to_message(notice, {}, now).headers.size(), 2U) << "no secret, no signature";
}

// printf '1700000000.{}' | openssl dgst -sha256 -hmac key
TEST(WebhookMessage, TheSignatureIsAnHmacOfTimeAndBody) {
  EXPECT_EQ(sign("{}", "key", Time{1'700'000'000s}),
            "t=1700000000,v1=9d713ed406bb7076d4123f0dc2c39d2df5c654ed4b0cd56b52c8b4c940bd63ae");
}

TEST(SlackMessage, HasAHeaderWhatHappenedAndALinkWithNothingThatSlackWouldTakeForMarkup) {
  Notice notice;
  notice.change = surge(AlertStatus::firing);
  notice.change.story = "A caller waited about <SKU> & gave up.";
  const auto message = boost::json::parse(to_slack(notice, "https://hold.example.com/"));
  const auto& blocks = message.at("blocks").as_array();
  ASSERT_EQ(blocks.size(), 3U);
  EXPECT_EQ(blocks[0].at("text").at("text").as_string(),
            "More calls than usual in orders: 38 beyond the usual");
  EXPECT_EQ(blocks[1].at("text").at("text").as_string(),
            "A caller waited about &lt;SKU&gt; &amp; gave up.\n"
            "38 calls beyond the usual since 08:57.\n"
            "*Tell customers of SKU-0042 a date of delivery today.*\n");
  EXPECT_EQ(blocks[2].at("elements").at(0).at("text").as_string(),
            "critical | <https://hold.example.com/?alert=5f2c|Holdwatch>");
}

TEST(SlackMessage, StaysWithinSlacksLimitsWithoutCuttingACharacter) {
  Notice notice;
  notice.change = surge(AlertStatus::firing);
  notice.change.queue.clear();
  for (int i = 0; i < 2'000; ++i) notice.change.queue += "ü";
  notice.change.data = notice.change.queue;
  const auto message = boost::json::parse(to_slack(notice, ""));
  EXPECT_LE(message.at("blocks").at(0).at("text").at("text").as_string().size(), 150U);
  EXPECT_LE(message.at("blocks").at(1).at("text").at("text").as_string().size(), 3'000U);
}

TEST(QuietHours, HoldBackWhatIsNoLongHoldOutsideItsHours) {
  QuietHours quiet;
  quiet.told_in.emplace()[0] = {9 * 60, 17 * 60};  // Monday
  Notice notice;
  notice.change = surge(AlertStatus::firing);
  const Time monday = std::chrono::sys_days{std::chrono::year{2026} / 3 / 2};
  EXPECT_FALSE(quiet.let_pass(notice, monday + 9h - 1s));
  EXPECT_TRUE(quiet.let_pass(notice, monday + 9h));
  EXPECT_FALSE(quiet.let_pass(notice, monday + 17h));
  EXPECT_FALSE(quiet.let_pass(notice, monday + 33h));
  notice.change.kind = AlertKind::long_hold;
  EXPECT_TRUE(quiet.let_pass(notice, monday));
  EXPECT_TRUE(QuietHours{}.let_pass(notice, monday));
}

TEST(MaintenanceWindows, HoldBackTheirQueuesWhileTheyLast) {
  auto root = config::Section::parse(
      "maintenance: [{from: '2026-03-01T22:00:00Z', to: '2026-03-02T04:00:00Z', "
      "queues: [orders, support]}]",
      "test.yaml");
  const Maintenance maintenance = read_maintenance(root);
  EXPECT_TRUE(root.problems().empty());
  AlertChange change = surge(AlertStatus::firing);
  const Time begin = std::chrono::sys_days{std::chrono::year{2026} / 3 / 1} + 22h;
  EXPECT_FALSE(is_under_maintenance(maintenance, change, begin - 1s));
  EXPECT_TRUE(is_under_maintenance(maintenance, change, begin));
  EXPECT_FALSE(is_under_maintenance(maintenance, change, begin + 6h));
  change.queue = "returns";
  EXPECT_FALSE(is_under_maintenance(maintenance, change, begin));
  change.scope = {{"group", {"g"}}, {"queues", {"orders", "returns"}}};
  EXPECT_FALSE(is_under_maintenance(maintenance, change, begin));
  change.scope["queues"] = {"orders", "support"};
  EXPECT_TRUE(is_under_maintenance(maintenance, change, begin));
}

TEST(MaintenanceWindows, SayWhatIsWrongWithThem) {
  auto root = config::Section::parse(
      "maintenance: [{from: tonight, to: '2026-03-02T04:00:00Z'}, {from: '2026-03-02T04:00:00Z', "
      "to: '2026-03-01T04:00:00Z'}, {from: '2026-03-02T04:00:00Z'}]",
      "test.yaml");
  read_maintenance(root);
  ASSERT_EQ(root.problems().size(), 3U);
  EXPECT_THAT(root.problems()[0].message, HasSubstr("expected a time as 2026-03-01T22:00:00Z"));
}

}  // namespace
}  // namespace holdwatch::webhook
