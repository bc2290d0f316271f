#include <gtest/gtest.h>

#include "core/state/queue_figures.h"
#include "core/state/recent_tally.h"
#include "core/state/service_rates.h"
#include "support/monday.h"

namespace holdwatch::core {
namespace {

using std::chrono::minutes;
using std::chrono::seconds;
using test::kMonday;

TEST(WaitBoundsTest, TheTargetIsAlwaysABound) {
  const auto with_20 = wait_bounds(20);
  const auto with_45 = wait_bounds(45);
  EXPECT_EQ(with_20.size(), 10u);
  EXPECT_NE(std::find(with_45.begin(), with_45.end(), 45.0), with_45.end());
  EXPECT_TRUE(std::is_sorted(with_45.begin(), with_45.end()));
  EXPECT_LE(with_45.size() + 1, 12u) << "with +Inf";
}

TEST(QueueFiguresTest, AWaitOfExactlyTheTargetIsWithinIt) {
  QueueFigures figures(20);
  figures.left(Outcome::answered, seconds{20});
  figures.left(Outcome::answered, seconds{21});
  figures.left(Outcome::timeout, seconds{3});
  QueueSnapshot s;
  figures.write_to(s);
  EXPECT_EQ(s.left[static_cast<std::size_t>(Outcome::answered)], 2u);
  EXPECT_EQ(s.left[static_cast<std::size_t>(Outcome::timeout)], 1u);
  EXPECT_EQ(s.answered_wait.counts[2], 1u) << "bounds 5, 10, 20";
  EXPECT_EQ(s.answered_wait.counts[3], 1u);
  EXPECT_DOUBLE_EQ(s.answered_wait.sum_seconds, 41);
  EXPECT_DOUBLE_EQ(s.abandoned_wait.sum_seconds, 0);
}

TEST(RecentTallyTest, SumsTheBlocksOfAStretchAndForgetsWhatIsOlderThanFourHours) {
  RecentTally tally;
  tally.at(kMonday).offered = 3;
  tally.at(kMonday + minutes{20}).offered = 4;
  EXPECT_EQ(tally.between(kMonday, kMonday + minutes{29}).offered, 7u);
  EXPECT_EQ(tally.between(kMonday + minutes{15}, kMonday + minutes{29}).offered, 4u);
  tally.at(kMonday + minutes{240}).offered = 5;
  EXPECT_EQ(tally.between(kMonday, kMonday + minutes{240}).offered, 9u);
}

TEST(ServiceRatesTest, SaysNothingBeforeTenConversations) {
  ServiceRates rates;
  for (int i = 0; i < 9; ++i) rates.talk_ended(seconds{100});
  EXPECT_FALSE(rates.expected_wait_seconds(3, 5));
}

TEST(ServiceRatesTest, WithoutAbandonmentTheWaitIsPlacesOverServiceRate) {
  ServiceRates rates;
  for (int i = 0; i < 50; ++i) rates.talk_ended(seconds{200});
  // Four agents free one place every 50 s; behind three others, the fourth place it is.
  EXPECT_NEAR(rates.expected_wait_seconds(3, 4).value(), 200, 1e-9);
  EXPECT_FALSE(rates.expected_wait_seconds(3, 0));
}

TEST(ServiceRatesTest, ImpatienceShortensTheWait) {
  ServiceRates rates;
  for (int i = 0; i < 50; ++i) rates.talk_ended(seconds{200});
  for (int i = 0; i < 50; ++i) rates.wait_ended(seconds{100}, true);
  // theta = 0.01 a second, mu s = 0.02: 1/.02 + 1/.03 behind one other.
  EXPECT_NEAR(rates.expected_wait_seconds(1, 4).value(), 50 + 33.3333, 1e-3);
}

TEST(ServiceRatesTest, AHugeLineCostsNoMoreThanALongOne) {
  ServiceRates rates;
  for (int i = 0; i < 50; ++i) rates.talk_ended(seconds{200});
  EXPECT_NEAR(rates.expected_wait_seconds(999'999, 4).value(), 50.0 * 1'000'000, 1);
}

}  // namespace
}  // namespace holdwatch::core
