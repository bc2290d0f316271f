#include "core/causes/call_records.h"

#include <gtest/gtest.h>

#include "moments.h"

namespace holdwatch::core {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

struct CallRecordsTest : testing::Test {
  void calls(Time from, Time to, AttributeKey key) {
    for (Time t = from; t < to; t += minutes{1}) records.offered(kOrders, t, {{key}});
  }

  double share(AttributeKey key) const {
    const ShareTable& shares = records.of(kOrders).usual;
    return shares.weight(key) / shares.total(name_of(key));
  }

  AttributeKeys keys;
  AttributeKey usual = keys.learn("sku", "SKU-1");
  AttributeKey hot = keys.learn("sku", "SKU-7");
  CallRecords records;
};

TEST_F(CallRecordsTest, CallsOfASurgeTeachNothing) {
  calls(kStart, kStart + hours{24}, usual);
  const Time onset = kStart + hours{24};
  calls(onset, onset + hours{1}, hot);
  records.surge_opened(kOrders, onset);
  calls(onset + hours{1}, onset + hours{2}, hot);
  records.surge_closed(kOrders, onset + hours{2});
  calls(onset + hours{2}, onset + hours{12}, usual);
  EXPECT_EQ(share(hot), 0);
}

TEST_F(CallRecordsTest, AFalseAlarmGivesItsCallsBackHoweverLateItIsKnown) {
  calls(kStart, kStart + hours{24}, usual);
  const Time onset = kStart + hours{24};
  records.surge_opened(kOrders, onset);
  calls(onset, onset + hours{2}, hot);
  records.surge_closed(kOrders, onset + hours{2});
  calls(onset + hours{2}, onset + hours{12}, usual);
  records.false_alarm(kOrders, onset, onset + hours{2});
  EXPECT_NEAR(share(hot), 2.0 / (24 + 2 + 6), 0.01);
  records.false_alarm(kOrders, onset, onset + hours{2});  // once said, nothing more to give
  EXPECT_NEAR(share(hot), 2.0 / (24 + 2 + 6), 0.01);
}

TEST_F(CallRecordsTest, AQueueNeverSeenHasNoCalls) {
  EXPECT_EQ(records.of(7).calls.next(), 0U);
}

}  // namespace
}  // namespace holdwatch::core
