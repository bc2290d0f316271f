#include "app/replay/recorded_journal.h"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <SQLiteCpp/Database.h>

#include <boost/asio/io_context.hpp>
#include <random>

#include "journal/journal.h"
#include "journal/pruning.h"
#include "support/engine_run.h"
#include "support/temp_dir.h"
#include "wire/alert_json.h"

namespace holdwatch::replay {
namespace {

using namespace std::chrono_literals;

constexpr Time kMorning = std::chrono::sys_days{std::chrono::year{2026} / 3 / 2} + 9h;

/// An engine with a journal, as the pipeline has them: turns fall when they fall.
class Live {
 public:
  explicit Live(const std::string& path)
      : run_({}, kMorning), journal_({.path = path}, executor_.get_executor(), kMorning) {
    journal_.source_id("pbx");
    snapshot();
  }

  void put(Time time, EventType type, const std::string& queue, const std::string& call) {
    const CallEvent event{.time = time, .type = type, .queue = queue, .call = call};
    journal_.input({run_.engine.now(), time + 3ms, 0}, event);
    run_.engine.apply(0, event, time + 3ms);
  }
  void report(const IncidentReport& report) {
    journal_.input({run_.engine.now(), report.time, 0}, report);
    run_.engine.apply(0, report, report.time);
  }
  void feed_up(bool is_up, Time time) {
    journal_.input({run_.engine.now(), time, 0}, FeedUp{is_up});
    run_.engine.feed_up(0, is_up, time);
  }
  void turn(Time now) { run_.engine.advance_to(now); }

  /// How many alerts had been told by then.
  std::size_t snapshot() {
    std::optional<std::string> state = run_.engine.save();
    EXPECT_TRUE(state);
    journal_.snapshot(run_.engine.now(), *std::move(state));
    return run_.alerts.size();
  }

  /// Somebody joins every twenty seconds or so and is answered after two to six minutes.
  void centre(Time from, Time to, const std::string& queue) {
    std::map<Time, std::string> answers;
    for (Time now = from; now < to; now += 250ms) {
      if (random_() % 80 == 0) {
        const std::string call = fmt::format("call-{}", ++calls_);
        put(now - 100us, EventType::joined, queue, call);
        answers[now + 120s + std::chrono::seconds{random_() % 240}] = call;
      }
      while (!answers.empty() && answers.begin()->first <= now) {
        put(now, EventType::answered, queue, answers.begin()->second);
        answers.erase(answers.begin());
      }
      if (random_() % 3 == 0) turn(now + 1ms);
    }
  }

  std::vector<std::string> alerts() const { return lines(run_); }
  void flush() { journal_.flush(); }

  static std::vector<std::string> lines(const test::EngineRun& run) {
    std::vector<std::string> lines;
    for (const AlertChange& change : run.alerts) lines.push_back(wire::to_json(change));
    return lines;
  }

 private:
  std::mt19937 random_{1};
  int calls_ = 0;
  test::EngineRun run_;
  boost::asio::io_context executor_;
  journal::Journal journal_;
};

class RecordedJournalTest : public testing::Test {
 protected:
  std::string path() const { return dir_.path("journal.db"); }
  std::vector<std::string> played() {
    test::EngineRun run;
    play_journal(path(), run.engine, [this](const Input&, Disposition) { ++witnessed_; });
    return Live::lines(run);
  }

  TempDir dir_;
  std::size_t witnessed_ = 0;
};

TEST_F(RecordedJournalTest, GivesTheLiveDecisionsOnceMore) {
  std::vector<std::string> told;
  {
    Live live(path());
    live.feed_up(true, kMorning);
    live.centre(kMorning, kMorning + 1h, "orders");
    live.report({.time = kMorning + 1h, .id = "i", .category = "backorder"});
    live.feed_up(false, kMorning + 1h);
    live.turn(kMorning + 65min);
    live.feed_up(true, kMorning + 70min);
    live.flush();
    told = live.alerts();
  }
  EXPECT_GT(told.size(), 2);
  EXPECT_EQ(played(), told);
  EXPECT_GT(witnessed_, 100);
}

TEST_F(RecordedJournalTest, APrunedOneGoesOnFromItsFirstSnapshot) {
  std::vector<std::string> told;
  std::size_t told_before = 0;
  {
    Live live(path());
    live.centre(kMorning, kMorning + 1h, "orders");
    told_before = live.snapshot();
    live.flush();
    for (int i = 0; i < 3; ++i) {
      const Time from = kMorning + 1h + 10min * i;
      live.centre(from, from + 10min, fmt::format("queue-{}", i));
      live.snapshot();
      live.flush();
    }
    told = live.alerts();
  }
  journal::prune(path(), 20min);
  const std::vector<std::string> tail(told.begin() + static_cast<long>(told_before), told.end());
  EXPECT_FALSE(tail.empty());
  EXPECT_EQ(played(), tail);
}

TEST_F(RecordedJournalTest, SnapshotsOfAnotherVersionAreToldWithWhatToDo) {
  { Live live(path()); }
  SQLite::Database(path(), SQLite::OPEN_READWRITE)
      .exec("UPDATE snapshots SET size = 0, packed = x'28b52ffd2000010000'");
  try {
    played();
    FAIL();
  } catch (const std::runtime_error& error) {
    EXPECT_THAT(error.what(), testing::HasSubstr("another version"));
  }
}

}  // namespace
}  // namespace holdwatch::replay
