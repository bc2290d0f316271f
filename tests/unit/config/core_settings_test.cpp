#include "config/core_settings.h"

#include <gmock/gmock.h>

#include "config/opening_hours.h"
#include "model/default_catalogue.h"

namespace holdwatch::config {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using namespace std::chrono_literals;

struct Result {
  Settings settings;
  std::vector<std::string> problems;
};

Result read(const std::string& text) {
  Section root = Section::parse(text, "a.yaml");
  Result result{read_core_settings(root), {}};
  root.finish();
  for (const Problem& problem : root.problems()) result.problems.push_back(to_string(problem));
  return result;
}

const Category& category(const Settings& settings, std::string_view name) {
  auto found = std::find_if(settings.categories.begin(), settings.categories.end(),
                            [&](const Category& c) { return c.name == name; });
  EXPECT_NE(found, settings.categories.end()) << name;
  return *found;
}

TEST(CoreSettings, ReadsEverything) {
  const auto [settings, problems] = read(R"(
zone: America/New_York
holidays: [{date: 2026-02-16, name: Presidents' Day}, {date: 2026-12-25}]
queue_defaults: {long_hold: 90s, service_level_target: 30s, hours: "Mon-Fri 09:00-17:00"}
queues:
  - {name: orders, hours: "Mon-Sun 08:00-20:00", long_hold: 60s}
  - {name: support, zone: Europe/Paris, service_level_target: 45s}
categories:
  backorder: {department: logistics, median_lag: 4h, queues: [orders, support], calls_per_affected: 0.7}
  strike: {department: people, stage: deliver, component: environment, reasons: order_status, request: "About {scope}: act."}
groups: [{name: aftersales, queues: [returns, billing]}]
detection: {false_alarm_open_minutes: 43200, budget_of: organisation, whole_centre: false}
limits: {too_old: 2h, future: 30s, ghost_wait: 1h, ghost_talk: 2h, queues: 10, calls: 1000, incidents: 5}
feed_silence: 10m
cost_per_minute: 0.80 USD
)");
  EXPECT_THAT(problems, IsEmpty());
  EXPECT_EQ(settings.zone->name(), "America/New_York");
  ASSERT_EQ(settings.holidays.size(), 2u);
  EXPECT_EQ(settings.holidays[0].date, 2026y / 2 / 16);
  EXPECT_EQ(settings.holidays[0].name, "Presidents' Day");
  ASSERT_EQ(settings.queues.size(), 2u);
  const auto& [orders, support] = std::tie(settings.queues[0], settings.queues[1]);
  EXPECT_EQ(format_opening_hours(orders.hours.value()), "Mon-Sun 08:00-20:00");
  EXPECT_EQ(orders.long_hold, 60s);
  EXPECT_EQ(orders.service_level_target, 30s);
  EXPECT_EQ(orders.zone, nullptr);
  EXPECT_EQ(format_opening_hours(support.hours.value()), "Mon-Fri 09:00-17:00");
  EXPECT_EQ(support.long_hold, 90s);
  EXPECT_EQ(support.zone->name(), "Europe/Paris");
  EXPECT_EQ(support.service_level_target, 45s);
  ASSERT_EQ(settings.groups.size(), 1u);
  EXPECT_EQ(settings.groups[0].name, "aftersales");
  EXPECT_THAT(settings.groups[0].queues, ElementsAre("returns", "billing"));
  EXPECT_EQ(settings.detection.false_alarm_open_minutes, 43200);
  EXPECT_TRUE(settings.detection.shared_budget);
  EXPECT_FALSE(settings.detection.whole_centre);
  EXPECT_EQ(settings.limits.too_old, 2h);
  EXPECT_EQ(settings.limits.future, 30s);
  EXPECT_EQ(settings.limits.ghost_wait, 1h);
  EXPECT_EQ(settings.limits.ghost_talk, 2h);
  EXPECT_EQ(settings.limits.queues, 10u);
  EXPECT_EQ(settings.limits.calls, 1000u);
  EXPECT_EQ(settings.limits.incidents, 5u);
  EXPECT_EQ(settings.feed_silence, 10min);
  EXPECT_EQ(settings.cost_per_minute, 0.8);
  EXPECT_EQ(settings.currency, "USD");
}

TEST(CoreSettings, AnEmptyFileGivesTheDefaultsAndTheDefaultCatalogue) {
  const auto [settings, problems] = read("");
  EXPECT_THAT(problems, IsEmpty());
  EXPECT_EQ(settings.zone->name(), "UTC");
  EXPECT_THAT(settings.queues, IsEmpty());
  EXPECT_EQ(settings.categories.size(), default_catalogue().size());
  EXPECT_EQ(settings.queue_defaults.long_hold, 60s);
  EXPECT_EQ(settings.cost_per_minute, std::nullopt);
}

TEST(CoreSettings, GivenKeysOverrideACategoryAndKeepItsOthers) {
  const auto [settings, problems] = read(R"(
categories:
  backorder: {median_lag: 5h}
  outage: {department: platform_team, reasons: []}
)");
  EXPECT_THAT(problems, IsEmpty());
  EXPECT_EQ(settings.categories.size(), default_catalogue().size());
  EXPECT_EQ(category(settings, "backorder").median_lag, 5h);
  EXPECT_EQ(category(settings, "backorder").department, "supply_chain");
  EXPECT_EQ(category(settings, "backorder").stage, "deliver");
  EXPECT_THAT(category(settings, "backorder").request, HasSubstr("{scope}"));
  EXPECT_EQ(category(settings, "outage").department, "platform_team");
  EXPECT_THAT(category(settings, "outage").reasons, IsEmpty());
}

TEST(CoreSettings, ANewCategoryNeedsADepartmentAndGetsAGeneralRequest) {
  const auto [settings, problems] = read(R"(
categories:
  strike: {department: people}
  storm: {stage: deliver}
)");
  EXPECT_THAT(problems,
              ElementsAre("a.yaml:4: categories.storm.department: found nothing, expected a text"));
  EXPECT_EQ(settings.categories.size(), default_catalogue().size() + 2);
  EXPECT_THAT(category(settings, "strike").request, HasSubstr("{scope}"));
}

TEST(CoreSettings, TellsEveryMistakeAtOnceWithItsLine) {
  const auto [settings, problems] = read(R"(zone: America/NewYork
holidays:
  - {date: 2026-02-30}
  - {date: 16.2.2026}
  - {date: 2026-12-25}
  - {date: 2026-12-25, name: again}
  - {name: no date}
queues:
  - {name: orders, hours: "Mon 20:00-08:00"}
  - {name: orders}
  - {name: x, long_hodl: 5s}
  - {long_hold: 0s}
  - {name: y, zone: Mars/Olympus_Mons}
categories:
  backorder: {stage: delivery, request: "Please {do} it"}
groups: [{name: all, queues: [orders]}, {name: all, queues: [orders, x]}, {name: all queues, queues: [a, b]}]
detection: {false_alarm_open_minutes: 5, budget_of: team}
limits: {calls: 0}
feed_silence: 5
cost_per_minute: 80 cents
)");
  EXPECT_THAT(
      problems,
      ElementsAre(
          HasSubstr("a.yaml:1: zone: found 'America/NewYork', expected an IANA time zone, perhaps"),
          "a.yaml:3: holidays[0].date: found '2026-02-30', expected a date like 2026-02-16",
          "a.yaml:4: holidays[1].date: found '16.2.2026', expected a date like 2026-02-16",
          "a.yaml:6: holidays[3].date: found 2026-12-25 twice, expected each date once",
          "a.yaml:7: holidays[4].date: found nothing, expected a text",
          HasSubstr("a.yaml:9: queues[0].hours: found 'Mon 20:00-08:00', which ends before"),
          "a.yaml:10: queues[1].name: found 'orders' a second time, expected each queue once",
          "a.yaml:11: queues[2].long_hodl: found an unknown key, expected perhaps long_hold",
          HasSubstr("a.yaml:12: queues[3].long_hold: found '0s', expected a time"),
          "a.yaml:12: queues[3].name: found nothing, expected a text",
          HasSubstr("a.yaml:13: queues[4].zone: found 'Mars/Olympus_Mons', expected an IANA"),
          HasSubstr("a.yaml:15: categories.backorder.stage: found 'delivery', expected one of"),
          HasSubstr("a.yaml:15: categories.backorder.request: found the placeholder '{do}'"),
          "a.yaml:16: groups[0].queues: found 1 queue, expected two or more",
          "a.yaml:16: groups[1].name: found 'all' a second time, expected each group once",
          "a.yaml:16: groups[2].name: found 'all queues', which is the whole centre's name, "
          "expected another",
          HasSubstr("a.yaml:17: detection.false_alarm_open_minutes: found '5', expected a number"),
          HasSubstr("a.yaml:17: detection.budget_of: found 'team', expected one of"),
          "a.yaml:18: limits.calls: found '0', expected a whole number from 1 to 50000000",
          HasSubstr("a.yaml:19: feed_silence: found '5', expected a time with its unit"),
          "a.yaml:20: cost_per_minute: found '80 cents', expected a sum and its currency like "
          "0.80 USD"));
}

TEST(CoreSettings, MalformedCostsAreRefused) {
  for (const char* cost : {"1", "USD", "' '", "1 usd", "1  USD", "-1 USD", "nan USD", "1e9 USD",
                           "1 EURO", "0 USD", "[1, USD]"}) {
    EXPECT_EQ(read(std::string("cost_per_minute: ") + cost).problems.size(), 1u) << cost;
  }
}

}  // namespace
}  // namespace holdwatch::config
