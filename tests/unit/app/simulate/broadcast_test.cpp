#include "app/simulate/broadcast.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <set>

namespace holdwatch::simulate {
namespace {

using namespace std::chrono_literals;
using ::testing::IsEmpty;

constexpr Time kLive = std::chrono::sys_days{std::chrono::year{2026} / 3 / 3} + 11h;

demo::CentreOptions options(Duration past) {
  demo::CentreOptions result;
  result.live_from = kLive;
  result.history_from = kLive - past;
  return result;
}

/// How far each call has come: what follows its `joined`, in order.
struct Calls {
  void take(const Input& input) {
    const auto* event = std::get_if<CallEvent>(&input);
    if (event == nullptr || event->call.empty()) return;
    const std::string call(event->call);
    if (event->type == EventType::joined) {
      EXPECT_TRUE(open.insert(call).second) << call;
    } else {
      EXPECT_TRUE(open.contains(call)) << call << " was never told to have joined";
    }
    const bool is_end = event->type == EventType::abandoned || event->type == EventType::exited ||
                        event->type == EventType::completed;
    if (is_end) open.erase(call);
  }

  std::set<std::string> open;
};

TEST(Broadcast, ThePastEndsWithAllItsCallsAndThePresentBeginsWithNone) {
  Broadcast broadcast(options(24h), 1);
  Calls past;
  Time last{};
  broadcast.tell_past([&](const Input& input) {
    past.take(input);
    EXPECT_GE(time_of(input), last);
    EXPECT_LT(time_of(input), kLive);
    last = time_of(input);
  });
  EXPECT_THAT(past.open, IsEmpty());
  Calls present;
  for (int i = 0; i < 5000; ++i) {
    const Time told = broadcast.next_time();
    const Input& input = broadcast.next();
    EXPECT_EQ(time_of(input), told);
    EXPECT_GE(told, kLive);
    present.take(input);
  }
}

TEST(Broadcast, ACentreThatLivesFasterHasTheSameCallsSooner) {
  Broadcast slow(options(0s), 1);
  Broadcast fast(options(0s), 20);
  open_incidents(slow, kLive);
  open_incidents(fast, kLive);
  for (int i = 0; i < 1000; ++i) {
    const Input one = slow.next();
    const Input other = fast.next();
    EXPECT_NEAR(to_seconds(time_of(one) - kLive) / 20, to_seconds(time_of(other) - kLive), 1e-5);
    if (const auto* event = std::get_if<CallEvent>(&one)) {
      EXPECT_EQ(event->type, std::get<CallEvent>(other).type);
    }
  }
}

TEST(Broadcast, WhoOnlyHearsThePresentIsToldOfIncidentsThatAreOpen) {
  Broadcast broadcast(options(0s), 1);
  const auto open = open_incidents(broadcast, kLive);
  ASSERT_FALSE(open.empty());
  std::set<std::string> ids;
  for (const IncidentReport& report : open) {
    EXPECT_EQ(report.time, kLive);
    EXPECT_LT(report.started.value(), kLive);
    EXPECT_TRUE(ids.insert(report.id).second);
  }
}

}  // namespace
}  // namespace holdwatch::simulate
