#include "sinks/delivery/delivery_stats.h"

#include <gtest/gtest.h>

namespace holdwatch {
namespace {

using namespace std::chrono_literals;

TEST(DeliveryStats, CountsAttemptsFailuresAndLatenciesByChannel) {
  DeliveryStats stats;
  stats.open("pager");
  stats.delivered("chat", 5ms);
  stats.delivered("chat", 6ms);
  stats.delivered("chat", 2min);
  stats.failed("chat", "timeout");
  const auto figures = stats.figures();
  ASSERT_EQ(figures.size(), 2U);
  EXPECT_EQ(figures.at("pager").attempts, 0U);
  const ChannelFigures& chat = figures.at("chat");
  EXPECT_EQ(chat.attempts, 4U);
  EXPECT_EQ(chat.failed.at("timeout"), 1U);
  EXPECT_EQ(chat.latency.counts,
            (std::array<std::uint64_t, kWaitBuckets>{1, 1, 0, 0, 0, 0, 0, 0, 1}));
  EXPECT_DOUBLE_EQ(chat.latency.sum_seconds, 120.011);
}

}  // namespace
}  // namespace holdwatch
