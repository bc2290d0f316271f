#include "core/causes/usual_shares.h"

#include <gtest/gtest.h>

namespace holdwatch::core {
namespace {

AttributeKey share_key(std::uint64_t name, std::uint64_t value) {
  return name << 56 | value;
}

TEST(UsualShare, ComesCloseToWhatWasSeenOften) {
  ShareTable queue(100), all(100);
  for (int i = 0; i < 1000; ++i) {
    const AttributeKey k = share_key(1, i % 10 == 0 ? 1 : 2);
    queue.add(k, 1);
    all.add(k, 1);
  }
  EXPECT_NEAR(usual_share(queue, all, share_key(1, 1), 1), 0.1, 0.01);
  EXPECT_NEAR(usual_share(queue, all, share_key(1, 2), 1), 0.9, 0.01);
}

TEST(UsualShare, OfAValueNeverSeenIsSmallButNotZero) {
  ShareTable queue(100), all(100);
  for (int i = 0; i < 1000; ++i) queue.add(share_key(1, 1), 1), all.add(share_key(1, 1), 1);
  const double share = usual_share(queue, all, share_key(1, 9), 1);
  EXPECT_GT(share, 0);
  EXPECT_LT(share, 0.01);
}

TEST(UsualShare, OfANewQueueIsThatOfAllQueues) {
  ShareTable queue(100), all(100);
  for (int i = 0; i < 1000; ++i) all.add(share_key(1, i % 4 == 0 ? 1 : 2), 1);
  EXPECT_NEAR(usual_share(queue, all, share_key(1, 1), 1), 0.25, 0.01);
}

TEST(ShareTable, StaysWithinItsBoundAndKeepsTheCommonValuesAndTheTotal) {
  ShareTable table(64);
  for (std::uint64_t i = 1; i <= 10'000; ++i) {
    table.add(share_key(1, 1'000'000 + i), 1);  // an order number: every value new
    table.add(share_key(1, 7), 1);
  }
  EXPECT_LE(table.values(1), 64u);
  EXPECT_EQ(table.weight(share_key(1, 7)), 10'000);
  EXPECT_EQ(table.total(1), 20'000);
}

}  // namespace
}  // namespace holdwatch::core
