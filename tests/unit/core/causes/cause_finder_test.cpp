#include "core/causes/cause_finder.h"

#include <gtest/gtest.h>

#include "unit/core/causes/cause_finder_case.h"

namespace holdwatch::core {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

TEST_F(CauseFinderTest, NamesTheIncidentWhoseScopeTheCallersName) {
  usual_calls(kStart, kOnset);
  report("DECOY", "backorder", kOnset - hours{2}, {"SKU-9"});
  report("CAUSE", "backorder", kOnset - hours{4}, {"SKU-7"});
  surge(kOnset, kOnset + hours{2}, seconds{75}, "SKU-7", "reason-0");
  const Attribution a = ask(kOnset + hours{2});
  expect_exact_sums(a);
  ASSERT_EQ(a.causes.front().incident, "CAUSE");
  EXPECT_GT(a.causes.front().probability, 0.95);
  EXPECT_EQ(a.causes.front().department, "supply_chain");
  EXPECT_NEAR(a.causes.front().excess_calls.estimate, extra_calls, 15);
  EXPECT_LE(a.causes.front().excess_calls.low, extra_calls);
  EXPECT_GE(a.causes.front().excess_calls.high, extra_calls);
}

TEST_F(CauseFinderTest, SaysWhyInWordsThatAreTrue) {
  usual_calls(kStart, kOnset);
  report("CAUSE", "backorder", kOnset - hours{3} - minutes{10}, {"SKU-7"});
  surge(kOnset, kOnset + hours{2}, seconds{75}, "SKU-7", "reason-0");
  const std::string reason = ask(kOnset + hours{2}).causes.front().reason;
  EXPECT_NE(reason.find("began 3 h 10 min before; "), std::string::npos) << reason;
  EXPECT_NE(reason.find(" % of the extra calls name SKU-7 (usually "), std::string::npos) << reason;
  EXPECT_NE(reason.find("100 customers affected"), std::string::npos) << reason;
}

TEST_F(CauseFinderTest, BelievesAReportThatNamesOneWrongArticleWhenAllElseFits) {
  usual_calls(kStart, kOnset);
  report("DECOY", "outage", kOnset - hours{4}, {"SKU-9"});
  report("CAUSE", "backorder", kOnset - hours{3}, {"SKU-7", "SKU-8"});
  bool is_other = false;
  for (Time t = kOnset; t < kOnset + hours{2}; t += minutes{1}) {
    usual_call(t);
    call(t, (is_other = !is_other) ? "SKU-5" : "SKU-7", any("region", 4), "reason-0");
  }
  const Attribution a = ask(kOnset + hours{2});
  expect_exact_sums(a);
  ASSERT_EQ(a.causes.front().incident, "CAUSE");
  EXPECT_NE(a.causes.front().reason.find("its report seems to name something else"),
            std::string::npos)
      << a.causes.front().reason;
  EXPECT_GT(a.evidence.front().misreported, 0.9);
}

TEST_F(CauseFinderTest, NeverNamesAnIncidentThatBeganAfterTheOnset) {
  usual_calls(kStart, kOnset);
  report("LATER", "backorder", kOnset + minutes{30}, {"SKU-7"});
  surge(kOnset, kOnset + hours{2}, seconds{60}, "SKU-7", "reason-0");
  const Attribution a = ask(kOnset + hours{2});
  for (const Cause& c : a.causes) EXPECT_NE(c.incident, "LATER");
}

TEST_F(CauseFinderTest, ACauseThatJoinsLaterAnswersOnlyForItsOwnCalls) {
  usual_calls(kStart, kOnset);
  report("FIRST", "backorder", kOnset - hours{3}, {"SKU-7"});
  surge(kOnset, kOnset + hours{2}, seconds{60}, "SKU-7", "reason-0");
  report("JOINED", "outage", kOnset + minutes{110}, {});
  const Time joined = kOnset + hours{2};
  Time extra = joined;
  for (Time t = joined; t < joined + hours{2}; t += minutes{1}) {
    usual_call(t);
    call(t, "SKU-7", any("region", 4), "reason-0");
    for (; extra < t + minutes{1}; extra += seconds{120}) {
      call(extra, any("SKU", 50), any("region", 4), uniform() < 0.5 ? "reason-1" : "reason-2");
    }
  }
  const Attribution a = ask(joined + hours{2});
  expect_exact_sums(a);
  ASSERT_EQ(a.causes.front().incident, "FIRST");
  EXPECT_NEAR(a.causes.front().excess_calls.estimate, 240, 30);
  const auto later = std::find_if(a.causes.begin(), a.causes.end(),
                                  [](const Cause& c) { return c.incident == "JOINED"; });
  ASSERT_NE(later, a.causes.end());
  EXPECT_NEAR(later->excess_calls.estimate, 60, 25);
  EXPECT_NE(later->reason.find("1 h 50 min into the surge"), std::string::npos) << later->reason;
}

TEST_F(CauseFinderTest, AnAlarmOverAHandfulOfUsualCallsIsPutDownToNobody) {
  usual_calls(kStart, kOnset);
  report("DECOY", "backorder", kOnset - hours{3}, {});
  surge(kOnset, kOnset + minutes{40}, minutes{5}, "", "reason-3");
  const Attribution a = ask(kOnset + minutes{40});
  EXPECT_FALSE(a.causes.front().incident);
  EXPECT_GT(a.causes.front().probability, 0.5);
}

TEST_F(CauseFinderTest, LongBusySurgesAreThinnedNotCutOff) {
  usual_calls(kStart, kOnset);
  report("CAUSE", "backorder", kOnset - hours{3}, {"SKU-7"});
  finder.surge_opened(kOrders, kOnset);
  surge(kOnset, kOnset + hours{6}, seconds{4}, "SKU-7", "reason-0");
  const Attribution a = ask(kOnset + hours{6});
  ASSERT_EQ(a.causes.front().incident, "CAUSE");
  EXPECT_NEAR(a.causes.front().excess_calls.estimate, extra_calls, 0.03 * extra_calls);
}

TEST_F(CauseFinderTest, SaysNoneOfTheReportedAndWhatCallersNameWhenNobodyReportedTheCause) {
  usual_calls(kStart, kOnset);
  report("DECOY", "backorder", kOnset - hours{3}, {"SKU-9"});
  surge(kOnset, kOnset + hours{2}, seconds{60}, "SKU-7", "reason-0");
  const Attribution a = ask(kOnset + hours{2});
  expect_exact_sums(a);
  EXPECT_FALSE(a.causes.front().incident);
  EXPECT_GT(a.causes.front().probability, 0.9);
  EXPECT_NE(a.clustered_on.find("sku SKU-7 ("), std::string::npos) << a.clustered_on;
  EXPECT_NE(a.causes.front().reason.find("DECOY"), std::string::npos) << a.causes.front().reason;
}

TEST_F(CauseFinderTest, ALateReportReopensTheQuestion) {
  usual_calls(kStart, kOnset);
  surge(kOnset, kOnset + hours{1}, seconds{60}, "SKU-7", "reason-0");
  const std::uint64_t before = finder.reports();
  EXPECT_FALSE(ask(kOnset + hours{1}).causes.front().incident);
  report("CAUSE", "backorder", kOnset - hours{2}, {"SKU-7"});
  EXPECT_NE(finder.reports(), before);
  EXPECT_EQ(ask(kOnset + hours{1}).causes.front().incident, "CAUSE");
}

TEST_F(CauseFinderTest, SharesASurgeBetweenTwoCauses) {
  usual_calls(kStart, kOnset);
  report("LARGER", "backorder", kOnset - hours{3}, {"SKU-7"});
  report("SMALLER", "backorder", kOnset - hours{2}, {"SKU-8"});
  Time extra = kOnset;
  for (Time t = kOnset; t < kOnset + hours{2}; t += minutes{1}) {
    usual_call(t);
    for (; extra < t + minutes{1}; extra += seconds{30}) {
      const bool larger = extra_calls++ % 3 != 0;
      call(extra, larger ? "SKU-7" : "SKU-8", any("region", 4), "reason-0");
    }
  }
  const Attribution a = ask(kOnset + hours{2});
  expect_exact_sums(a);
  ASSERT_EQ(a.causes[0].incident, "LARGER");
  const auto smaller = std::find_if(a.causes.begin(), a.causes.end(),
                                    [](const Cause& c) { return c.incident == "SMALLER"; });
  ASSERT_NE(smaller, a.causes.end());
  EXPECT_NEAR(a.causes[0].excess_calls.estimate, 160, 25);
  EXPECT_NEAR(smaller->excess_calls.estimate, 80, 20);
}

TEST_F(CauseFinderTest, CallersWhoWaitedForTheDoorsAreNoNewCause) {
  usual_calls(kStart, kOnset - hours{12});
  report("NIGHT", "backorder", kOnset - hours{9}, {"SKU-7"});
  surge(kOnset, kOnset + hours{1}, seconds{60}, "SKU-7", "reason-0");
  EXPECT_EQ(ask(kOnset + hours{1}).causes.front().incident, "NIGHT");
}

TEST_F(CauseFinderTest, ATagThatComesLateIsEvidenceToo) {
  usual_calls(kStart, kOnset);
  report("CAUSE", "backorder", kOnset - hours{3}, {"SKU-7"});
  std::vector<CallRef> calls;
  for (Time t = kOnset; t < kOnset + hours{1}; t += minutes{1}) {
    usual_call(t);
    calls.push_back(finder.offered(kOrders, t, {}));
  }
  const double untagged = none_of(ask(kOnset + hours{1})).probability;
  const Attribute tag{"sku", "SKU-7"};
  for (CallRef c : calls) finder.tagged(kOrders, c, keys_of({tag}));
  const Attribution a = ask(kOnset + hours{1});
  EXPECT_EQ(a.causes.front().incident, "CAUSE");
  EXPECT_LT(none_of(a).probability, untagged);
}

TEST_F(CauseFinderTest, ASurgesCallsDoNotTeachWhatIsUsual) {
  usual_calls(kStart, kOnset - hours{24});
  const Time first = kOnset - hours{24};
  surge(first, first + minutes{40}, seconds{10}, "SKU-7", "reason-0");
  finder.surge_opened(kOrders, first);
  surge(first + minutes{40}, first + hours{8}, seconds{10}, "SKU-7", "reason-0");
  finder.surge_closed(kOrders, first + hours{8});
  usual_calls(first + hours{8}, kOnset);
  report("CAUSE", "backorder", kOnset - hours{3}, {"SKU-7"});
  surge(kOnset, kOnset + hours{1}, seconds{60}, "SKU-7", "reason-0");
  const std::string reason = ask(kOnset + hours{1}).causes.front().reason;
  EXPECT_TRUE(reason.find("SKU-7 (usually 1 %)") != std::string::npos ||
              reason.find("SKU-7 (usually 2 %)") != std::string::npos)
      << reason;
}

TEST_F(CauseFinderTest, WithoutAnyCallOrReportItIsNoneOfTheReported) {
  const Attribution a = ask(kOnset + hours{1});
  expect_exact_sums(a);
  ASSERT_EQ(a.causes.size(), 1u);
  EXPECT_FALSE(a.causes[0].incident);
  EXPECT_DOUBLE_EQ(a.causes[0].probability, 1);
}

TEST_F(CauseFinderTest, TagsOfForgottenCallsAndUnknownQueuesAreIgnored) {
  const Attribute tag{"sku", "SKU-7"};
  finder.tagged(kOrders, 0, keys_of({tag}));
  finder.offered(kOrders, kStart, {});
  finder.tagged(kOrders, kNoCall, keys_of({tag}));
  finder.tagged(99, 0, keys_of({tag}));
  EXPECT_EQ(ask(kOnset).causes.size(), 1u);
}

TEST_F(CauseFinderTest, RejectedVerdictsLowerACategorysStandingAndConfirmedOnesRestoreIt) {
  usual_calls(kStart, kOnset);
  report("CAUSE", "backorder", kOnset - hours{3}, {});
  surge(kOnset, kOnset + minutes{20}, seconds{60}, "", "reason-0");
  const Attribution before = ask(kOnset + minutes{20});
  judge(10, "CAUSE", VerdictType::rejected, before);
  const double rejected = none_of(ask(kOnset + minutes{20})).probability;
  EXPECT_GT(rejected, none_of(before).probability);
  judge(20, "CAUSE", VerdictType::confirmed, before);
  EXPECT_LT(none_of(ask(kOnset + minutes{20})).probability, rejected);
}

TEST_F(CauseFinderTest, ConfirmedUnreportedCausesRaiseThePriorOfNone) {
  usual_calls(kStart, kOnset);
  report("CAUSE", "backorder", kOnset - hours{3}, {});
  surge(kOnset, kOnset + minutes{20}, seconds{60}, "", "reason-0");
  const Attribution before = ask(kOnset + minutes{20});
  judge(20, std::nullopt, VerdictType::confirmed, before);
  EXPECT_GT(none_of(ask(kOnset + minutes{20})).probability, none_of(before).probability);
}

TEST_F(CauseFinderTest, WhatAPersonRejectedOrSaidNobodyReportedIsNoLongerSuspected) {
  usual_calls(kStart, kOnset);
  report("CAUSE", "backorder", kOnset - hours{3}, {"SKU-7"});
  surge(kOnset, kOnset + hours{1}, seconds{60}, "SKU-7", "reason-0");
  rulings.add({kOnset, "alert", "CAUSE", VerdictType::rejected});
  EXPECT_EQ(ask(kOnset + hours{1}).causes.size(), 1U);
  rulings = {};
  rulings.add({kOnset, "alert", std::nullopt, VerdictType::confirmed});
  EXPECT_EQ(ask(kOnset + hours{1}).causes.front().incident, std::nullopt);
}

TEST_F(CauseFinderTest, WhatAPersonConfirmedHasAPartInEveryAccount) {
  usual_calls(kStart, kOnset);
  report("LIKELY", "backorder", kOnset - hours{3}, {"SKU-7"});
  report("CONFIRMED", "outage", kOnset - minutes{15}, {});
  surge(kOnset, kOnset + hours{1}, seconds{60}, "SKU-7", "reason-0");
  ASSERT_EQ(ask(kOnset + hours{1}).causes.front().incident, "LIKELY");
  rulings.add({kOnset, "alert", "CONFIRMED", VerdictType::confirmed});
  rulings.add({kOnset, "alert", "LIKELY", VerdictType::rejected});
  const Attribution a = ask(kOnset + hours{1});
  EXPECT_EQ(a.causes.front().incident, "CONFIRMED");
  EXPECT_GT(a.causes.front().probability, 0.5);
  expect_exact_sums(a);
}

TEST_F(CauseFinderTest, NamesTheLikelyOwnerOfWhatNobodyReported) {
  usual_calls(kStart, kOnset);
  surge(kOnset, kOnset + hours{2}, seconds{60}, "SKU-7", "reason-0");
  const Attribution a = ask(kOnset + hours{2});
  ASSERT_TRUE(a.suspected);
  EXPECT_EQ(a.suspected->department, "supply_chain");
  EXPECT_EQ(a.suspected->category, "backorder");
  EXPECT_EQ(a.suspected->scope.at("sku"), std::vector<std::string>{"SKU-7"});
  EXPECT_GT(a.suspected->lift, 5);
}

TEST_F(CauseFinderTest, SaysWhatWouldRefuteTheSuspect) {
  usual_calls(kStart, kOnset);
  report("CAUSE", "backorder", kOnset - hours{3}, {"SKU-7"});
  surge(kOnset, kOnset + hours{1}, seconds{60}, "SKU-7", "reason-0");
  EXPECT_EQ(ask(kOnset + hours{1}).refuted_by,
            "callers who are asked name something other than SKU-7");
}

TEST_F(CauseFinderTest, TimeThatTheFeedDidNotSeeWidensTheInterval) {
  usual_calls(kStart, kOnset);
  report("CAUSE", "backorder", kOnset - hours{3}, {"SKU-7"});
  surge(kOnset, kOnset + hours{1}, seconds{60}, "SKU-7", "reason-0");
  const Attribution seen = ask(kOnset + hours{1});
  blind_from = kOnset + minutes{30};
  const Attribution blind = ask(kOnset + hours{1});
  EXPECT_EQ(seen.blind_minutes, 0);
  EXPECT_EQ(blind.blind_minutes, 30);
  EXPECT_GT(blind.excess_calls.high, 1.2 * seen.excess_calls.high);
  EXPECT_GT(blind.causes.front().excess_calls.high, 1.2 * seen.causes.front().excess_calls.high);
  EXPECT_LE(blind.excess_calls.low, seen.excess_calls.low);
}

}  // namespace
}  // namespace holdwatch::core
