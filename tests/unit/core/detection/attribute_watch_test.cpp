#include "core/detection/attribute_watch.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <optional>
#include <random>

namespace holdwatch::core {
namespace {

constexpr double kThreshold = 16'000;
constexpr int kDay = 600;  // open minutes

/// A queue with two calls a minute, about one of `products` products and one of six regions.
struct AttributeWatchTest : testing::Test {
  AttributeKey product(int i) { return keys.learn("sku", fmt::format("SKU-{}", i)); }
  AttributeKey region(int i) { return keys.learn("region", fmt::format("region-{}", i)); }
  int any(int n) { return std::uniform_int_distribution<int>(0, n - 1)(random); }

  double call(std::initializer_list<AttributeKey> about) {
    return watch.about(now, std::span(about.begin(), about.size()));
  }

  /// Until the alarm or the day's end; the alarm's minute. From minute 300 on `extra` calls a
  /// minute, on average, are about product 7.
  std::optional<int> day(double busyness = 1, double extra = 0) {
    watch.start_session();
    std::poisson_distribution<int> usual(2 * busyness);
    std::poisson_distribution<int> more(std::max(extra, 1e-9));
    std::optional<int> alarm;
    for (int minute = 0; minute < kDay && !alarm; ++minute) {
      watch.pass(1, 2, 2.1 * busyness);
      double most = 0;
      for (int i = usual(random); i > 0; --i) {
        most = std::max(most, call({product(any(products)), region(any(6))}));
      }
      for (int i = minute < 300 ? 0 : more(random); i > 0; --i) {
        most = std::max(most, call({product(7), region(any(6))}));
      }
      if (most >= kThreshold) alarm = minute;
    }
    if (alarm) watch.alarmed();
    watch.end_day(busyness);
    return alarm;
  }

  int alarms(int days, double extra = 0) {
    int n = 0;
    for (int i = 0; i < days; ++i) {
      n += day(std::exp(std::normal_distribution<double>(0, 0.1)(random)), extra).has_value();
    }
    return n;
  }

  int products = 50;
  Time now;
  std::mt19937_64 random{20260301};
  AttributeKeys keys;
  AttributeWatch watch;
};

TEST_F(AttributeWatchTest, NothingIsKnownOnTheFirstDay) {
  EXPECT_FALSE(day(1, 5));
}

TEST_F(AttributeWatchTest, AFewCallsAboutOneProductAreASurgeOfIt) {
  ASSERT_EQ(alarms(20), 0);
  const auto alarm = day(1, 0.25);  // an eighth more calls; of the product six times as many
  ASSERT_TRUE(alarm);
  EXPECT_GE(*alarm, 300);
  EXPECT_LE(*alarm, 345);
}

TEST_F(AttributeWatchTest, FalseAlarmsAreNoMoreFrequentThanTheThresholdSays) {
  constexpr int kDays = 400;
  EXPECT_LE(alarms(kDays), kDays * kDay / kThreshold);
}

TEST_F(AttributeWatchTest, AProductNeverHeardOfSurgesWithItsFirstCalls) {
  alarms(10);
  watch.start_session();
  watch.pass(60, 120, 130);
  EXPECT_LT(call({product(1'000)}), kThreshold);
  double most = 0;
  for (int i = 0; i < 5; ++i) {
    watch.pass(1, 2, 2.2);
    most = call({product(1'000)});
  }
  EXPECT_GE(most, kThreshold);
}

TEST_F(AttributeWatchTest, ASurgeOfAProductBeganWithTheFirstCallOfItsRun) {
  alarms(20);
  watch.start_session();
  const auto pass = [&](int minutes) {
    watch.pass(minutes, 2 * minutes, 2.2 * minutes);
    now += minutes * std::chrono::minutes{1};
  };
  call({product(7)});  // as one comes every half-hour on any day
  pass(120);
  const Time first = now;
  double most = 0;
  for (int i = 0; i < 8; ++i, pass(1)) most = call({product(7)});
  EXPECT_GE(most, kThreshold);
  EXPECT_EQ(watch.loudest_since(), first);
}

TEST_F(AttributeWatchTest, ANameWhoseValuesAreAllDifferentTellsNothing) {
  int order = 0;
  for (int i = 0; i < 20; ++i) {
    watch.start_session();
    for (int call_number = 0; call_number < 2 * kDay; ++call_number) {
      watch.pass(0.5, 1, 1.1);
      ASSERT_LT(call({keys.learn("order", std::to_string(++order))}), kThreshold);
    }
    watch.end_day(1);
  }
}

TEST_F(AttributeWatchTest, ANewSessionForgetsTheEvidenceOfTheOneBefore) {
  alarms(10);
  watch.start_session();
  for (int i = 0; i < 4; ++i) {
    watch.pass(1, 2, 2.2);
    call({product(7)});
  }
  const double before = call({product(7)});
  watch.start_session();
  watch.pass(1, 2, 2.2);
  EXPECT_LT(call({product(7)}), before / 100);
}

TEST_F(AttributeWatchTest, AShareThatChangedForGoodIsToldLessAndLess) {
  alarms(20);
  const int first = alarms(20, 0.3);  // from noon on, eight times as many as before
  EXPECT_GE(first, 1);
  EXPECT_LE(first, 5);
  EXPECT_LE(alarms(20, 0.3), 1);
}

TEST_F(AttributeWatchTest, WhatSurgedOnceIsNotUsual) {
  alarms(20);
  ASSERT_TRUE(day(1, 1));
  alarms(7);
  const auto alarm = day(1, 0.5);
  ASSERT_TRUE(alarm);
  EXPECT_LE(*alarm, 345);
}

}  // namespace
}  // namespace holdwatch::core
