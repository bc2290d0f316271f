#include "app/rejection_log.h"

#include <gmock/gmock.h>

#include "support/log_capture.h"

namespace holdwatch {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

constexpr Time kBegin{std::chrono::sys_days{std::chrono::year{2026} / 3 / 2}};

class RejectionLogTest : public testing::Test {
 protected:
  void reject(Disposition reason, int times, Time now = kBegin) {
    for (int i = 0; i < times; ++i) log_.rejected(reason, now, [] { return "place=\"a:7\""; });
  }

  LogCapture capture_;
  RejectionLog log_{"pbx"};
};

TEST_F(RejectionLogTest, NamesSourceReasonAndPlace) {
  reject(Disposition::malformed, 1);
  EXPECT_THAT(capture_.lines(),
              ElementsAre("warning input refused source=pbx reason=malformed place=\"a:7\""));
}

TEST_F(RejectionLogTest, TellsTheFirstFiveOfEachReasonAndCountsTheRest) {
  reject(Disposition::malformed, 1000);
  reject(Disposition::too_old, 6);
  EXPECT_THAT(capture_.lines(), SizeIs(10));
  log_.tick(kBegin + std::chrono::seconds{59});
  EXPECT_THAT(capture_.lines(), IsEmpty());
  log_.tick(kBegin + std::chrono::seconds{60});
  EXPECT_THAT(capture_.lines(),
              ElementsAre("warning more input refused source=pbx reason=malformed count=995",
                          "warning more input refused source=pbx reason=too_old count=1"));
}

TEST_F(RejectionLogTest, ANewMinuteTellsAnew) {
  reject(Disposition::malformed, 5);
  log_.tick(kBegin + std::chrono::seconds{60});
  EXPECT_THAT(capture_.lines(), SizeIs(5));
  reject(Disposition::malformed, 2, kBegin + std::chrono::seconds{61});
  EXPECT_THAT(capture_.lines(), SizeIs(2));
}

TEST_F(RejectionLogTest, AsksForNoDescriptionThatNobodyReads) {
  int asked = 0;
  for (int i = 0; i < 1000; ++i) {
    log_.rejected(Disposition::duplicate, kBegin, [&] {
      ++asked;
      return "";
    });
  }
  EXPECT_EQ(asked, 5);
}

}  // namespace
}  // namespace holdwatch
