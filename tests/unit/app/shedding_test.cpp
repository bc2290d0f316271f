#include "app/shedding.h"

#include <gtest/gtest.h>

namespace holdwatch {
namespace {

using namespace std::chrono_literals;

class SheddingTest : public testing::Test {
 protected:
  /// Turns of 10 ms each, after none of which everything was taken.
  void be_behind(Duration time) {
    for (Duration t{}; t <= time; t += 10ms) shedding_.took(false, now_ += 10ms);
  }
  std::optional<Shed> left_out(EventType type, Outcome outcome = Outcome::timeout) const {
    CallEvent event;
    event.type = type;
    event.outcome = outcome;
    return shedding_.leaves_out(event);
  }

  Shedding shedding_;
  Time now_{24h};
};

TEST_F(SheddingTest, AFeedThatKeepsUpLosesNothing) {
  for (int i = 0; i < 1000; ++i) shedding_.took(i % 20 == 19, now_ += 10ms);
  EXPECT_LT(shedding_.behind(), 250ms);
  EXPECT_EQ(left_out(EventType::heartbeat), std::nullopt);
}

TEST_F(SheddingTest, WhatMattersLeastIsLeftOutFirst) {
  be_behind(250ms);
  for (const EventType type :
       {EventType::tagged, EventType::held, EventType::resumed, EventType::heartbeat}) {
    EXPECT_EQ(left_out(type), Shed::refinements);
  }
  EXPECT_EQ(left_out(EventType::agent), std::nullopt);
  be_behind(250ms);
  EXPECT_EQ(left_out(EventType::agent), Shed::staffing);
  EXPECT_EQ(left_out(EventType::staffed), Shed::staffing);
  EXPECT_EQ(left_out(EventType::joined), std::nullopt);
  be_behind(250ms);
  EXPECT_EQ(left_out(EventType::joined), Shed::new_calls);
  EXPECT_EQ(left_out(EventType::exited, Outcome::full), Shed::new_calls);
  EXPECT_EQ(left_out(EventType::exited), std::nullopt);
  be_behind(250ms);
  for (const EventType type :
       {EventType::answered, EventType::abandoned, EventType::exited, EventType::completed}) {
    EXPECT_EQ(left_out(type), Shed::call_ends);
  }
}

TEST_F(SheddingTest, AsSoonAsNothingWaitsEverythingIsTakenAgain) {
  be_behind(5s);
  shedding_.took(true, now_);
  EXPECT_EQ(left_out(EventType::tagged), std::nullopt);
  EXPECT_EQ(shedding_.behind(), 0s);
}

TEST_F(SheddingTest, TimeBetweenTwoRushesIsNotTimeBehind) {
  shedding_.took(false, now_);
  shedding_.took(true, now_);
  shedding_.took(false, now_ + 1h);
  EXPECT_EQ(shedding_.behind(), 0s);
}

TEST_F(SheddingTest, ASuspendedMachineOrAClockThatWasSetIsNotAFlood) {
  shedding_.took(false, now_);
  shedding_.took(false, now_ + 5h);
  EXPECT_EQ(shedding_.behind(), Shedding::kLongestTurn);
  shedding_.took(false, now_ - 5h);
  EXPECT_EQ(shedding_.behind(), Shedding::kLongestTurn);
}

}  // namespace
}  // namespace holdwatch
