#include "core/ledger.h"

#include <gtest/gtest.h>

namespace holdwatch::core {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::local_days;
using std::chrono::March;

constexpr Time kNoon = std::chrono::sys_days{std::chrono::year{2026} / 3 / 2} + hours{12};
constexpr local_days kFirstDay{std::chrono::year{2026} / 3 / 2};
const Zone kUtc;

Load calls(double estimate, double low, double high) {
  return {.calls = {estimate, low, high}};
}

SurgeAccount account(const std::string& alert, Time from, std::vector<LoadShare> shares) {
  SurgeAccount a{.time = from + hours{2}, .alert = alert, .queue = "orders", .from = from};
  a.shares = std::move(shares);
  return a;
}

LoadShare share(const std::string& department, const std::string& category, const Load& load) {
  return {.incident = "INC", .department = department, .category = category, .load = load};
}

TEST(LedgerTest, SurgesOfADayAddUpAndTheirErrorsAddInSquares) {
  Ledger ledger;
  ledger.put(account("a", kNoon, {share("finance", "wrong_invoice", calls(50, 47, 56))}), kUtc);
  ledger.put(account("b", kNoon, {share("finance", "wrong_invoice", calls(20, 16, 28))}), kUtc);
  const auto lines = ledger.lines();
  ASSERT_EQ(lines->size(), 1u);
  const LedgerLine& line = lines->front();
  EXPECT_EQ(line.day, kFirstDay);
  EXPECT_EQ(line.department, "finance");
  EXPECT_EQ(line.surges, 2u);
  EXPECT_DOUBLE_EQ(line.load.calls.estimate, 70);
  EXPECT_DOUBLE_EQ(line.load.calls.low, 65);   // 3 and 4 below make 5
  EXPECT_DOUBLE_EQ(line.load.calls.high, 80);  // 6 and 8 above make 10
}

TEST(LedgerTest, AnAccountMadeAnewReplacesTheOlderOne) {
  Ledger ledger;
  ledger.put(account("a", kNoon, {{.load = calls(40, 30, 50)}}), kUtc);
  ledger.put(account("b", kNoon, {share("sales", "oversold", calls(9, 7, 11))}), kUtc);
  ledger.put(account("a", kNoon,
                     {share("sales", "oversold", calls(35, 30, 40)), {.load = calls(5, 0, 9)}}),
             kUtc);
  const auto lines = ledger.lines();
  ASSERT_EQ(lines->size(), 2u);
  EXPECT_EQ((*lines)[0].department, "");
  EXPECT_DOUBLE_EQ((*lines)[0].load.calls.estimate, 5);
  EXPECT_DOUBLE_EQ((*lines)[0].load.calls.high, 9);
  EXPECT_DOUBLE_EQ((*lines)[1].load.calls.estimate, 44);
}

TEST(LedgerTest, AFalseAlarmIsInNoLine) {
  Ledger ledger;
  SurgeAccount a = account("a", kNoon, {{.load = calls(40, 30, 50)}});
  ledger.put(a, kUtc);
  a.verdict = VerdictType::false_alarm;
  ledger.put(a, kUtc);
  EXPECT_TRUE(ledger.lines()->empty());
}

TEST(LedgerTest, ServicesOwnSurgesStandInLinesOfTheirDriver) {
  Ledger ledger;
  SurgeAccount a = account("a", kNoon, {});
  a.driver = Driver::staffing;
  a.total.caller_minutes = {90, 80, 100};
  ledger.put(a, kUtc);
  const auto lines = ledger.lines();
  ASSERT_EQ(lines->size(), 1u);
  EXPECT_EQ((*lines)[0].driver, Driver::staffing);
  EXPECT_EQ((*lines)[0].department, "");
  EXPECT_DOUBLE_EQ((*lines)[0].load.caller_minutes.estimate, 90);
}

TEST(LedgerTest, TheDayIsTheCentresOwn) {
  const Zone new_york("America/New_York", {{Time::min(), hours{-5}}});
  Ledger ledger;
  ledger.put(account("a", kNoon - hours{9}, {{.load = calls(4, 3, 5)}}), new_york);
  EXPECT_EQ(ledger.lines()->front().day, kFirstDay - days{1});
}

TEST(LedgerTest, OldDaysAreForgottenAndTheirAccountsNoLongerMadeAnew) {
  Ledger ledger(days{7});
  ledger.put(account("a", kNoon, {{.load = calls(4, 3, 5)}}), kUtc);
  ledger.put(account("b", kNoon + days{8}, {{.load = calls(6, 5, 7)}}), kUtc);
  ASSERT_EQ(ledger.lines()->size(), 1u);
  EXPECT_EQ(ledger.lines()->front().day, kFirstDay + days{8});
}

TEST(LedgerTest, TheSameLinesAreHandedOutUntilSomethingChanges) {
  Ledger ledger;
  ledger.put(account("a", kNoon, {{.load = calls(4, 3, 5)}}), kUtc);
  const auto first = ledger.lines();
  EXPECT_EQ(ledger.lines(), first);
  ledger.put(account("b", kNoon, {{.load = calls(4, 3, 5)}}), kUtc);
  EXPECT_NE(ledger.lines(), first);
}

}  // namespace
}  // namespace holdwatch::core
