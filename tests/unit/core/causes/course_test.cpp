#include "core/causes/course.h"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

namespace holdwatch::core {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

constexpr Time kOnset = std::chrono::sys_days{std::chrono::year{2026} / 3 / 2} + hours{9};

/// A surge whose calls are surely the cause's own; the queue is open for `open` from the onset on.
struct CallsOfOne {
  Estimate ask(Duration after) const {
    SurgeEvidence surge;
    surge.onset = {kOnset, kOnset - minutes{5}, kOnset + minutes{5}};
    surge.open_between = [this](Time a, Time b) {
      return std::max(std::min(b, kOnset + open) - a, Duration{0});
    };
    const auto n = static_cast<double>(calls.size());
    return still_to_come(surge, calls, {n, 0.9 * n, 1.1 * n}, kOnset + after);
  }

  /// Two calls a minute for so long.
  void even(Duration length) {
    for (Time t = kOnset; t < kOnset + length; t += std::chrono::seconds{30}) {
      calls.push_back({t, 50});
    }
  }

  std::vector<OwnCall> calls;
  Duration open = hours{48};
};

TEST(StillToCome, CallsThatGoOnEvenlyAreExpectedToGoOn) {
  CallsOfOne cause;
  cause.even(hours{3});
  const Estimate more = cause.ask(hours{3});
  EXPECT_GT(more.estimate, 120);
  EXPECT_GT(more.low, 0);
  EXPECT_LT(more.low, more.estimate);
  EXPECT_GT(more.high, more.estimate);
}

TEST(StillToCome, CallsThatHaveFadedAreExpectedNoMore) {
  CallsOfOne cause;
  cause.even(hours{3});
  const Estimate more = cause.ask(hours{6});
  EXPECT_LT(more.estimate, 20);
  EXPECT_LT(more.low, 5);
}

TEST(StillToCome, ARangeNarrowsAsTheCourseIsSeen) {
  CallsOfOne cause;
  for (int i = 0; i < 400; ++i) {  // fades from the start, by a factor of e in three hours
    cause.calls.push_back({kOnset + from_seconds(-3 * 3600 * std::log((i + 0.5) / 400)), 50});
  }
  const auto until = [&](Duration after) {
    CallsOfOne seen;
    for (const OwnCall& c : cause.calls) {
      if (c.time <= kOnset + after) seen.calls.push_back(c);
    }
    return seen.ask(after);
  };
  const Estimate early = until(hours{1});
  const Estimate late = until(hours{6});
  EXPECT_LE(early.low, 400 * std::exp(-1 / 3.0));
  EXPECT_GE(early.high, 400 * std::exp(-1 / 3.0));
  EXPECT_LE(late.low, 400 * std::exp(-2.0));
  EXPECT_GE(late.high, 400 * std::exp(-2.0));
  EXPECT_LT(late.high - late.low, 0.5 * (early.high - early.low));
}

TEST(StillToCome, NobodyCallsWhenTheDoorsAreShut) {
  CallsOfOne cause;
  cause.even(hours{3});
  const Estimate more = cause.ask(hours{3});
  cause.open = hours{3};
  EXPECT_LT(cause.ask(hours{3}).high, 2);
  cause.open = hours{4};
  EXPECT_LT(cause.ask(hours{3}).estimate, more.estimate);
}

TEST(StillToCome, CallsThatAreHardlyItsOwnTellNothing) {
  CallsOfOne cause;
  cause.calls = {{kOnset + minutes{1}, 0.001}, {kOnset + minutes{2}, 0.001}};
  const Estimate more = cause.ask(hours{1});
  EXPECT_TRUE(std::isfinite(more.estimate) && std::isfinite(more.high));
}

}  // namespace
}  // namespace holdwatch::core
