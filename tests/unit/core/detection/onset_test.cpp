#include "core/detection/onset.h"

#include <gtest/gtest.h>

#include "unit/core/detection/support.h"

namespace holdwatch::core {
namespace {

using namespace detector_test;

TEST(MinuteCounts, KeepsTheLastEightHours) {
  MinuteCounts counts;
  const Time t = at(2026, 2, 2, 10);
  counts.count(t);
  counts.count(t + seconds{59});
  counts.count(t + hours{7});
  EXPECT_EQ(counts.at(t), 2u);
  EXPECT_EQ(counts.at(t + minutes{1}), 0u);
  counts.count(t + hours{8});
  EXPECT_EQ(counts.at(t), 0u);
}

TEST(Onset, StandsWhereTheRateRose) {
  MinuteCounts counts;
  const Time start = at(2026, 2, 2, 8);
  const Time rise = at(2026, 2, 2, 10);
  const Time now = at(2026, 2, 2, 11);
  DayLog log;
  for (Time t = start; t < now; t += minutes{15}) {
    SlotRecord slot;
    slot.from = std::chrono::floor<SlotRecord::Seconds>(t);
    slot.length = minutes{15};
    slot.usual = 30;
    log.add(slot);
  }
  for (Time t = start; t < now; t += seconds{30}) {
    counts.count(t);
    if (t >= rise) counts.count(t + seconds{1});
  }
  const Onset onset = find_onset(counts, log, now, 2, 1, 1, start, now);
  EXPECT_EQ(onset.time.estimate, rise);
  EXPECT_LE(onset.time.low, rise);
  EXPECT_GE(onset.time.low, rise - minutes{25});
  EXPECT_LE(onset.time.high, rise + minutes{5});
  EXPECT_DOUBLE_EQ(onset.calls, 240);
  EXPECT_DOUBLE_EQ(onset.expected, 120);
}

TEST(Onset, IsNotSoughtBeforeTheEarliestMoment) {
  MinuteCounts counts;
  const Time opening = at(2026, 2, 2, 8);
  for (int i = 0; i < 60; ++i) counts.count(opening - minutes{10} + i * seconds{30});
  const Onset onset =
      find_onset(counts, DayLog{}, opening, 1, 1, 1, opening, opening + minutes{20});
  EXPECT_GE(onset.time.low, opening);
}

}  // namespace
}  // namespace holdwatch::core
