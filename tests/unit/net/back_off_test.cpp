#include "net/back_off.h"

#include <gtest/gtest.h>

namespace holdwatch::net {
namespace {

using std::chrono::milliseconds;

constexpr double kLeast = 0;
constexpr double kMost = 0.999999;

TEST(BackOff, DoublesUpToItsLimit) {
  BackOff back_off(milliseconds{100}, milliseconds{500});
  EXPECT_EQ(back_off.next(kLeast), milliseconds{50});
  EXPECT_EQ(back_off.next(kLeast), milliseconds{100});
  EXPECT_EQ(back_off.next(kLeast), milliseconds{200});
  EXPECT_EQ(back_off.next(kLeast), milliseconds{250});
  EXPECT_EQ(back_off.next(kLeast), milliseconds{250});
}

TEST(BackOff, DrawsFromTheUpperHalfOfItsRange) {
  BackOff back_off(milliseconds{100}, milliseconds{100});
  EXPECT_EQ(back_off.next(kLeast), milliseconds{50});
  EXPECT_EQ(back_off.next(0.5), milliseconds{75});
  EXPECT_EQ(back_off.next(kMost), milliseconds{99});
}

TEST(BackOff, StartsAnewAfterSuccess) {
  BackOff back_off(milliseconds{100}, milliseconds{500});
  back_off.next(kLeast);
  back_off.next(kLeast);
  back_off.reset();
  EXPECT_EQ(back_off.next(kLeast), milliseconds{50});
}

TEST(BackOff, NeverOverflowsHoweverOftenItIsAsked) {
  BackOff back_off(milliseconds{100}, milliseconds{30'000});
  for (int attempt = 0; attempt < 10'000; ++attempt) {
    const milliseconds delay = back_off.next(kMost);
    EXPECT_GT(delay, milliseconds{0});
    EXPECT_LE(delay, milliseconds{30'000});
  }
}

}  // namespace
}  // namespace holdwatch::net
