#include "core/people.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "support/learned_tuesday.h"

namespace holdwatch::core {
namespace {

using std::chrono::hours;
using std::chrono::seconds;

/// Two hours of a surge that one reported backorder explains, and another doesn't.
struct PeopleTest : test::LearnedTuesday {
  PeopleTest() {
    report("INC-1", "SKU-7");
    report("INC-2", "SKU-8");
    surge_until(hours{13});
  }

  Disposition judge(std::optional<std::string> incident, VerdictType verdict) {
    const Time now = run.engine.now();
    const Disposition result =
        run.engine.apply(Verdict{now, surge().id, std::move(incident), verdict}, now);
    run.engine.advance_to(now + seconds{1});
    return result;
  }

  Disposition acknowledge(const std::string& who) {
    const Time now = run.engine.now();
    return run.engine.apply(Acknowledgement{now, surge().id, who}, now);
  }

  std::uint64_t verdicts(VerdictType type) const {
    const Snapshot now = run.engine.snapshot();
    return now.feedback.empty() ? 0 : now.feedback.at(0).verdicts[static_cast<std::size_t>(type)];
  }
};

TEST_F(PeopleTest, AFalseAlarmEndsTheSurgeAndLeavesNoLoadInTheLedger) {
  judge(std::nullopt, VerdictType::false_alarm);
  EXPECT_EQ(surge().status, AlertStatus::resolved);
  const Snapshot after = run.engine.snapshot();
  EXPECT_TRUE(after.ledger->empty());
}

TEST_F(PeopleTest, WhatIsSaidAfterTheEndIsAnUpdateAndEndsNothingAgain) {
  calls(kTuesday + hours{13}, hours{3}, 1);
  run.run_calls();
  const auto ends = [this] {
    const auto changes = run.of(AlertKind::surge);
    return std::count_if(changes.begin(), changes.end(), [](const AlertChange& change) {
      return change.status == AlertStatus::resolved;
    });
  };
  ASSERT_EQ(ends(), 1);
  acknowledge("Ada");
  EXPECT_EQ(run.of(AlertKind::surge).back().status, AlertStatus::updated);
  judge("INC-1", VerdictType::confirmed);
  EXPECT_EQ(run.of(AlertKind::surge).back().status, AlertStatus::updated);
  EXPECT_EQ(ends(), 1);
  EXPECT_EQ(run.engine.snapshot().alerts.back().status, AlertStatus::resolved) << "it stays over";
}

TEST_F(PeopleTest, WhoeverIsRejectedIsToldToBeNoLongerSuspected) {
  ASSERT_EQ(surge().causes.at(0).incident, "INC-1");
  judge("INC-1", VerdictType::rejected);
  EXPECT_NE(surge().causes.at(0).incident, "INC-1");
}

TEST_F(PeopleTest, AConfirmedCauseTeachesItsCategory) {
  judge("INC-1", VerdictType::confirmed);
  const Snapshot after = run.engine.snapshot();
  EXPECT_EQ(after.cause_model.categories.at(0).confirmed, 1U);
  EXPECT_GT(after.cause_model.categories.at(0).lands_in.at("orders"), 0.3);
}

TEST_F(PeopleTest, WhatIsSaidTwiceCountsOnceAndIsToldOnce) {
  judge("INC-1", VerdictType::confirmed);
  acknowledge("Ada");
  const std::size_t told = run.of(AlertKind::surge).size();
  EXPECT_EQ(judge("INC-1", VerdictType::confirmed), Disposition::accepted);
  EXPECT_EQ(acknowledge("Ada"), Disposition::accepted);
  EXPECT_EQ(verdicts(VerdictType::confirmed), 1U);
  EXPECT_EQ(run.of(AlertKind::surge).size(), told);
  EXPECT_EQ(surge().acknowledged_by, "Ada");
  EXPECT_EQ(surge().verdict, VerdictType::confirmed);
}

TEST_F(PeopleTest, AnIncidentMayBeConfirmedThatNobodySuspected) {
  EXPECT_EQ(judge("INC-2", VerdictType::confirmed), Disposition::accepted);
  EXPECT_EQ(surge().causes.at(0).incident, "INC-2");
}

TEST_F(PeopleTest, AnIncidentThatTheAlertCannotBeAboutTeachesNothing) {
  EXPECT_EQ(judge("INC-9", VerdictType::confirmed), Disposition::unknown_incident);
  EXPECT_EQ(judge("INC-2", VerdictType::rejected), Disposition::unknown_incident)
      << "it is no suspect";
  EXPECT_EQ(verdicts(VerdictType::rejected), 0U);
  EXPECT_EQ(surge().verdict, std::nullopt);
}

}  // namespace
}  // namespace holdwatch::core
