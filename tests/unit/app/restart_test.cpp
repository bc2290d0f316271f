#include <gmock/gmock.h>

#include <boost/asio/io_context.hpp>
#include <optional>

#include "app/pipeline.h"
#include "support/fake_clock.h"
#include "support/fake_sink.h"
#include "support/log_capture.h"
#include "support/temp_dir.h"

namespace holdwatch {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

/// One life of the daemon's inner part, from its start to its end.
struct Life {
  Life(const std::string& file, const Clock& clock, std::vector<std::string> names)
      : journal({.path = file}, io.get_executor(), clock.now()),
        pipeline(settings(names), clock, BuildInfo{}, &journal) {
    pipeline.add_sink(std::make_unique<FakeSink>(handed));
    for (const std::string& name : names) sources.push_back(&pipeline.add_source(name));
    pipeline.go_on();
  }

  static Settings settings(std::vector<std::string> names) {
    Settings settings;
    settings.sources = std::move(names);
    settings.categories = {{.name = "backorder", .department = "supply_chain"}};
    return settings;
  }

  Disposition put(EventType type, Time time, std::string_view call, std::size_t source = 0) {
    const CallEvent event{.time = time, .type = type, .queue = "orders", .call = call};
    return sources[source]->event(event);
  }

  QueueSnapshot orders() {
    turn();
    return handed.snapshots.back()->queues.at(0);
  }

  /// And everything is on disk, and told.
  void turn() {
    pipeline.turn(0s);
    journal.flush();
    io.restart();
    io.poll();
  }

  boost::asio::io_context io;
  journal::Journal journal;
  Handed handed;
  Pipeline pipeline;
  std::vector<SourceIntake*> sources;
};

class RestartTest : public testing::Test {
 protected:
  Life& start(std::vector<std::string> sources = {"pbx"}) {
    life_.reset();
    return life_.emplace(dir_.path("journal.db"), clock_, std::move(sources));
  }

  LogCapture log_;
  TempDir dir_;
  FakeClock clock_;
  const Time start_ = clock_.time;
  std::optional<Life> life_;
};

TEST_F(RestartTest, WhoWaitsStillWaits) {
  start().put(EventType::joined, start_, "1");
  clock_.time += 20s;
  EXPECT_EQ(start().orders().oldest_waiting, start_);
}

TEST_F(RestartTest, NothingIsShownBeforeItIsOnDisk) {
  start().put(EventType::joined, start_, "1");
  life_->pipeline.turn(0s);
  EXPECT_FALSE(life_->pipeline.is_shown());
  life_->turn();
  EXPECT_TRUE(life_->pipeline.is_shown());
}

TEST_F(RestartTest, CountersGoOn) {
  start().put(EventType::joined, start_, "1");
  life_->put(EventType::abandoned, start_ + 5s, "1");
  clock_.time += 1min;
  start().put(EventType::joined, clock_.time, "2");
  EXPECT_EQ(life_->orders().offered, 2u);
  EXPECT_EQ(start().orders().offered, 2u);
}

TEST_F(RestartTest, WhatHappenedWhileNobodyListenedIsNoHistory) {
  start().put(EventType::joined, start_, "1");
  clock_.time += 10min;
  start().put(EventType::abandoned, start_ + 9min, "1");
  EXPECT_EQ(life_->orders().left[static_cast<std::size_t>(Outcome::abandoned)], 1u);
}

TEST_F(RestartTest, AnAlertThatMayNotHaveArrivedIsToldAgainAsItStands) {
  start().put(EventType::joined, start_, "1");
  clock_.time += 2min;
  life_->put(EventType::joined, clock_.time, "2");
  life_->turn();
  ASSERT_THAT(life_->handed.alerts, SizeIs(1));
  const std::string id = life_->handed.alerts[0].id;
  life_->put(EventType::answered, clock_.time + 1s, "1");
  start().turn();
  ASSERT_THAT(life_->handed.alerts, SizeIs(1));
  EXPECT_EQ(life_->handed.alerts[0].kind, AlertKind::long_hold);
  EXPECT_EQ(life_->handed.alerts[0].id, id);
}

/// Four weeks with a call a minute from nine to five, until eleven of the last day; the engine's
/// clock follows the calls.
class LearnedRestartTest : public RestartTest {
 protected:
  LearnedRestartTest() {
    start();
    for (int day = 0; day < 22; ++day) calls(midnight_ + day * 24h + 9h, 8h, 1min);
    midnight_ += 22 * 24h;
    calls(midnight_ + 9h, 2h, 1min);
  }

  void calls(Time from, Duration length, Duration gap, std::vector<Attribute> about = {}) {
    for (Time t = from; t < from + length; t += gap) {
      clock_.time = t;
      const std::string call = std::to_string(++calls_);
      life_->sources[0]->event({.time = t,
                                .type = EventType::joined,
                                .queue = "orders",
                                .call = call,
                                .attributes = about});
      life_->put(EventType::answered, t, call);
      life_->put(EventType::completed, t, call);
    }
  }

  Time midnight_ = std::chrono::floor<std::chrono::days>(start_) + 24h;
  int calls_ = 0;
};

TEST_F(LearnedRestartTest, WhatIsFoundOutAboutAnAlertAfterItsEndDoesNotReopenIt) {
  calls(midnight_ + 11h, 1h, 15s, {{"sku", "SKU-7"}});
  calls(midnight_ + 12h, 3h, 1min);
  life_->turn();
  ASSERT_EQ(life_->handed.alerts.back().status, AlertStatus::resolved);
  const std::string id = life_->handed.alerts.back().id;
  life_->sources[0]->incident({.time = clock_.time,
                               .type = ReportType::opened,
                               .id = "INC-1",
                               .category = "backorder",
                               .started = midnight_ + 10h,
                               .scope = Scope{{"sku", {"SKU-7"}}},
                               .affected = 300});
  clock_.time += 10s;
  life_->turn();
  ASSERT_EQ(life_->handed.alerts.back().status, AlertStatus::updated);
  start().turn();
  ASSERT_THAT(life_->handed.alerts, SizeIs(1));
  EXPECT_EQ(life_->handed.alerts[0].id, id);
  EXPECT_EQ(life_->handed.alerts[0].status, AlertStatus::resolved);
  EXPECT_EQ(life_->handed.alerts[0].causes.at(0).incident, "INC-1");
}

TEST_F(RestartTest, WhatTimeAloneDecidedStandsThoughItsFeedIsAway) {
  start().put(EventType::joined, start_, "1");
  clock_.time += 2min;
  life_->turn();
  ASSERT_THAT(life_->handed.alerts, SizeIs(1));
  const std::string id = life_->handed.alerts[0].id;
  start().sources[0]->was_away();
  life_->turn();
  ASSERT_THAT(life_->handed.alerts, SizeIs(1));
  EXPECT_EQ(life_->handed.alerts[0].id, id);
}

TEST_F(RestartTest, WhatEndedWhileNobodyListenedIsToldAsOverOnceTheFeedIsBack) {
  start().put(EventType::joined, start_, "1");
  clock_.time += 2min;
  life_->turn();
  life_->put(EventType::answered, clock_.time, "1");
  clock_.time += 1h;
  start().turn();
  life_->sources[0]->up(true);
  for (int minute = 0; minute < 17; ++minute) {
    clock_.time += 1min;
    life_->turn();
  }
  ASSERT_THAT(life_->handed.alerts, SizeIs(2));
  EXPECT_EQ(life_->handed.alerts[1].status, AlertStatus::resolved);
}

TEST_F(RestartTest, AfterACleanEndNothingIsToldAgain) {
  start().put(EventType::joined, start_, "1");
  clock_.time += 2min;
  life_->turn();
  ASSERT_THAT(life_->handed.alerts, SizeIs(1));
  life_->pipeline.close();
  start().turn();
  EXPECT_THAT(life_->handed.alerts, IsEmpty());
  EXPECT_EQ(life_->orders().waiting, 1u);
}

TEST_F(RestartTest, WhatSomebodyWasStillOwedAtACleanEndIsToldAgain) {
  start().put(EventType::joined, start_, "1");
  clock_.time += 2min;
  life_->turn();
  ASSERT_THAT(life_->handed.alerts, SizeIs(1));
  const std::string id = life_->handed.alerts[0].id;
  life_->handed.owed = {"forgotten since", id};
  life_->pipeline.close();
  start().turn();
  ASSERT_THAT(life_->handed.alerts, SizeIs(1));
  EXPECT_EQ(life_->handed.alerts[0].id, id);
}

TEST_F(RestartTest, ASourceIsKnownByItsNameWhereverItStands) {
  start({"pbx", "web"}).put(EventType::joined, start_, "1", 1);
  start({"new", "web", "pbx"}).put(EventType::answered, start_ + 5s, "1", 1);
  EXPECT_EQ(life_->orders().left[static_cast<std::size_t>(Outcome::answered)], 1u);
}

TEST_F(RestartTest, NoCallerIsTakenToHaveWaitedWhileNobodyListened) {
  start().sources[0]->up(true);
  life_->put(EventType::joined, start_, "1");
  clock_.time += 50min;
  start().sources[0]->was_away();
  life_->orders();
  life_->sources[0]->up(true);
  life_->put(EventType::answered, start_ + 5s, "1");  // a publisher that waited
  clock_.time += 1s;
  EXPECT_TRUE(life_->orders().is_known);
  EXPECT_THAT(life_->handed.alerts, IsEmpty());
}

TEST_F(RestartTest, AFeedThatTellsNothingLaterIsUnknownUntilItIsBack) {
  start().sources[0]->up(true);
  life_->put(EventType::joined, start_, "1");
  clock_.time += 30s;
  start().sources[0]->was_away();
  EXPECT_FALSE(life_->orders().is_known);
  life_->sources[0]->up(true);
  clock_.time += 1s;
  EXPECT_TRUE(life_->orders().is_known);
}

TEST_F(RestartTest, ASourceReadsOnWhereItHadCome) {
  start().put(EventType::joined, start_, "1");
  EXPECT_EQ(life_->sources[0]->place(), std::nullopt);
  life_->sources[0]->reached("line 7");
  EXPECT_EQ(start().sources[0]->place(), "line 7");
}

TEST_F(RestartTest, HealthTellsHowTheJournalIsDoing) {
  start().put(EventType::joined, start_, "1");
  life_->orders();
  ASSERT_TRUE(life_->handed.healths.back()->journal);
  EXPECT_EQ(life_->handed.healths.back()->journal->inputs, 1u);
}

TEST_F(RestartTest, StateThatCannotBeReadIsSaidAndLearningBeginsAnew) {
  start().journal.snapshot(start_, "of another version");
  start();
  EXPECT_THAT(log_.lines(), testing::Contains(testing::HasSubstr("learning begins anew")));
  EXPECT_EQ(life_->put(EventType::joined, start_ + 1s, "2"), Disposition::accepted);
}

}  // namespace
}  // namespace holdwatch
