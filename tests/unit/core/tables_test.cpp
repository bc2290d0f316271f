#include <gtest/gtest.h>

#include "core/recent_minutes.h"
#include "core/single.h"
#include "core/sparse_array.h"

namespace holdwatch::core {
namespace {

using std::chrono::minutes;
using std::chrono::seconds;

TEST(SparseArray, HoldsWhatWasWrittenWhateverTheOrderAndNothingElse) {
  SparseArray<int, 100> array;
  array.at(99) = 1;
  array.at(0) = 2;
  array.at(64) = 3;
  array.at(63) = 4;
  array.at(64) += 10;
  EXPECT_EQ(array[99], 1);
  EXPECT_EQ(array[0], 2);
  EXPECT_EQ(array[64], 13);
  EXPECT_EQ(array[63], 4);
  EXPECT_EQ(array[1], 0);
  EXPECT_EQ(array.values(), (std::vector{2, 4, 13, 1}));
}

TEST(RecentMinutes, AddsUpWithinAMinuteAndForgetsWhatIsOutOfReach) {
  RecentMinutes<int, 3> counts;
  const Time noon = std::chrono::sys_days{std::chrono::year{2026} / 3 / 2} + minutes{720};
  counts.at(noon) += 1;
  counts.at(noon + seconds{59}) += 1;
  counts.at(noon + minutes{2}) += 5;
  ASSERT_EQ(counts.since(noon).size(), 2u);
  EXPECT_EQ(counts.since(noon).front().second, 2);
  EXPECT_EQ(counts.since(noon + seconds{30}).size(), 2u) << "from the whole minute on";
  EXPECT_EQ(counts.since(noon + minutes{1}).front().second, 5);
  counts.at(noon + minutes{3}) += 7;
  EXPECT_EQ(counts.since(noon).front().second, 5);
}

TEST(Single, IsWorkedWithInDoublePrecision) {
  Single third = 1.0 / 3;
  EXPECT_NEAR(third, 1.0 / 3, 1e-8);
  third *= 3;
  EXPECT_NEAR(third, 1, 1e-7);
}

}  // namespace
}  // namespace holdwatch::core
