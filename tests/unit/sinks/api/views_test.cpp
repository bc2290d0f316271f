#include "sinks/api/views.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include "sinks/api/alert_view.h"
#include "unit/sinks/api/sample_snapshot.h"

namespace holdwatch::api {
namespace {

using namespace test;
using std::chrono::days;
using std::chrono::minutes;
using std::chrono::seconds;

boost::json::value parse(const std::string& members) {
  return boost::json::parse("{" + members + "}");
}

/// The value at a JSON pointer.
std::string at(const boost::json::value& json, const char* pointer) {
  return boost::json::serialize(json.at_pointer(pointer));
}

std::string rows_of(const Snapshot& s) {
  return all_queues(s, queue_rows(s));
}

AlertChange ended(AlertChange alert) {
  alert.status = AlertStatus::resolved;
  return alert;
}

TEST(QueueView, TellsWhoWaitsWhoServesAndTheDay) {
  Snapshot s = snapshot();
  QueueSnapshot& orders = s.queues[0];
  orders.waiting = 3;
  orders.oldest_waiting = kNow - seconds{131};
  orders.expected_wait_seconds = 160.24;
  orders.agents_known = true;
  orders.agents = {0, 11, 2, 4};
  orders.today = {412, 371, 33, 288};
  orders.surge_score = 3.217;
  s.alerts = {surge("00000000000000aa", "orders")};
  EXPECT_THAT(
      with_time(s.time, rows_of(s)),
      testing::StartsWith(
          R"({"time":"2026-03-03T13:00:00.250Z","zone":"Europe/Berlin","queues":[{"name":"orders",)"
          R"("known":true,"waiting":3,"longest_wait_since":"2026-03-03T12:57:49.250Z",)"
          R"("expected_wait_seconds":160.2,"held":0,)"
          R"("agents":{"available":0,"busy":11,"paused":2,"offline":4},"staffed":null,)"
          R"("long_hold_seconds":60,"service_level_target_seconds":20,)"
          R"("today":{"offered":412,"answered":371,"abandoned":33,"service_level":0.7129},)"
          R"("surge":"00000000000000aa","surge_score":3.22,"longest_wait_seconds":131},{"name":"s)"));
}

TEST(QueueView, WhatIsNotKnownIsNull) {
  Snapshot s = snapshot();
  s.queues[0].staffed = 4;
  s.alerts = {ended(surge("00000000000000aa", "orders"))};
  const auto json = parse(rows_of(s));
  for (const char* nothing :
       {"/queues/0/longest_wait_since", "/queues/0/expected_wait_seconds", "/queues/0/agents",
        "/queues/0/today/service_level", "/queues/0/surge", "/queues/1/staffed"}) {
    EXPECT_EQ(at(json, nothing), "null") << nothing;
  }
  EXPECT_EQ(at(json, "/queues/0/staffed"), "4");
}

TEST(QueueView, TimeAloneIsNoChange) {
  Snapshot s = snapshot();
  s.queues[0].waiting = 1;
  s.queues[0].oldest_waiting = kNow - seconds{1};
  const auto before = queue_rows(s);
  s.time += seconds{1};
  EXPECT_THAT(changed_queues(s, queue_rows(s), before), testing::EndsWith("\"queues\":[]"));
  s.queues[1].waiting = 2;
  s.queues.push_back(queue("returns"));
  const auto json = parse(changed_queues(s, queue_rows(s), before));
  EXPECT_EQ(at(json, "/partial"), "true");
  EXPECT_EQ(json.at_pointer("/queues").as_array().size(), 2u);
  EXPECT_EQ(at(json, "/queues/0/name"), "\"support\"");
  EXPECT_EQ(at(json, "/queues/1/name"), "\"returns\"");
}

TEST(SurgeView, HasTheCurveItsBandAndTheIncidentsAmongTheCauses) {
  Snapshot s = snapshot();
  s.alerts = {surge("00000000000000aa", "orders"), ended(surge("00000000000000bb", "support"))};
  s.curves = {{"00000000000000aa", 0.2, {{kNow - minutes{5}, kNow, 12.4, 31}}}};
  IncidentSnapshot incident;
  incident.id = "INC-1";
  incident.category = "backorder";
  incident.department = "supply_chain";
  IncidentSnapshot other = incident;
  other.id = "INC-2";
  s.incidents = {incident, other};
  const auto json = parse(open_surges(s));
  ASSERT_EQ(json.at_pointer("/surges").as_array().size(), 1u);
  EXPECT_EQ(at(json, "/surges/0/alert/id"), "\"00000000000000aa\"");
  EXPECT_EQ(at(json, "/surges/0/curve"),
            R"([{"from":"2026-03-03T12:55:00.250Z","to":"2026-03-03T13:00:00.250Z","calls":31,)"
            R"("expected":1.24E1,"low":6,"high":20}])");
  ASSERT_EQ(json.at_pointer("/surges/0/incidents").as_array().size(), 1u);
  EXPECT_EQ(at(json, "/surges/0/incidents/0/id"), "\"INC-1\"");
  EXPECT_EQ(at(json, "/surges/0/incidents/0/stage"), "\"deliver\"");
}

TEST(IncidentView, TellsTheNewestFirstAndWhichAlertsNameIt) {
  Snapshot s = snapshot();
  IncidentSnapshot first;
  first.id = "INC-1";
  first.category = "unheard_of";
  first.scope = {{"sku", {"SKU-7"}}};
  first.affected = 300;
  IncidentSnapshot second = first;
  second.id = "INC-2";
  second.closed = true;
  second.affected.reset();
  s.incidents = {first, second};
  s.alerts = {surge("00000000000000aa", "orders")};
  const auto open = parse(incidents(s, false));
  ASSERT_EQ(open.at_pointer("/incidents").as_array().size(), 1u);
  EXPECT_EQ(at(open, "/incidents/0/alerts"), R"(["00000000000000aa"])");
  EXPECT_EQ(at(open, "/incidents/0/stage"), "null");
  EXPECT_EQ(at(open, "/incidents/0/scope"), R"({"sku":["SKU-7"]})");
  const auto all = parse(incidents(s, true));
  EXPECT_EQ(at(all, "/incidents/0/id"), "\"INC-2\"");
  EXPECT_EQ(at(all, "/incidents/0/open"), "false");
  EXPECT_EQ(at(all, "/incidents/0/affected"), "null");
  EXPECT_EQ(at(all, "/incidents/1/id"), "\"INC-1\"");
}

TEST(DepartmentView, AddsUpTheDayAndTheWeekFromMonday) {
  Snapshot s = snapshot();
  s.ledger = std::make_shared<const std::vector<LedgerLine>>(std::vector<LedgerLine>{
      line(kToday - days{2}, Driver::demand, "supply_chain", "backorder", 500),
      line(kToday - days{1}, Driver::demand, "supply_chain", "backorder", 30),
      line(kToday, Driver::demand, "supply_chain", "backorder", 20),
      line(kToday, Driver::demand, "", "", 7), line(kToday, Driver::staffing, "", "", 40),
      line(kToday, Driver::handle_time, "", "", 50), line(kToday, Driver::feed, "", "", 900)});
  s.feedback = {{"supply_chain", {3, 1, 0}}};
  const auto json = parse(departments(s));
  EXPECT_EQ(at(json, "/departments/0/department"), "\"product\"") << "even without any";
  EXPECT_EQ(at(json, "/departments/0/today/calls"), "0");
  EXPECT_EQ(at(json, "/departments/1/today"),
            R"({"calls":20,"calls_low":17,"calls_high":24,"minutes":40,"abandoned":1,"surges":1})");
  // The distances to the ends add in squares.
  EXPECT_EQ(at(json, "/departments/1/week"),
            R"({"calls":50,"calls_low":4.58E1,"calls_high":5.57E1,"minutes":100,)"
            R"("abandoned":2,"surges":2})");
  EXPECT_EQ(at(json, "/departments/1/verdicts"), R"({"confirmed":3,"rejected":1,"false_alarm":0})");
  EXPECT_EQ(at(json, "/unexplained/today/calls"), "7");
  EXPECT_EQ(at(json, "/service/today/calls"), "90");
  EXPECT_EQ(at(json, "/service/by_driver/staffing/week/calls"), "40");
  EXPECT_EQ(at(json, "/service/by_driver/handle_time/today/calls"), "50");
  ASSERT_EQ(json.at_pointer("/journey").as_array().size(), 7u);
  EXPECT_EQ(at(json, "/journey/3/stage"), "\"deliver\"");
  EXPECT_EQ(at(json, "/journey/3/week/calls"), "50");
  EXPECT_EQ(at(json, "/journey/6/stage"), "\"service\"");
  EXPECT_EQ(at(json, "/journey/6/today/calls"), "90");
}

TEST(DepartmentView, AnOpenAlertAsksTheDepartmentOfItsFirstSuspect) {
  Snapshot s = snapshot();
  AlertChange turned = surge("00000000000000cc", "orders");
  std::swap(turned.causes[0], turned.causes[1]);
  AlertChange of_staffing = surge("00000000000000dd", "orders");
  of_staffing.driver = Driver::staffing;
  of_staffing.causes.clear();
  s.alerts = {surge("00000000000000aa", "orders"), ended(surge("00000000000000bb", "orders")),
              turned, of_staffing};
  const auto json = parse(departments(s));
  EXPECT_EQ(at(json, "/departments/1/open_requests"),
            R"([{"alert":"00000000000000aa","queue":"orders","incident":"INC-1",)"
            R"("category":"backorder","probability":9E-1,"request":"Write to the customers.",)"
            R"("since":"2026-03-03T12:50:00.250Z"}])");
  EXPECT_EQ(at(json, "/journey/3/surges"), R"(["00000000000000aa"])");
  EXPECT_EQ(at(json, "/journey/6/surges"), R"(["00000000000000dd"])");
}

TEST(AbandonedView, TellsTheNewestFirst) {
  Snapshot s = snapshot();
  s.abandoned = std::make_shared<const std::vector<AbandonedCall>>(std::vector<AbandonedCall>{
      {"orders", "a", kNow - minutes{2}, 61.5}, {"orders", "b", kNow - minutes{1}, 5}});
  const auto json = parse(abandoned_calls(s));
  EXPECT_EQ(at(json, "/calls/0/call"), "\"b\"");
  EXPECT_EQ(at(json, "/calls/1"),
            R"({"queue":"orders","call":"a","time":"2026-03-03T12:58:00.250Z",)"
            R"("waited_seconds":6.15E1})");
}

TEST(FeedView, AddsUpWhatWasRefused) {
  Health health;
  SourceHealth source;
  source.name = "pbx";
  source.up = true;
  source.events = 12;
  source.rejected[static_cast<std::size_t>(Disposition::duplicate)] = 2;
  source.rejected[static_cast<std::size_t>(Disposition::too_old)] = 3;
  health.sources = {source};
  const auto json = parse(feeds(health));
  EXPECT_EQ(at(json, "/feeds/0/rejected"), "5");
  EXPECT_EQ(json.at_pointer("/feeds/0/rejected_by_reason").as_object().size(), 2u);
  EXPECT_EQ(at(json, "/feeds/0/rejected_by_reason/too_old"), "3");
  EXPECT_EQ(at(json, "/feeds/0/last_event"), "null");
  EXPECT_EQ(at(json, "/journal"), "null");
}

TEST(FeedView, TellsAFeedThatWasPlayedToItsEndFromOneThatIsDown) {
  Health health;
  health.sources.resize(2);
  health.sources[1].ended = true;
  const auto json = parse(feeds(health));
  EXPECT_EQ(at(json, "/feeds/0/ended"), "false");
  EXPECT_EQ(at(json, "/feeds/1/ended"), "true");
  EXPECT_EQ(at(json, "/feeds/1/up"), "false");
}

TEST(FeedView, TellsWhetherTheJournalIsWritten) {
  Health health;
  health.journal = JournalHealth{.bytes = 4096};
  EXPECT_EQ(at(parse(feeds(health)), "/journal"),
            R"({"bytes":4096,"failing_since":null,"problem":null})");
  health.journal->failing_since = kNow;
  health.journal->problem = "disk full";
  EXPECT_EQ(at(parse(feeds(health)), "/journal"),
            R"({"bytes":4096,"failing_since":"2026-03-03T13:00:00.250Z","problem":"disk full"})");
}

// --- Pages of what is in memory ------------------------------------------------------------------

std::vector<AlertChange> four_alerts() {
  std::vector<AlertChange> alerts;
  for (int i = 1; i <= 4; ++i) {
    alerts.push_back(surge("000000000000000" + std::to_string(i), "orders"));
    alerts.back().opened = kNow - minutes{10 - i / 2};  // two of them at once
  }
  alerts[1] = ended(alerts[1]);
  return alerts;
}

Snapshot with(const std::vector<AlertChange>& alerts) {
  Snapshot s = snapshot();
  for (const AlertChange& alert : alerts) s.alerts.push_back(alert);
  return s;
}

/// The last digits of the ids on each page.
std::vector<std::string> pages(const Snapshot& s, AlertRequest request) {
  std::vector<std::string> found;
  for (int i = 0; i < 10; ++i) {
    const AlertPage page = page_of(s, request);
    std::string digits;
    for (const std::string& alert : page.alerts) {
      const auto id = boost::json::parse(alert).at("id").as_string();
      digits += id.back();
    }
    found.push_back(digits);
    if (!page.next) break;
    request.query.after = page.next;
  }
  return found;
}

using Pages = std::vector<std::string>;

TEST(AlertPages, HaveEachAlertOnceNewestFirst) {
  const Snapshot s = with(four_alerts());
  EXPECT_EQ(pages(s, {}), Pages{"431"});
  AlertRequest request{.all = true, .query = {.limit = 1}};
  EXPECT_EQ(pages(s, request), (Pages{"4", "3", "2", "1"}));
  request.query.limit = 3;
  EXPECT_EQ(pages(s, request), (Pages{"432", "1"}));
  request.query.limit = 4;
  EXPECT_EQ(pages(s, request), Pages{"4321"});
}

TEST(AlertPages, AreChosenByQueueKindAndTime) {
  auto alerts = four_alerts();
  alerts[3].queue = "support";
  alerts[2].kind = AlertKind::long_hold;
  const Snapshot s = with(alerts);
  AlertRequest request{.all = true, .query = {}};
  request.query.queue = "orders";
  EXPECT_EQ(pages(s, request), Pages{"321"});
  request.query.kind = AlertKind::long_hold;
  EXPECT_EQ(pages(s, request), Pages{"3"});
  request = {.all = true, .query = {}};
  request.query.since = s.alerts[1].opened;
  request.query.until = s.alerts[3].opened;
  EXPECT_EQ(pages(s, request), Pages{"32"});
}

TEST(AlertDetail, IsTheNewestOfWhatIsKeptAndWhatWasTold) {
  const Snapshot s = with(four_alerts());
  const std::string& id = s.alerts[0].id;
  const auto only_kept = parse(write_detail(s, id, &s.alerts[0], {}));
  EXPECT_EQ(only_kept.at_pointer("/history").as_array().size(), 1u);
  EXPECT_EQ(at(only_kept, "/alert/id"), "\"0000000000000001\"");
  EXPECT_EQ(at(only_kept, "/curve"), "[]");
  const std::string older = R"({"id":"0000000000000001","status":"firing"})";
  const auto both = parse(write_detail(s, id, &s.alerts[0], {older}));
  EXPECT_EQ(both.at_pointer("/history").as_array().size(), 2u) << "not on disk yet";
  EXPECT_EQ(at(both, "/history/0"), older);
  const auto only_told = parse(write_detail(s, id, nullptr, {older}));
  EXPECT_EQ(at(only_told, "/alert"), older);
  const std::string late = R"({"alert":"surge","status":"updated","id":"0000000000000001"})";
  const auto over = parse(write_detail(s, id, nullptr, {older, late}));
  EXPECT_EQ(at(over, "/alert/status"), "\"resolved\"");
  EXPECT_EQ(at(over, "/history/1"), late);
}

}  // namespace
}  // namespace holdwatch::api
