#include "core/causes/load.h"

#include <gtest/gtest.h>

namespace holdwatch::core {
namespace {

/// Callers who usually wait a minute, one in ten of whom gives up.
UsualBurden a_minute_each() {
  UsualBurden usual;
  for (int i = 0; i < 50'000; ++i) usual.wait_ended(std::chrono::minutes{1}, i % 10 == 0);
  return usual;
}

Cause cause(std::optional<std::string> incident, double probability, Estimate calls) {
  return {.incident = std::move(incident), .probability = probability, .excess_calls = calls};
}

/// 300 calls, 100 of them extra, that waited 1,000 minutes; 60 gave up.
struct LoadTest : testing::Test {
  LoadTest() {
    attribution.causes = {cause("INC-1", 0.9, {75, 60, 90}), cause({}, 0.1, {25, 10, 40})};
    attribution.excess_calls = {100, 80, 120};
  }

  SurgeAccount account;
  Tally tally{.offered = 300, .abandoned = 60, .wait_seconds = 60'000};
  UsualBurden usual = a_minute_each();
  Attribution attribution;
};

TEST_F(LoadTest, WhatAllCallersBearBeyondTheUsualIsTheSurgesDoing) {
  fill_in_load(account, tally, usual, &attribution);
  EXPECT_NEAR(account.total.caller_minutes.estimate, 1'000 - 200, 1);
  EXPECT_NEAR(account.total.caller_minutes.low, 1'000 - 220, 1);
  EXPECT_NEAR(account.total.caller_minutes.high, 1'000 - 180, 1);
  EXPECT_NEAR(account.total.abandonments.estimate, 60 - 20, 0.5);
}

TEST_F(LoadTest, PartiesAnswerInProportionToTheirCalls) {
  fill_in_load(account, tally, usual, &attribution);
  ASSERT_EQ(account.shares.size(), 2U);
  EXPECT_EQ(account.shares[0].incident, "INC-1");
  EXPECT_NEAR(account.shares[0].load.caller_minutes.estimate, 600, 1);
  EXPECT_NEAR(account.shares[1].load.caller_minutes.estimate, 200, 1);
  EXPECT_NEAR(account.shares[0].load.abandonments.estimate, 30, 0.5);
}

TEST_F(LoadTest, ThePartsAddUpExactly) {
  attribution.causes.push_back(cause("INC-2", 0.0, {1.0 / 3, 0, 2}));
  attribution.excess_calls.estimate += 1.0 / 3;
  fill_in_load(account, tally, usual, &attribution);
  double waited = 0;
  double given_up = 0;
  for (const LoadShare& share : account.shares) {
    waited += share.load.caller_minutes.estimate;
    given_up += share.load.abandonments.estimate;
    EXPECT_LE(share.load.caller_minutes.low, share.load.caller_minutes.estimate);
    EXPECT_GE(share.load.caller_minutes.high, share.load.caller_minutes.estimate);
  }
  EXPECT_EQ(waited, account.total.caller_minutes.estimate);
  EXPECT_EQ(given_up, account.total.abandonments.estimate);
}

TEST_F(LoadTest, ASurgeOfWaitingIsServicesOwn) {
  account.driver = Driver::staffing;
  fill_in_load(account, tally, usual, nullptr);
  EXPECT_TRUE(account.shares.empty());
  EXPECT_EQ(account.total.calls.estimate, 0);
  EXPECT_NEAR(account.total.caller_minutes.estimate, 1'000 - 300, 1);
}

TEST_F(LoadTest, NobodyIsChargedWithLessThanNothing) {
  tally.wait_seconds = 60;  // all were answered at once
  tally.abandoned = 0;
  fill_in_load(account, tally, usual, &attribution);
  EXPECT_EQ(account.total.caller_minutes.estimate, 0);
  EXPECT_EQ(account.total.abandonments.estimate, 0);
  EXPECT_GT(account.total.abandonments.high, -1e-9);
}

}  // namespace
}  // namespace holdwatch::core
