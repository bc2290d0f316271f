// Whether the simulation does the same from the same seed, and whether it would notice.
#include "simulation/simulation.h"

#include <gtest/gtest.h>

#include <utility>

#include "simulation/violation.h"
#include "support/log_capture.h"

namespace holdwatch::simulation {
namespace {

using namespace std::chrono_literals;

class SimulationTest : public testing::Test {
 protected:
  LogCapture log_;
};

/// One at a time: there is one disk.
std::pair<std::uint64_t, Tally> decisions(std::uint64_t seed, Duration age, Duration step) {
  Simulation simulation(seed);
  for (Duration at = step; at <= age; at += step) simulation.play_to(at);
  return {simulation.hash(), simulation.tally()};
}

TEST_F(SimulationTest, TheSameSeedDecidesTheSame) {
  const auto [once, events] = decisions(9, 30h, 30h);
  const auto [again, events_again] = decisions(9, 30h, 1h);
  EXPECT_EQ(once, again);
  EXPECT_EQ(events.counts, events_again.counts);
  EXPECT_GT(events.of("inputs"), 1000);
}

TEST_F(SimulationTest, AnotherSeedIsAnotherWorld) {
  EXPECT_NE(decisions(9, 12h, 12h).first, decisions(4, 12h, 12h).first);
}

// --- What the checks find ------------------------------------------------------------------------

AlertChange surge(const char* id, AlertStatus status, Time time = Time{1h}) {
  AlertChange change;
  change.id = id;
  change.queue = "orders";
  change.status = status;
  change.time = time;
  change.opened = Time{1h};
  change.driver = Driver::demand;
  return change;
}

class ScreenTest : public testing::Test {
 protected:
  Tally tally_;
  Screen screen_{tally_};
};

TEST_F(ScreenTest, AnAlertFiresOnceAndEndsOnce) {
  screen_.take(surge("a", AlertStatus::firing));
  EXPECT_THROW(screen_.take(surge("a", AlertStatus::firing)), Violation);
  screen_.take(surge("a", AlertStatus::resolved));
  EXPECT_THROW(screen_.take(surge("a", AlertStatus::resolved)), Violation);
  EXPECT_NO_THROW(screen_.take(surge("a", AlertStatus::updated, Time{24h})));
  EXPECT_THROW(screen_.take(surge("a", AlertStatus::updated, Time{48h})), Violation);
}

TEST_F(ScreenTest, AQueueHasOneOpenSurge) {
  screen_.take(surge("a", AlertStatus::firing));
  EXPECT_THROW(screen_.take(surge("b", AlertStatus::firing)), Violation);
}

TEST_F(ScreenTest, AnAlertBeginsWithItsFiring) {
  EXPECT_THROW(screen_.take(surge("a", AlertStatus::updated)), Violation);
}

TEST_F(ScreenTest, WhatWasToldIsWhatTheEngineSays) {
  screen_.take(surge("a", AlertStatus::firing));
  Snapshot snapshot;
  EXPECT_THROW(screen_.check(snapshot), Violation);
  snapshot.alerts = {surge("a", AlertStatus::firing)};
  EXPECT_NO_THROW(screen_.check(snapshot));
  AlertChange other = surge("a", AlertStatus::firing);
  other.waiting = 3;
  snapshot.alerts = {other};
  EXPECT_THROW(screen_.check(snapshot), Violation);
}

TEST(AlertFigures, CausesAreSortedAndSumToOne) {
  AlertChange change = surge("a", AlertStatus::firing);
  change.causes = {{.probability = 0.4}, {.probability = 0.6}};
  EXPECT_THROW(check_figures(change), Violation);
  change.causes = {{.probability = 0.6}, {.probability = 0.3}};
  EXPECT_THROW(check_figures(change), Violation);
  change.causes = {{.probability = 0.6}, {.probability = 0.4}};
  EXPECT_NO_THROW(check_figures(change));
  change.driver = Driver::staffing;
  EXPECT_THROW(check_figures(change), Violation);
}

TEST(AlertFigures, AnIntervalContainsItsEstimate) {
  AlertChange change = surge("a", AlertStatus::firing);
  change.excess_calls = Estimate{5, 6, 7};
  EXPECT_THROW(check_figures(change), Violation);
}

TEST(QueueFigures, NobodyIsLostAndNobodyCountedTwice) {
  Snapshot snapshot;
  snapshot.time = Time{48h};
  QueueSnapshot& queue = snapshot.queues.emplace_back();
  queue.offered = 3;
  queue.left[static_cast<std::size_t>(Outcome::timeout)] = 2;
  EXPECT_THROW(check_queues(snapshot, Time{}), Violation);
  queue.waiting = 1;
  queue.oldest_waiting = Time{47h};
  EXPECT_NO_THROW(check_queues(snapshot, Time{}));
}

TEST(AccountsTest, TheLedgerIsTheSumOfTheAccounts) {
  Accounts accounts;
  SurgeAccount account{.alert = "a", .queue = "orders"};
  account.total.calls.estimate = 10;
  account.shares = {{.incident = "INC-1", .department = "sales", .category = "oversold_promise"}};
  EXPECT_THROW(accounts.enter(account), Violation);
  account.shares[0].load.calls.estimate = 10;
  accounts.enter(account);
  Snapshot snapshot;
  auto ledger = std::make_shared<std::vector<LedgerLine>>();
  snapshot.ledger = ledger;
  EXPECT_THROW(accounts.check(snapshot), Violation);
  ledger->push_back({.department = "sales", .category = "oversold_promise", .queue = "orders"});
  ledger->back().load.calls.estimate = 10;
  EXPECT_NO_THROW(accounts.check(snapshot));
}

// --- The disk ------------------------------------------------------------------------------------

TEST(SimulatedDiskTest, APowerLossTakesOnlyWhatWasNotSynced) {
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    SimulatedDisk disk(seed);
    const std::string path = disk.path("journal.db");
    const auto rows = [&] {
      SQLite::Database database(path, SQLite::OPEN_READWRITE);
      return database.execAndGet("SELECT count(*) FROM t").getInt();
    };
    {
      SQLite::Database database(path, SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
      database.exec("PRAGMA journal_mode = WAL");
      database.exec("PRAGMA synchronous = FULL");
      database.exec("CREATE TABLE t (x BLOB)");
      for (int i = 0; i < 5; ++i) database.exec("INSERT INTO t VALUES (zeroblob(3000))");
      disk.die_at_write(1 + static_cast<std::uint32_t>(seed % 6), Death::powered_off);
      EXPECT_THROW(for (;;) database.exec("INSERT INTO t VALUES (zeroblob(30000))"),
                   SQLite::Exception);
    }
    disk.revive();
    EXPECT_GE(rows(), 5) << "seed " << seed;
  }
}

}  // namespace
}  // namespace holdwatch::simulation
