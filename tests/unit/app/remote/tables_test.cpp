#include "app/remote/tables.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/remote/queue_state.h"
#include "sample_answers.h"

namespace holdwatch::remote {
namespace {

using namespace std::chrono_literals;

const Zone kBerlin("Europe/Berlin", {{Time{}, 1h}});

std::string text_of(const terminal::Table& table, std::size_t width = 80) {
  std::string text = "\n";
  for (const std::string& line : terminal::lay_out(table, width, false)) text += line + "\n";
  return text;
}

TEST(Tables, QueuesThatAreNotSeenHaveNoFigures) {
  Queues answer = read_queues(test::kQueuesAnswer);
  sort_worst_first(answer.queues, answer.time);
  EXPECT_EQ(text_of(queue_table(answer.queues, answer.time)), R"(
QUEUE    STATE        WAITING  LONGEST  EXPECTED  IN TARGET  ABANDONED
orders   ● surge           12     4:12      3:00       71 %         33
returns  ? unknown          ?        ?         ?       80 %          3
support  ▲ long hold        2     1:41      1:10       85 %          7
billing  ○ waiting          1     0:10      0:12       93 %          2
press    · calm             0        -         -          -          0
)");
}

TEST(Tables, ASurgeHasItsSuspect) {
  const Surges answer = read_surges(test::kSurgesAnswer);
  EXPECT_EQ(text_of(surge_table({answer.surges[0].alert}, answer.time, kBerlin), 120), R"(
SURGE IN  SEVERITY    SINCE  DRIVER  EXTRA CALLS     SUSPECT                               SAID         ID
orders    ● critical  14:47  demand  +23 (16 to 30)  93 % INC-51 backorder (supply chain)  seen by Ada  5f0c7d3a9be21846
)");
}

TEST(Tables, WithoutASuspectThatIsSaid) {
  AlertChange change = read_alert(test::kSurgeAlert);
  change.causes.erase(change.causes.begin());
  EXPECT_EQ(suspect(change), "7 % none of the reported");
  change.causes.clear();
  EXPECT_EQ(suspect(change), "-");
}

TEST(Tables, OpenAlertsComeBeforeThoseThatAreOver) {
  AlertChange over = read_alert(test::kSurgeAlert);
  over.status = AlertStatus::resolved;
  AlertChange warning = read_alert(test::kSurgeAlert);
  warning.severity = Severity::warning;
  AlertChange critical = read_alert(test::kSurgeAlert);
  critical.id = "critical";
  std::vector<AlertChange> alerts = {over, warning, critical};
  sort_worst_first(alerts);
  EXPECT_EQ(alerts[0].id, "critical");
  EXPECT_EQ(alerts[1].severity, Severity::warning);
  EXPECT_EQ(alerts[2].status, AlertStatus::resolved);
}

TEST(Tables, IncidentsSayWhatTheyTouch) {
  const Incidents answer = read_incidents(test::kIncidentsAnswer);
  EXPECT_EQ(text_of(incident_table(answer.incidents, answer.time, kBerlin)), R"(
INCIDENT  CATEGORY   DEPARTMENT    STARTED    ALERTS  SCOPE
INC-51    backorder  supply chain  12:00           1  sku SKU-0042, SKU-0043
INC-49    outage     technology    Mon 09:10       -  everything
)");
}

TEST(Tables, DepartmentsStandBesideServiceItself) {
  const Departments answer = read_departments(test::kDepartmentsAnswer);
  EXPECT_EQ(text_of(department_table(answer, false), 90), R"(
BROUGHT ABOUT BY           CALLS TODAY  MINUTES  THIS WEEK  MINUTES  GAVE UP  SURGES
supply chain                        22       48        104      180       14       3
logistics                            0        0         40       61        2       1
service itself                       0        0         12       33        3       1
nothing that was reported            2        2          9       11        1       1
)");
  EXPECT_EQ(text_of(request_table(answer, answer.time, kBerlin), 100), R"(
ASKED OF      SINCE  BECAUSE OF    REQUEST
supply chain  14:52  INC-51, 93 %  Write to the customers with open orders for SKU-0042 today.
)");
}

TEST(Tables, WhoBroughtNothingAboutIsLeftOutUnlessAllAreAskedFor) {
  Departments quiet;
  quiet.departments = {{"finance", {}, {}, {}}, {"policy", {}, {1, 1, 0, 1}, {}}};
  EXPECT_EQ(department_table(quiet, true).rows.size(), 4u);
  const auto rows = department_table(quiet, false).rows;
  ASSERT_EQ(rows.size(), 1u);
  EXPECT_EQ(rows[0][0].text, "policy");
}

TEST(Tables, FeedsAndCallersToCallBack) {
  EXPECT_EQ(text_of(feed_table(read_feeds(test::kFeedsAnswer), kBerlin)), R"(
FEED    STATE                LAST EVENT  EVENTS  REFUSED  MISSED   LATE
pbx     ● up                 15:08        18234        2       0  0.2 s
branch  ✖ down               15:01          512        0       4  1.5 s
past    ■ played to its end  08:00            0        0       0  0.0 s
)");
  EXPECT_EQ(text_of(abandoned_table(read_abandoned(test::kAbandonedAnswer), kBerlin)), R"(
GAVE UP AT  QUEUE    WAITED  CALL
15:05       orders     4:12  1771065667.42
10:30       support    1:12  1771065001.7
)");
}

}  // namespace
}  // namespace holdwatch::remote
