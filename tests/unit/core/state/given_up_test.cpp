#include "core/state/given_up.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "core/state/archive.h"

namespace holdwatch::core {
namespace {

using std::chrono::hours;
using std::chrono::seconds;

constexpr Time kMidnight = std::chrono::sys_days{std::chrono::year{2026} / 3 / 3};

std::string queue_name(QueueId id) {
  return "queue-" + std::to_string(id);
}

class GivenUpTest : public testing::Test {
 protected:
  static Visit visit(std::string call, std::uint64_t caller, QueueId queue = 0) {
    Visit v;
    v.call = std::move(call);
    v.caller = caller;
    v.queue = queue;
    v.wait_ended = kMidnight - hours{2};
    return v;
  }

  void gave_up(const Visit& v) { given_up.gave_up(v, seconds{90}, kMidnight); }

  std::vector<std::string> calls() const {
    std::vector<std::string> names;
    for (const AbandonedCall& call : *given_up.calls(queue_name)) names.push_back(call.call);
    return names;
  }

  GivenUp given_up;
};

using Calls = std::vector<std::string>;

TEST_F(GivenUpTest, ACallerWhoComesBackNeedsNoCall) {
  gave_up(visit("a", 7));
  gave_up(visit("b", 8));
  given_up.joined(visit("c", 7));
  EXPECT_EQ(calls(), Calls{"b"});
  gave_up(visit("c", 7));
  EXPECT_EQ(calls(), (Calls{"b", "c"}));
}

TEST_F(GivenUpTest, AnotherQueueIsNotTheSame) {
  gave_up(visit("a", 7, 0));
  given_up.joined(visit("b", 7, 1));
  EXPECT_EQ(calls(), Calls{"a"});
  const AbandonedCall call = given_up.calls(queue_name)->front();
  EXPECT_EQ(call.queue, "queue-0");
  EXPECT_EQ(call.time, kMidnight - hours{2});
  EXPECT_DOUBLE_EQ(call.waited_seconds, 90);
}

TEST_F(GivenUpTest, WhoIsNotKnownIsNeverSeenToBeBack) {
  gave_up(visit("a", 0));
  gave_up(visit("b", 0));
  given_up.joined(visit("c", 0));
  EXPECT_EQ(calls(), (Calls{"a", "b"}));
}

TEST_F(GivenUpTest, ACallerWhoWasInTwoLinesOfAQueueIsThereOnce) {
  gave_up(visit("a", 7));
  gave_up(visit("b", 7));
  EXPECT_EQ(calls(), Calls{"b"});
}

TEST_F(GivenUpTest, EndsWithTheDay) {
  gave_up(visit("a", 7));
  given_up.forget(kMidnight - seconds{1});
  EXPECT_EQ(calls(), Calls{"a"});
  given_up.forget(kMidnight);
  EXPECT_EQ(calls(), Calls{});
}

TEST_F(GivenUpTest, TheNewestStay) {
  for (std::size_t i = 0; i <= GivenUp::kMost; ++i) gave_up(visit(std::to_string(i), i));
  EXPECT_EQ(calls().size(), GivenUp::kMost);
  EXPECT_EQ(calls().front(), "1");
  given_up.joined(visit("x", 1));
  EXPECT_EQ(calls().front(), "2");
}

TEST_F(GivenUpTest, TheListIsMadeOnceForEachChange) {
  gave_up(visit("a", 7));
  EXPECT_EQ(given_up.calls(queue_name), given_up.calls(queue_name));
}

TEST_F(GivenUpTest, IsTheSameAfterARestart) {
  gave_up(visit("a", 7));
  gave_up(visit("b", 8));
  GivenUp restored;
  ASSERT_TRUE(read_bytes(to_bytes(1, given_up), 1, restored));
  given_up = restored;
  given_up.joined(visit("c", 7));
  EXPECT_EQ(calls(), Calls{"b"});
}

}  // namespace
}  // namespace holdwatch::core
