#include "core/alerts/alert_book.h"

#include <gtest/gtest.h>

#include "core/alerts/alert_id.h"
#include "support/monday.h"

namespace holdwatch::core {
namespace {

using std::chrono::hours;
using std::chrono::seconds;
using test::kMonday;

AlertChange alert(const std::string& id, Time at, AlertStatus status = AlertStatus::firing) {
  AlertChange c;
  c.id = id;
  c.time = c.opened = at;
  c.status = status;
  return c;
}

TEST(AlertBookTest, KeepsTheLastChangeOfEachAlertOldestFirst) {
  AlertBook book;
  book.put(alert("b", kMonday + seconds{1}));
  book.put(alert("a", kMonday + seconds{2}));
  AlertChange updated = alert("b", kMonday + seconds{1}, AlertStatus::updated);
  book.put(updated);
  const auto all = book.all();
  ASSERT_EQ(all.size(), 2u);
  EXPECT_EQ(all[0].id, "b");
  EXPECT_EQ(all[0].status, AlertStatus::updated);
}

TEST(AlertBookTest, AResolvedAlertIsKeptForADayAndAnOpenOneForEver) {
  AlertBook book;
  book.put(alert("open", kMonday));
  book.put(alert("closed", kMonday, AlertStatus::resolved));
  book.forget(kMonday + hours{24});
  EXPECT_NE(book.find("closed"), nullptr);
  book.forget(kMonday + hours{24} + seconds{1});
  EXPECT_EQ(book.find("closed"), nullptr);
  EXPECT_NE(book.find("open"), nullptr);
}

TEST(AlertBookTest, WhatIsToldOfAnAlertAfterItsEndReopensNothing) {
  AlertBook book;
  book.put(alert("a", kMonday));
  book.put(alert("a", kMonday, AlertStatus::resolved));
  AlertChange late = alert("a", kMonday, AlertStatus::updated);
  late.data = "late";
  EXPECT_EQ(book.enter(late)->status, AlertStatus::updated);
  EXPECT_EQ(book.find("a")->status, AlertStatus::resolved);
  EXPECT_EQ(book.find("a")->data, "late");
}

TEST(AlertIdTest, DependsOnKindQueueAndOpeningTimeOnly) {
  const std::string id = alert_id(AlertKind::surge, "orders", kMonday);
  EXPECT_EQ(id.size(), 16u);
  EXPECT_EQ(id, alert_id(AlertKind::surge, "orders", kMonday));
  EXPECT_NE(id, alert_id(AlertKind::long_hold, "orders", kMonday));
  EXPECT_NE(id, alert_id(AlertKind::surge, "support", kMonday));
  EXPECT_NE(id, alert_id(AlertKind::surge, "orders", kMonday + std::chrono::microseconds{1}));
}

}  // namespace
}  // namespace holdwatch::core
