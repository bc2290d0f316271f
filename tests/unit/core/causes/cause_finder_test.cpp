#include "core/causes/cause_finder.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <random>

namespace holdwatch::core {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

const Time kStart = std::chrono::sys_days{std::chrono::year{2026} / 2 / 2};
const Time kOnset = kStart + hours{72};
constexpr QueueId kOrders = 0;

Category category(std::string name, std::string department, Duration lag,
                  std::vector<std::string> reasons) {
  Category c;
  c.name = std::move(name);
  c.department = std::move(department);
  c.median_lag = lag;
  c.queues = {"orders"};
  c.reasons = std::move(reasons);
  return c;
}

/// A queue with a call a minute, day and night, that name one of 50 SKUs, 4 regions and 4 reasons,
/// and extra calls as a test wants them.
struct CauseFinderTest : testing::Test {
  CauseFinderTest() {
    settings.categories = {category("backorder", "supply_chain", hours{3}, {"reason-0"}),
                           category("outage", "technology", minutes{15}, {"reason-1", "reason-2"})};
  }

  double uniform() { return std::uniform_real_distribution<double>(0, 1)(random); }

  std::string any(const std::string& prefix, int values) {
    return fmt::format("{}-{}", prefix, static_cast<int>(uniform() * values));
  }

  std::vector<AttributeKey> keys_of(const std::vector<Attribute>& said) {
    std::vector<AttributeKey> found;
    for (const Attribute& a : said) found.push_back(keys.learn(a.name, a.value));
    return found;
  }

  CallRef call(Time t, std::string sku, std::string region, std::string reason) {
    std::vector<Attribute> said;
    if (uniform() < 0.7) said.push_back({"sku", sku});
    if (uniform() < 0.7) said.push_back({"region", region});
    if (uniform() < 0.7) said.push_back({"reason", reason});
    return finder.offered(kOrders, t, keys_of(said));
  }

  void usual_call(Time t) { call(t, any("SKU", 50), any("region", 4), any("reason", 4)); }

  void usual_calls(Time from, Time to) {
    for (Time t = from; t < to; t += minutes{1}) usual_call(t);
  }

  /// The usual calls, and every `gap` one more that names the SKU (any when empty) and reason.
  void surge(Time from, Time to, Duration gap, const std::string& sku, const std::string& reason) {
    Time extra = from;
    for (Time t = from; t < to; t += minutes{1}) {
      usual_call(t);
      for (; extra < t + minutes{1}; extra += gap, ++extra_calls) {
        call(extra, sku.empty() ? any("SKU", 50) : sku, any("region", 4), reason);
      }
    }
  }

  void report(std::string id, std::string kind, Time started, std::vector<std::string> skus) {
    IncidentReport r;
    r.id = std::move(id);
    r.category = std::move(kind);
    r.time = r.started.emplace(started);
    r.scope = skus.empty() ? Scope{} : Scope{{"sku", std::move(skus)}};
    r.affected = 100;
    ASSERT_EQ(finder.report(r), Disposition::accepted);
  }

  /// So many alerts with the same verdict.
  void judge(int times, std::optional<std::string> incident, VerdictType verdict,
             const Attribution& of) {
    for (int i = 0; i < times; ++i) {
      finder.verdict({kOnset, fmt::format("alert {}", ++alerts), incident, verdict}, of, kOrders,
                     kOnset);
    }
  }

  Attribution ask(Time now, Time onset = kOnset) {
    std::vector<ExpectedBlock> blocks;
    for (Time t = onset - hours{2}; t < now; t += minutes{15}) {
      const Time to = std::min(now, t + minutes{15});
      blocks.push_back(
          {t, to, to_minutes(to - t), to_minutes(to - t), 0, blind_from && t >= *blind_from});
    }
    SurgeEvidence evidence;
    evidence.queue = kOrders;
    evidence.queue_name = "orders";
    evidence.onset = {onset, onset - minutes{10}, onset + minutes{10}};
    evidence.excess_calls = {100, 70, 130};
    evidence.blocks = blocks;
    evidence.expectation_sd = 0.05;
    evidence.rulings = rulings;
    evidence.open_between = [](Time from, Time to) { return std::max(to - from, Duration{0}); };
    return finder.attribute(evidence, now);
  }

  static const Cause& none_of(const Attribution& a) {
    return *std::find_if(a.causes.begin(), a.causes.end(),
                         [](const Cause& c) { return !c.incident; });
  }

  std::mt19937 random{7};  // NOLINT: the same calls every time
  Settings settings;
  AttributeKeys keys;
  CauseFinder finder{settings, keys};
  Rulings rulings;
  std::optional<Time> blind_from;
  int extra_calls = 0;
  int alerts = 0;
};

void expect_exact_sums(const Attribution& a) {
  double probability = 0;
  double calls = 0;
  for (const Cause& c : a.causes) {
    probability += c.probability;
    calls += c.excess_calls.estimate;
    EXPECT_LE(c.excess_calls.low, c.excess_calls.high);
  }
  EXPECT_NEAR(probability, 1, 1e-9);
  EXPECT_DOUBLE_EQ(calls, a.excess_calls.estimate);
  EXPECT_TRUE(std::is_sorted(a.causes.begin(), a.causes.end(), [](const Cause& x, const Cause& y) {
    return x.probability > y.probability;
  }));
}

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
  EXPECT_NE(a.clustered_on.find("sku=SKU-7 ("), std::string::npos) << a.clustered_on;
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
