#include "benchmark/detection/judgement.h"

#include <gtest/gtest.h>

#include <numeric>

#include "benchmark/detection/conditions.h"
#include "benchmark/detection/cusum.h"
#include "benchmark/detection/hindsight.h"
#include "benchmark/detection/known_rate.h"
#include "benchmark/detection/synthetic.h"

namespace holdwatch::bench {
namespace {

using namespace std::chrono_literals;

constexpr Time kStart = std::chrono::sys_days{2026y / 1 / 5};

Time at(int minute) {
  return kStart + std::chrono::minutes{minute};
}

TEST(Alarms, BeginAtTheThresholdAndEndAnHourBelow) {
  Recording recording;
  for (int i = 1; i <= 30; ++i) recording.bin_ends.push_back(at(5 * i));
  std::vector<double> scores(30, 0);
  scores[1] = scores[3] = scores[20] = 2;
  const Alarms found = alarms(recording, scores, 2);
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(found[0].from, at(10));
  EXPECT_EQ(found[0].to, at(80));
  EXPECT_EQ(found[1].from, at(105));
}

TEST(FalseAlarms, AreThoseThatNoSurgeExplains) {
  const std::vector<Span> surges = {{at(100), at(200)}};
  const Alarms all = {{at(10), at(20)},
                      {at(50), at(60)},
                      {at(150), at(160)},
                      {at(214), at(220)},
                      {at(215), at(230)}};
  EXPECT_EQ(false_alarms(all, surges, at(20)), 2) << "at 50 and at 215";
}

TEST(Recall, CountsByHorizonAndLeavesOutWhatWasOnBefore) {
  Recall recall;
  recall.add({{at(90), at(110)}, {at(320), at(400)}, {at(700), at(710)}},
             {{at(100), at(220)}, {at(300), at(420)}, {at(500), at(620)}});
  EXPECT_EQ(recall.asked, 2);
  EXPECT_EQ(recall.met, (std::array<int, 4>{0, 1, 1, 1}));
  EXPECT_EQ(recall.delays, std::vector<double>{20});
}

TEST(Tune, FindsTheLeastThresholdThatIsQuietEnough) {
  EXPECT_NEAR(tune([](double t) { return 10 - t; }, 4, 0, 10, 30), 6, 1e-6);
}

TEST(Record, ThinsAndAddsSurges) {
  Series series;
  for (int i = 0; i < 400; ++i) series.counts.push_back({at(5 * i), 100});
  Random random(1);
  const Recording thinned = record(series, 0.2, {{at(0), at(1000)}}, 3, random);
  const auto calls = [&](int from, int to) {
    return std::accumulate(thinned.bins.begin() + from, thinned.bins.begin() + to, 0.0,
                           [](double sum, const Bin& bin) { return sum + bin.calls; });
  };
  EXPECT_NEAR(calls(0, 200), 0.6 * 20'000, 400);
  EXPECT_NEAR(calls(200, 400), 0.2 * 20'000, 300);
  EXPECT_TRUE(std::is_sorted(thinned.calls.begin(), thinned.calls.end()));
}

TEST(Simulate, HasTheLevelAndTheWanderingItWasTold) {
  Random random(2);
  const Series series =
      simulate({.first = 2026y / 1 / 5, .days = 700, .calls_per_hour = 100}, random);
  EXPECT_NEAR(series.calls_per_hour(), 100, 8) << "seed 2";
  EXPECT_EQ(series.counts.size(), 500u * 14 * 12);
}

// Two weeks of hours from 8 to 12, and an hour of half as many again on the second Tuesday.
TEST(SurgesInHindsight, AreHoursBeyondWhatTheDayBrought) {
  Series series;
  for (int day : {0, 1, 7, 8}) {
    for (int bin = 0; bin < 48; ++bin) {
      const bool more = day == 8 && bin >= 24 && bin < 36;
      series.counts.push_back({at(24 * 60 * day + 8 * 60 + 5 * bin), more ? 150 : 100});
    }
  }
  const std::vector<Span> surges = surges_in_hindsight(series);
  ASSERT_EQ(surges.size(), 1u);
  EXPECT_LE(surges[0].from, at(24 * 60 * 8 + 10 * 60));
  EXPECT_GE(surges[0].to, at(24 * 60 * 8 + 11 * 60));
}

// A long calm in which 100 false alarms are due has between 70 and 140 of them.
TEST(OracleThreshold, GivesTheMeanTimeItWasAskedFor) {
  Random random(3);
  const double threshold = oracle_threshold(2, 2, 500, random);
  PoissonCusum cusum(2);
  int found = 0;
  for (double t = 0; t < 50'000;) {
    const double gap = random.exponential() / 2;
    t += gap;
    cusum.step(0, 2 * gap);
    if (cusum.step(1, 0) < threshold) continue;
    ++found;
    cusum.reset();
  }
  EXPECT_GT(found, 70);
  EXPECT_LT(found, 140);
}

TEST(ChanceOfExcess, IsTheBinomialsTail) {
  EXPECT_NEAR(chance_of_excess(0, 10, 0.1), 1, 1e-12);
  EXPECT_NEAR(chance_of_excess(2, 2, 0.1), 0.01, 1e-12);
  EXPECT_NEAR(chance_of_excess(1, 3, 0.5), 0.875, 1e-12);
}

}  // namespace
}  // namespace holdwatch::bench
