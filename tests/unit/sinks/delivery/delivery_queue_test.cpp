#include "sinks/delivery/delivery_queue.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace holdwatch {
namespace {

using namespace std::chrono_literals;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr auto kFiring = AlertStatus::firing;
constexpr auto kUpdated = AlertStatus::updated;
constexpr auto kResolved = AlertStatus::resolved;

class DeliveryQueueTest : public testing::Test {
 protected:
  void put(const std::string& key, AlertStatus status, std::string data = "",
           bool is_repeat = false) {
    Notice notice;
    notice.is_repeat = is_repeat;
    notice.key = key;
    notice.change.status = status;
    notice.change.data = std::move(data);
    EXPECT_TRUE(queue_.put(std::move(notice), now_));
  }

  std::vector<DeliveryQueue::Parcel> take(std::size_t most = 100) {
    return queue_.take(now_, most, may_go_);
  }

  /// What is taken, as `key:status:data`, and then received.
  std::vector<std::string> receive(std::size_t most = 100) {
    const auto parcels = take(most);
    queue_.settle(parcels, now_);
    return in_words(parcels);
  }

  static std::vector<std::string> in_words(const std::vector<DeliveryQueue::Parcel>& parcels) {
    constexpr const char* kWords[] = {"firing", "updated", "resolved"};
    std::vector<std::string> words;
    for (const auto& parcel : parcels) {
      const AlertChange& change = parcel.notice.change;
      words.push_back(parcel.notice.key + ":" + kWords[static_cast<int>(change.status)] +
                      (change.data.empty() ? "" : ":" + change.data));
    }
    return words;
  }

  Instant now_ = Instant{} + 24h;
  DeliveryQueue::MayGo may_go_ = [](const Notice&) { return true; };
  DeliveryQueue queue_{1h};
};

TEST_F(DeliveryQueueTest, WhatIsOwedGoesInItsOrderAndOnce) {
  put("a", kFiring);
  put("b", kFiring);
  put("c", kFiring);
  EXPECT_THAT(receive(2), ElementsAre("a:firing", "b:firing"));
  EXPECT_THAT(receive(), ElementsAre("c:firing"));
  EXPECT_THAT(receive(), IsEmpty());
  EXPECT_FALSE(queue_.next_due());
}

TEST_F(DeliveryQueueTest, OnlyTheNewestStateOfAnAlertIsOwedAndItKeepsItsPlace) {
  put("a", kFiring, "1");
  put("b", kFiring);
  put("a", kUpdated, "2");
  EXPECT_THAT(receive(), ElementsAre("a:firing:2", "b:firing"));
}

TEST_F(DeliveryQueueTest, WhatBeganAndEndedWhileTheReceiverWasAwayIsNotTold) {
  put("a", kFiring);
  put("a", kUpdated);
  put("a", kResolved);
  EXPECT_THAT(receive(), IsEmpty());
}

TEST_F(DeliveryQueueTest, TheEndOfWhatTheReceiverMayHaveHeardIsTold) {
  put("a", kFiring);
  queue_.put_back(take());
  put("a", kResolved);
  EXPECT_THAT(receive(), ElementsAre("a:resolved"));
}

TEST_F(DeliveryQueueTest, WhatIsSaidAfterAnEndThatIsStillOwedGoesWithIt) {
  put("a", kFiring);
  receive();
  put("a", kResolved);
  put("a", kUpdated, "confirmed");
  EXPECT_THAT(receive(), ElementsAre("a:resolved:confirmed"));
  put("b", kResolved);
  put("b", kFiring, "again");
  EXPECT_THAT(receive(), ElementsAre("b:firing:again"));
}

TEST_F(DeliveryQueueTest, TheEndOfWhatWasToldBeforeARestartIsTold) {
  put("a", kResolved);
  EXPECT_THAT(receive(), ElementsAre("a:resolved"));
}

TEST_F(DeliveryQueueTest, TheEndOfWhatADaemonBeforeMayHaveToldIsTold) {
  Notice again;
  again.key = "a";
  again.may_be_known = true;
  EXPECT_TRUE(queue_.put(again, now_));
  put("a", kResolved);
  EXPECT_THAT(receive(), ElementsAre("a:resolved"));
}

TEST_F(DeliveryQueueTest, WhatIsFoundOutAfterAnEndThatIsStillOwedIsToldAsTheEnd) {
  put("a", kFiring);
  receive();
  put("a", kResolved);
  put("a", kUpdated, "another cause");
  EXPECT_THAT(receive(), ElementsAre("a:resolved:another cause"));
}

TEST_F(DeliveryQueueTest, WhatIsFoundOutWhileAnEndIsOnItsWayInVainIsToldAsTheEnd) {
  put("a", kFiring);
  receive();
  put("a", kResolved);
  auto parcels = take();
  put("a", kUpdated, "another cause");
  queue_.put_back(std::move(parcels));
  EXPECT_THAT(receive(), ElementsAre("a:resolved:another cause"));
}

TEST_F(DeliveryQueueTest, NothingIsToldOfWhatBeganAndEndedUnheard) {
  put("a", kFiring);
  put("a", kResolved);
  put("a", kUpdated, "another cause");
  EXPECT_THAT(receive(), IsEmpty());
  put("a", kFiring);
  EXPECT_THAT(receive(), ElementsAre("a:firing"));
}

TEST_F(DeliveryQueueTest, AFailedAttemptIsOwedAgainUnlessSomethingNewerIs) {
  put("a", kFiring, "1");
  put("b", kFiring, "1");
  auto parcels = take();
  EXPECT_THAT(take(), IsEmpty()) << "on their way";
  put("b", kUpdated, "2");
  queue_.put_back(std::move(parcels));
  EXPECT_THAT(receive(), ElementsAre("a:firing:1", "b:firing:2"));
}

TEST_F(DeliveryQueueTest, AnEndThatComesWhileTheBeginningIsOnItsWayFollowsIt) {
  put("a", kFiring);
  const auto parcels = take();
  put("a", kResolved);
  queue_.settle(parcels, now_);
  EXPECT_THAT(receive(), ElementsAre("a:resolved"));
}

TEST_F(DeliveryQueueTest, UpdatesKeepTheirDistanceAndTheEndDoesNot) {
  put("a", kFiring);
  receive();
  now_ += 10min;
  put("a", kUpdated, "2");
  EXPECT_THAT(receive(), IsEmpty());
  EXPECT_EQ(queue_.next_due(), now_ + 50min);
  now_ += 50min;
  EXPECT_THAT(receive(), ElementsAre("a:updated:2"));
  now_ += 1min;
  put("a", kUpdated, "3");
  put("a", kResolved);
  EXPECT_THAT(receive(), ElementsAre("a:resolved"));
}

TEST_F(DeliveryQueueTest, WhatMayNotGoYetHoldsUpNobodyElse) {
  put("night", kFiring);
  put("day", kFiring);
  may_go_ = [](const Notice& notice) { return notice.key != "night"; };
  EXPECT_THAT(receive(), ElementsAre("day:firing"));
  may_go_ = [](const Notice&) { return true; };
  EXPECT_THAT(receive(), ElementsAre("night:firing"));
}

TEST_F(DeliveryQueueTest, AnHourAwayCostsOneMessageAnAlertThatIsStillTrue) {
  for (int minute = 0; minute < 60; ++minute) {
    now_ += 1min;
    for (int i = 0; i < 20; ++i) {
      const std::string key = std::to_string(i);
      put(key, minute == 0 ? kFiring : kUpdated);
      if (i >= 5 && minute == 59) put(key, kResolved);
    }
    queue_.put_back(take(1));  // an attempt with the first of them fails
  }
  EXPECT_THAT(receive(), ElementsAre("0:firing", "1:firing", "2:firing", "3:firing", "4:firing"));
}

TEST_F(DeliveryQueueTest, ARepeatNeverTakesThePlaceOfWhatIsOwed) {
  put("a", kFiring, "news");
  const Instant since = now_;
  now_ += 1min;
  put("a", kFiring, "repeat", true);
  auto parcels = take();
  put("a", kFiring, "repeat", true);
  queue_.put_back(std::move(parcels));
  parcels = take();
  ASSERT_THAT(in_words(parcels), ElementsAre("a:firing:news"));
  EXPECT_EQ(parcels[0].since, since);
  queue_.settle(parcels, now_);
  put("a", kFiring, "repeat", true);
  EXPECT_THAT(receive(), ElementsAre("a:firing:repeat"));
}

TEST_F(DeliveryQueueTest, BeyondItsLimitItForgetsPacesButNothingOwed) {
  for (std::size_t i = 0; i < DeliveryQueue::kLimit; ++i) put(std::to_string(i), kFiring);
  Notice more;
  more.key = "more";
  EXPECT_FALSE(queue_.put(more, now_));
  EXPECT_EQ(receive(1).size(), 1U);
  EXPECT_TRUE(queue_.put(more, now_));
  EXPECT_EQ(receive(DeliveryQueue::kLimit).size(), DeliveryQueue::kLimit);
}

}  // namespace
}  // namespace holdwatch
