#include "core/causes/call_memory.h"

#include <gtest/gtest.h>

#include "moments.h"

namespace holdwatch::core {
namespace {

using std::chrono::minutes;
using std::chrono::seconds;

AttributeKey key(std::uint64_t name, std::uint64_t value) {
  return name << 56 | value;
}

TEST(CallMemory, FindsEveryCallOfTheLastTwoDaysWhileThereIsRoom) {
  CallMemory memory;
  for (int i = 0; i < 2880; ++i) memory.add(kStart + minutes{i});
  ASSERT_EQ(memory.next(), 2880u);
  for (CallRef i = 0; i < 2880; ++i) {
    ASSERT_NE(memory.find(i), nullptr);
    ASSERT_EQ(memory.find(i)->time, kStart + minutes{i});
  }
}

TEST(CallMemory, IsBoundedAndForgetsTheOldestFirst) {
  CallMemory memory;
  const CallRef calls = 2 * CallMemory::kMaxCalls;
  for (CallRef i = 0; i < calls; ++i) memory.add(kStart + seconds{i});
  EXPECT_EQ(memory.places(), CallMemory::kMaxCalls);
  EXPECT_EQ(memory.next() - memory.oldest(), CallMemory::kMaxCalls);
  EXPECT_EQ(memory.find(memory.oldest() - 1), nullptr);
  EXPECT_EQ(memory.find(memory.oldest())->time, kStart + seconds{memory.oldest()});
  EXPECT_EQ(memory.find(calls), nullptr);
}

TEST(CallMemory, WhereItMayNotGrowTheOldestGoHoweverYoung) {
  CallMemory memory;
  for (int i = 0; i < 100; ++i) memory.add(kStart + seconds{i}, false);
  EXPECT_EQ(memory.places(), 2 * CallMemory::kBlock);
  EXPECT_EQ(memory.oldest(), 88u);
  EXPECT_EQ(memory.find(memory.oldest())->time, kStart + seconds{88});
}

TEST(CallMemory, OldCallsMakeRoomBeforeItGrows) {
  CallMemory memory;
  for (int i = 0; i < 1000; ++i) memory.add(kStart + std::chrono::hours{12 * i});
  EXPECT_EQ(memory.places(), 2 * CallMemory::kBlock);
}

// The ring is entered in its middle when it grows again after places were used anew.
TEST(CallMemory, GrowsAgainWhereItGoesRound) {
  CallMemory memory;
  Time t = kStart;
  for (int i = 0; i < 1000; ++i) memory.add(t += std::chrono::hours{5});
  const std::size_t before = memory.places();
  for (int i = 0; i < 100; ++i) memory.add(t += seconds{1});
  EXPECT_GT(memory.places(), before);
  for (CallRef i = memory.oldest(); i + 1 < memory.next(); ++i) {
    ASSERT_LT(memory.find(i)->time, memory.find(i + 1)->time);
  }
}

TEST(CallMemory, AReusedPlaceKnowsNothingOfItsFormerCall) {
  CallMemory memory;
  for (std::size_t i = 0; i < 2 * CallMemory::kBlock; ++i) {
    RememberedCall& call = memory.add(kStart);
    call.set(key(1, 2));
    call.in_surge = true;
  }
  const RememberedCall& call = memory.add(kStart + std::chrono::hours{100});
  EXPECT_EQ(call.attributes[0], kNoAttribute);
  EXPECT_FALSE(call.in_surge);
  EXPECT_EQ(memory.find(memory.next() - 1), &call);
}

TEST(RememberedCall, ALaterValueOfANameWins) {
  RememberedCall call;
  call.set(key(1, 10));
  call.set(key(2, 20));
  call.set(key(1, 11));
  EXPECT_EQ(call.attributes[0], key(1, 11));
  EXPECT_EQ(call.attributes[1], key(2, 20));
  EXPECT_EQ(call.attributes[2], kNoAttribute);
}

TEST(RememberedCall, DropsNamesBeyondItsRoom) {
  RememberedCall call;
  for (std::uint64_t name = 1; name <= 10; ++name) call.set(key(name, 1));
  EXPECT_EQ(call.attributes.back(), key(kAttributesPerCall, 1));
}

}  // namespace
}  // namespace holdwatch::core
