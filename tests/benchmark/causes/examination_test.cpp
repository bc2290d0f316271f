#include "examination.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <list>

#include "comparators.h"
#include "oracle.h"

namespace holdwatch::bench {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

/// A surge at noon in `orders` of calls about SKU 7, and two incidents reported: the cause three
/// hours before, and something else half an hour before.
struct ComparatorTest : testing::Test {
  ComparatorTest() {
    world = make_world({.days = 2}, 1);
    world.calls.clear();
    for (int i = 0; i < 60; ++i) call(i, i % kSkus);
    for (int i = 0; i < 60; ++i) call(i, 7);
    cause = &report("CAUSE", hours{3}, {7});
    report("LATEST", minutes{30}, {70});
    question.onset = onset;
    question.now = onset + hours{1};
    question.calls = calls;
    question.expected = 60;
  }

  void call(int minute, int sku) {
    Call c;
    c.time = onset + minutes{minute};
    c.sku = sku;
    c.reason = minute % 2;
    calls.push_back(c);
  }

  TrueIncident& report(std::string id, Duration before, std::vector<int> skus) {
    TrueIncident& i = incidents.emplace_back();
    i.kind = 0;  // backorder: three hours, orders
    i.skus = std::move(skus);
    i.affected = 480;
    i.report.id = std::move(id);
    i.started = i.report.started.emplace(onset - before);
    question.reports.push_back(&i);
    return i;
  }

  World world;
  Time onset = world.start() + hours{36};
  std::vector<Call> calls;
  std::list<TrueIncident> incidents;
  TrueIncident* cause = nullptr;
  Question question;
};

TEST_F(ComparatorTest, MostRecentAndTriangularBlameWhoeverCameLast) {
  EXPECT_EQ(most_recent(world, question), "LATEST");
  EXPECT_EQ(triangular(world, question), "LATEST");
}

TEST_F(ComparatorTest, ThoseThatLookAtTheScopeFindTheCause) {
  EXPECT_EQ(recent_and_overlapping(world, question), "CAUSE");
  EXPECT_EQ(compound(world, question), "CAUSE");
  EXPECT_EQ(adtributor(world, question), "CAUSE");
  EXPECT_EQ(oracle(world, question), "CAUSE");
}

TEST_F(ComparatorTest, AdtributorAndTheOracleSayWhenNothingReportedFits) {
  cause->skus = {30};
  EXPECT_EQ(adtributor(world, question), std::nullopt);
  EXPECT_EQ(oracle(world, question), std::nullopt);
}

TEST_F(ComparatorTest, TriangularForgetsWhatBeganBeforeItsLookback) {
  question.reports.clear();
  report("OLD", hours{100}, {7});
  EXPECT_EQ(triangular(world, question), std::nullopt);
  EXPECT_EQ(most_recent(world, question), "OLD");
}

Truth one(Suspicion main, double calls) {
  return {.main = {std::move(main)}, .calls = calls, .to_come = 30};
}

core::Attribution saying(Suspicion first, double probability, Estimate calls) {
  core::Attribution a;
  a.causes.push_back({.incident = std::move(first), .probability = probability});
  a.causes.front().excess_calls = calls;
  return a;
}

TEST(Scorecard, CountsWhatIsRightHowSureItWasAndHowManyCalls) {
  Scorecard card;
  card.answer(saying("A", 0.95, {110, 90, 130}), one("A", 100));
  card.answer(saying("A", 0.95, {100, 90, 110}), one("B", 100));
  card.answer(saying(std::nullopt, 0.6, {}), one(std::nullopt, 50));
  EXPECT_EQ(card.asked(), 3U);
  EXPECT_NEAR(card.top1(), 2.0 / 3, 1e-9);
  EXPECT_NEAR(card.sure_and_right(), 0.5, 1e-9);
  EXPECT_NEAR(card.none_recall(), 1, 1e-9);
  EXPECT_NEAR(card.median_excess_error(), 0.1, 1e-9);
  EXPECT_NEAR(card.coverage(), 1, 1e-9);
  EXPECT_NEAR(card.coverage_to_come(), 0, 1e-9) << "thirty came and none was foretold";
  EXPECT_NEAR(card.calibration_error(), (0.9 + 0.4) / 3, 1e-9);
}

TEST(World, IsTheSameForTheSameSeedAndAnotherForAnother) {
  const World a = make_world({.days = 5}, 1);
  const World b = make_world({.days = 5}, 1);
  const World c = make_world({.days = 5}, 2);
  ASSERT_EQ(a.calls.size(), b.calls.size());
  EXPECT_NE(a.calls.size(), c.calls.size());
  EXPECT_TRUE(std::equal(a.calls.begin(), a.calls.end(), b.calls.begin(),
                         [](const Call& x, const Call& y) { return x.time == y.time; }));
}

TEST(World, ExtraCallsComeAfterTheirIncidentAndNameItsScope) {
  const World world = make_world({.days = 20}, 1);
  ASSERT_FALSE(world.surges.empty());
  int naming = 0;
  int said = 0;
  for (const Call& c : world.calls) {
    if (c.incident < 0) continue;
    const TrueIncident& cause = world.incidents[static_cast<std::size_t>(c.incident)];
    EXPECT_GT(c.time, cause.started);
    if (cause.skus.empty() || c.sku == kUnsaid) continue;
    ++said;
    naming += std::count(cause.skus.begin(), cause.skus.end(), c.sku) > 0;
  }
  EXPECT_GT(naming, 0.95 * said);
}

}  // namespace
}  // namespace holdwatch::bench
