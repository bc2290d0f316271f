#include "sinks/outbox.h"

#include <gtest/gtest.h>

#include <future>
#include <vector>

namespace holdwatch {
namespace {

TEST(Outbox, DeliversInOrder) {
  std::vector<int> delivered;
  Outbox<int> outbox(1000, [&](int item) { delivered.push_back(item); });
  for (int i = 0; i < 1000; ++i) outbox.put(i);
  outbox.close();
  ASSERT_EQ(delivered.size(), 1000u);
  for (int i = 0; i < 1000; ++i) EXPECT_EQ(delivered[static_cast<std::size_t>(i)], i);
}

TEST(Outbox, DropsTheOldestRatherThanMakeAnybodyWait) {
  std::promise<void> busy;
  std::promise<void> release;
  std::vector<int> delivered;
  Outbox<int> outbox(3, [&](int item) {
    if (item == 0) {
      busy.set_value();
      release.get_future().wait();
    }
    delivered.push_back(item);
  });
  outbox.put(0);
  busy.get_future().wait();
  for (int i = 1; i <= 10; ++i) outbox.put(i);
  release.set_value();
  outbox.close();
  EXPECT_EQ(delivered, (std::vector<int>{0, 8, 9, 10}));
}

TEST(Outbox, ClosesTwiceWithoutHarm) {
  Outbox<int> outbox(1, [](int) {});
  outbox.close();
  outbox.close();
}

}  // namespace
}  // namespace holdwatch
