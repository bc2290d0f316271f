#include "net/attempt_limit.h"

#include <gtest/gtest.h>

namespace holdwatch::net {
namespace {

using std::chrono::seconds;

const AttemptLimit::TimePoint kStart{};

AttemptLimit worn_out_by(std::string_view peer) {
  AttemptLimit limit;
  for (int i = 0; i < AttemptLimit::kBurst; ++i) limit.was_wrong(peer, kStart);
  return limit;
}

TEST(AttemptLimit, LetsABurstBeWrong) {
  AttemptLimit limit;
  for (int i = 0; i < AttemptLimit::kBurst; ++i) {
    EXPECT_TRUE(limit.may_try("a", kStart));
    limit.was_wrong("a", kStart);
  }
  EXPECT_FALSE(limit.may_try("a", kStart));
}

TEST(AttemptLimit, AfterThatOneMoreEachPause) {
  AttemptLimit limit = worn_out_by("a");
  const auto later = kStart + AttemptLimit::kPause;
  EXPECT_TRUE(limit.may_try("a", later));
  limit.was_wrong("a", later);
  EXPECT_FALSE(limit.may_try("a", later));
}

TEST(AttemptLimit, WhoPausesLongHasAWholeBurstAgain) {
  AttemptLimit limit = worn_out_by("a");
  const auto later = kStart + AttemptLimit::kBurst * AttemptLimit::kPause;
  for (int i = 0; i < AttemptLimit::kBurst; ++i) {
    EXPECT_TRUE(limit.may_try("a", later));
    limit.was_wrong("a", later);
  }
  EXPECT_FALSE(limit.may_try("a", later));
}

TEST(AttemptLimit, OnePeerIsNotHeldAgainstAnother) {
  EXPECT_TRUE(worn_out_by("a").may_try("b", kStart));
}

TEST(AttemptLimit, AFloodOfPeersIsBoundedAndDoesNotFreeTheWorst) {
  AttemptLimit limit = worn_out_by("a");
  for (std::size_t i = 0; i < 2 * AttemptLimit::kMostPeers; ++i) {
    limit.was_wrong(std::to_string(i), kStart);
  }
  EXPECT_LE(limit.peers(), AttemptLimit::kMostPeers);
  EXPECT_FALSE(limit.may_try("a", kStart));
}

}  // namespace
}  // namespace holdwatch::net
