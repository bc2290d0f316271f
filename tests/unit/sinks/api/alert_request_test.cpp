#include "sinks/api/alert_request.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace holdwatch::api {
namespace {

using ::testing::HasSubstr;

TEST(AlertRequest, AsksForWhatIsOpenUnlessItSaysMore) {
  const auto request = read_alert_request("");
  ASSERT_TRUE(request);
  EXPECT_FALSE(request->all);
  EXPECT_EQ(request->query.limit, 100u);
  EXPECT_FALSE(request->query.queue || request->query.kind || request->query.after);
}

TEST(AlertRequest, SaysWhichAlertsAndHowMany) {
  const auto request = read_alert_request(
      "status=all&queue=very%20large+orders&kind=long_hold&since=2026-03-03T14:00:00%2B01:00"
      "&until=2026-03-04T00:00:00Z&limit=1000&after=1772542800000000-2a-7");
  ASSERT_TRUE(request) << request.error();
  EXPECT_TRUE(request->all);
  EXPECT_EQ(request->query.queue, "very large orders");
  EXPECT_EQ(request->query.kind, AlertKind::long_hold);
  const Time third = std::chrono::sys_days{std::chrono::year{2026} / 3 / 3};
  EXPECT_EQ(request->query.since, third + std::chrono::hours{13});
  EXPECT_EQ(request->query.until, third + std::chrono::hours{24});
  EXPECT_EQ(request->query.limit, 1000u);
  EXPECT_EQ(request->query.after->sequence, 42u);
  EXPECT_EQ(request->query.after->ordinal, 7u);
  EXPECT_EQ(to_cursor(*request->query.after), "1772542800000000-2a-7");
}

struct Malformed {
  const char* query;
  const char* complaint;
};

class MalformedRequest : public testing::TestWithParam<Malformed> {};

TEST_P(MalformedRequest, IsToldWhatWasExpected) {
  const auto request = read_alert_request(GetParam().query);
  ASSERT_FALSE(request);
  EXPECT_THAT(request.error(), HasSubstr(GetParam().complaint));
}

INSTANTIATE_TEST_SUITE_P(
    Table, MalformedRequest,
    testing::Values(
        Malformed{"status=closed", "`status`: found `closed`, expected open or all"},
        Malformed{"status", "`status`: found ``"},
        Malformed{"kind=Surge", "expected one of surge, long_hold"},
        Malformed{"since=yesterday", "expected a time such as"},
        Malformed{"until=2026-02-30T00:00:00Z", "expected a time such as"},
        Malformed{"limit=0", "`limit`: found `0`, expected a number from 1 to 1000"},
        Malformed{"limit=1001", "from 1 to 1000"}, Malformed{"limit=-1", "from 1 to 1000"},
        Malformed{"limit=10x", "from 1 to 1000"},
        Malformed{"limit=99999999999999999999", "from 1 to 1000"},
        Malformed{"after=", "what `next` of the page before says"},
        Malformed{"after=1-2", "what `next`"}, Malformed{"after=1-2-3-4", "what `next`"},
        Malformed{"after=1-g-3", "what `next`"}, Malformed{"after=1-2-4294967296", "what `next`"},
        Malformed{"queue=a&queue=b", "`queue`: found twice, expected once"},
        Malformed{"page=2", "`page`: found `2`, expected one of status, queue"},
        Malformed{"queue=%zz", "can't be decoded"}));

TEST(AlertRequest, AnAlertsIdIsSixteenHexadecimalDigits) {
  EXPECT_EQ(number_of("00000000000000ff"), 255u);
  for (const char* none : {"", "ff", "00000000000000fg", "00000000000000ff0", "+000000000000001"}) {
    EXPECT_FALSE(number_of(none)) << none;
  }
}

}  // namespace
}  // namespace holdwatch::api
