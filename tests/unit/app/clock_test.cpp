#include "app/clock.h"

#include <gtest/gtest.h>

namespace holdwatch {
namespace {

using namespace std::chrono_literals;

class ForwardTimeTest : public testing::Test {
 protected:
  Time at(Duration wall, std::chrono::seconds steady) {
    return time_.at(Time{wall}, ForwardTime::Steady{steady});
  }

  ForwardTime time_;
};

TEST_F(ForwardTimeTest, IsTheWallClocksWhileThatGoesForward) {
  EXPECT_EQ(at(100h, 1s), Time{100h});
  EXPECT_EQ(at(100h + 1s, 2s), Time{100h + 1s});
  EXPECT_EQ(at(200h, 3s), Time{200h}) << "set ahead, or suspended";
  EXPECT_FALSE(time_.is_ahead());
}

TEST_F(ForwardTimeTest, GoesOnWhenTheWallClockIsSetBackUntilItHasCaughtUp) {
  at(100h, 0s);
  EXPECT_EQ(at(99h, 10s), Time{100h + 10s});
  EXPECT_EQ(at(99h + 10s, 20s), Time{100h + 20s});
  EXPECT_TRUE(time_.is_ahead());
  EXPECT_EQ(at(100h + 25s, 30s), Time{100h + 25s}) << "set right again";
  EXPECT_FALSE(time_.is_ahead());
}

}  // namespace
}  // namespace holdwatch
