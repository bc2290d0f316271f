#include "core/alerts/alert_book.h"

#include <gtest/gtest.h>

#include "core/alerts/alert_id.h"

namespace holdwatch::core {
namespace {

using std::chrono::hours;
using std::chrono::seconds;

constexpr Time kStart = std::chrono::sys_days{std::chrono::year{2026} / 3 / 2};

AlertChange alert(const std::string& id, Time at, AlertStatus status = AlertStatus::firing) {
  AlertChange c;
  c.id = id;
  c.time = c.opened = at;
  c.status = status;
  return c;
}

TEST(AlertBookTest, KeepsTheLastChangeOfEachAlertOldestFirst) {
  AlertBook book;
  book.put(alert("b", kStart + seconds{1}));
  book.put(alert("a", kStart + seconds{2}));
  AlertChange updated = alert("b", kStart + seconds{1}, AlertStatus::updated);
  book.put(updated);
  const auto all = book.all();
  ASSERT_EQ(all.size(), 2u);
  EXPECT_EQ(all[0].id, "b");
  EXPECT_EQ(all[0].status, AlertStatus::updated);
}

TEST(AlertBookTest, AResolvedAlertIsKeptForADayAndAnOpenOneForEver) {
  AlertBook book;
  book.put(alert("open", kStart));
  book.put(alert("closed", kStart, AlertStatus::resolved));
  book.forget(kStart + hours{24});
  EXPECT_NE(book.find("closed"), nullptr);
  book.forget(kStart + hours{24} + seconds{1});
  EXPECT_EQ(book.find("closed"), nullptr);
  EXPECT_NE(book.find("open"), nullptr);
}

TEST(AlertBookTest, WhatIsToldOfAnAlertAfterItsEndReopensNothing) {
  AlertBook book;
  book.put(alert("a", kStart));
  book.put(alert("a", kStart, AlertStatus::resolved));
  AlertChange late = alert("a", kStart, AlertStatus::updated);
  late.data = "late";
  EXPECT_EQ(book.enter(late)->status, AlertStatus::updated);
  EXPECT_EQ(book.find("a")->status, AlertStatus::resolved);
  EXPECT_EQ(book.find("a")->data, "late");
}

TEST(AlertIdTest, DependsOnKindQueueAndOpeningTimeOnly) {
  const std::string id = alert_id(AlertKind::surge, "orders", kStart);
  EXPECT_EQ(id.size(), 16u);
  EXPECT_EQ(id, alert_id(AlertKind::surge, "orders", kStart));
  EXPECT_NE(id, alert_id(AlertKind::long_hold, "orders", kStart));
  EXPECT_NE(id, alert_id(AlertKind::surge, "support", kStart));
  EXPECT_NE(id, alert_id(AlertKind::surge, "orders", kStart + std::chrono::microseconds{1}));
}

}  // namespace
}  // namespace holdwatch::core
