#include "app/report/make_digest.h"

#include <gtest/gtest.h>

#include <stdexcept>

#include "unit/app/report/sample.h"

namespace holdwatch::report {
namespace {

using namespace sample;

TEST(MakeDigestTest, DepartmentsAreSummedAndStandByTheirCalls) {
  const Digest d = Week().digest();
  ASSERT_EQ(d.departments.size(), 2u);
  EXPECT_EQ(d.departments[0].name, "supply_chain");
  EXPECT_EQ(d.departments[0].incidents, 1u);
  EXPECT_DOUBLE_EQ(d.departments[0].load.calls.estimate, 90);
  EXPECT_DOUBLE_EQ(d.departments[0].load.caller_minutes.low, 140 - 6 * std::sqrt(2));
  EXPECT_DOUBLE_EQ(d.departments[1].load.abandonments.estimate, 20);
  EXPECT_DOUBLE_EQ(d.upstream.calls.estimate, 130);
  EXPECT_DOUBLE_EQ(d.unattributed.calls.estimate, 29);
  EXPECT_EQ(d.surges, 4u);
}

TEST(MakeDigestTest, ServicesOwnShareStandsBesideAndBringsNoCalls) {
  const Digest d = Week().digest();
  EXPECT_EQ(d.service.staffing_surges, 1u);
  EXPECT_DOUBLE_EQ(d.service.staffing.caller_minutes.estimate, 75);
  EXPECT_DOUBLE_EQ(d.service.staffing.calls.estimate, 0);
}

TEST(MakeDigestTest, DaysAndWeeksAddUpToTheWhole) {
  const Digest d = Week().digest();
  ASSERT_EQ(d.days.size(), 7u);
  ASSERT_EQ(d.weeks.size(), 1u);
  EXPECT_DOUBLE_EQ(d.days[0].departments[0].calls.estimate, 60);
  EXPECT_DOUBLE_EQ(d.days[0].unattributed.calls.estimate, 4);
  EXPECT_DOUBLE_EQ(d.weeks[0].departments[0].calls.estimate, 90);
  EXPECT_DOUBLE_EQ(d.weeks[0].staffing.caller_minutes.estimate, 75);
}

TEST(MakeDigestTest, WhatBeganAfterTheLastDayIsLeftOut) {
  const Digest d = Week().digest({}, 1);
  ASSERT_EQ(d.departments.size(), 1u);
  EXPECT_EQ(d.surges, 2u);
  EXPECT_EQ(d.service.staffing_surges, 0u);
}

TEST(MakeDigestTest, ADepartmentSeesItsOwnCasesAndEverybodysLoad) {
  const Digest d = Week().digest("finance");
  EXPECT_EQ(d.departments.size(), 2u);
  ASSERT_EQ(d.stages.size(), 1u);
  EXPECT_EQ(d.stages[0].name, "pay");
  ASSERT_EQ(d.incidents.size(), 1u);
  EXPECT_EQ(d.incidents[0].summary, "Wrong tax");
  ASSERT_EQ(d.stories.size(), 1u);
  EXPECT_DOUBLE_EQ(d.stories[0].load.calls.estimate, 40);
  EXPECT_EQ(d.requests.size(), 1u);
}

TEST(MakeDigestTest, ADepartmentThatNobodyKnowsIsRefusedNamingThoseThereAre) {
  try {
    Week().digest("suply_chain");
    FAIL();
  } catch (const std::runtime_error& error) {
    EXPECT_STREQ(error.what(),
                 "--department: found suply_chain, expected one of finance, supply_chain");
  }
}

TEST(MakeDigestTest, AFalseAlarmLeavesNoTrace) {
  Week week;
  week.alert("a3").verdict = VerdictType::false_alarm;
  SurgeAccount& account = week.findings.accounts["a3"];
  account.verdict = VerdictType::false_alarm;
  core::Ledger ledger;
  for (const auto& [id, each] : week.findings.accounts) ledger.put(each, Zone{});
  week.findings.ledger = *ledger.lines();
  const Digest d = week.digest();
  EXPECT_EQ(d.departments.size(), 1u);
  EXPECT_EQ(d.surges, 3u);
  EXPECT_EQ(d.incidents.size(), 1u);
}

TEST(MakeDigestTest, OneRequestAnIncidentFromTheMomentItWasTheLikelyCause) {
  const Digest d = Week().digest();
  ASSERT_EQ(d.requests.size(), 2u);
  const Request& request = d.requests[0];
  EXPECT_EQ(request.incident, "INC-1");
  EXPECT_EQ(request.alerts, (std::vector<std::string>{"a1", "a2"}));
  EXPECT_EQ(request.queues, std::vector<std::string>{"orders"});
  EXPECT_EQ(request.asked, kMonday + hours{10} + minutes{30});
  EXPECT_EQ(request.closed, kMonday + hours{15});
  EXPECT_FALSE(d.requests[1].closed);
}

TEST(MakeDigestTest, WhatNobodyReportedIsAskedOfItsLikelyOwner) {
  Week week;
  week.alert("a4").suspected =
      SuspectedIncident{.department = "finance", .category = "wrong_invoice"};
  for (Told& told : week.findings.alerts["a4"].told) told.probability = 0.9;
  const Digest d = week.digest("finance");
  ASSERT_EQ(d.requests.size(), 2u);
  EXPECT_FALSE(d.requests[1].incident);
  EXPECT_EQ(d.requests[1].category, "wrong_invoice");
  EXPECT_EQ(d.stories.size(), 2u);
}

TEST(MakeDigestTest, AfterAnIncidentIsClosedWhatCameIsHeldAgainstTheForecast) {
  const Digest d = Week().digest();
  ASSERT_EQ(d.effects.size(), 1u);  // a2 began when the incident had long been closed
  EXPECT_EQ(d.effects[0].alert, "a1");
  EXPECT_DOUBLE_EQ(d.effects[0].forecast.estimate, 90);
  EXPECT_DOUBLE_EQ(d.effects[0].came.estimate, 30);
}

TEST(MakeDigestTest, CalibrationCountsOnlyVerdictsThatTell) {
  Week week;
  const auto judge = [&](VerdictType verdict, std::optional<std::string> about,
                         double probability) {
    week.findings.judged.push_back({kMonday, verdict, about, "INC-1", "supply_chain", probability});
  };
  judge(VerdictType::confirmed, "INC-1", 0.9);
  judge(VerdictType::confirmed, "INC-2", 0.9);  // another: wrong
  judge(VerdictType::rejected, "INC-1", 0.97);  // wrong
  judge(VerdictType::rejected, "INC-2", 0.97);  // says nothing of INC-1
  judge(VerdictType::false_alarm, std::nullopt, 0.3);
  const Calibration c = week.digest().calibration;
  EXPECT_EQ(c.judged, 4u);
  EXPECT_FALSE(c.enough());
  ASSERT_EQ(c.rows.size(), 4u);
  EXPECT_EQ(c.rows[0].judged, 1u);
  EXPECT_EQ(c.rows[2].judged, 2u);
  EXPECT_EQ(c.rows[2].right, 1u);
  EXPECT_EQ(c.rows[3].right, 0u);
  EXPECT_NEAR(c.error, (0.3 + 0.8 + 0.97) / 4, 1e-9);
}

TEST(MakeDigestTest, SuggestionsAreGroupedAndKnowWhatWasReportedSince) {
  Week week;
  week.findings.suggestions = {{kMonday, "sku", "SKU-7"},
                               {kMonday + hours{20}, "sku", "SKU-7"},
                               {kMonday + hours{20}, "", ""}};
  const Digest d = week.digest();
  ASSERT_EQ(d.suggestions.size(), 2u);
  EXPECT_EQ(d.suggestions[0].about, "sku SKU-7");
  EXPECT_EQ(d.suggestions[0].calls, 2u);
  EXPECT_EQ(d.suggestions[0].incidents.size(), 2u);
  EXPECT_TRUE(d.suggestions[1].incidents.empty());
}

TEST(MakeDigestTest, ASilentFeedIsATimeOfWhichLessIsKnown) {
  Week week;
  AlertChange& silence = week.findings.alerts["s"].last;
  silence = {
      .time = kMonday + hours{3}, .kind = AlertKind::silence, .status = AlertStatus::resolved};
  silence.queue = "pbx";
  silence.opened = kMonday + hours{2};
  silence.driver = Driver::feed;
  const Digest d = week.digest();
  ASSERT_EQ(d.blind.size(), 1u);
  EXPECT_EQ(d.blind[0].what, "Silence of the feed pbx");
  EXPECT_EQ(d.blind[0].to, kMonday + hours{3});
}

}  // namespace
}  // namespace holdwatch::report
