#include "app/pipeline.h"

#include <gmock/gmock.h>

#include "support/fake_clock.h"
#include "support/fake_sink.h"
#include "support/log_capture.h"

namespace holdwatch {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::SizeIs;

class PipelineTest : public testing::Test {
 protected:
  PipelineTest() { pipeline_.add_sink(std::make_unique<FakeSink>(handed_)); }

  Disposition join(Time time, std::string_view call) {
    CallEvent event;
    event.time = time;
    event.type = EventType::joined;
    event.queue = "orders";
    event.call = call;
    return source_.event(event);
  }

  void turn_at(Time time) {
    clock_.time = time;
    pipeline_.turn(0s);
  }

  std::uint64_t rejected(Disposition reason) const {
    return source_.health().rejected[static_cast<std::size_t>(reason)];
  }

  LogCapture log_;
  FakeClock clock_;
  const Time start_ = clock_.time;
  Handed handed_;
  Pipeline pipeline_{Settings{}, clock_, BuildInfo{"1.2.3", "abc", "g++"}};
  SourceIntake& source_ = pipeline_.add_source("pbx");
};

TEST_F(PipelineTest, CountsEachInputAndEachRefusalByReason) {
  EXPECT_EQ(join(start_, "1"), Disposition::accepted);
  EXPECT_EQ(join(start_ + 2h, "2"), Disposition::future);
  source_.rejected(Disposition::malformed, "queue_log:7", "5 fields, expected 6");
  EXPECT_EQ(source_.health().events, 3u);
  EXPECT_EQ(rejected(Disposition::future), 1u);
  EXPECT_EQ(rejected(Disposition::malformed), 1u);
  EXPECT_EQ(rejected(Disposition::accepted), 0u);
  EXPECT_THAT(log_.lines(),
              ElementsAre(HasSubstr("source=pbx reason=future type=joined queue=\"orders\""),
                          HasSubstr("source=pbx reason=malformed place=\"queue_log:7\"")));
}

TEST_F(PipelineTest, AnIncidentOfAnUnknownCategoryIsTakenCountedAndLoggedOnce) {
  for (const char* id : {"INC-1", "INC-2"}) {
    EXPECT_EQ(
        source_.incident({.time = start_, .id = id, .category = "backordr", .started = start_}),
        Disposition::accepted);
  }
  EXPECT_EQ(source_.health().uncatalogued, 2u);
  EXPECT_THAT(log_.lines(), ElementsAre(HasSubstr("catalogue lacks, taken with nothing to go by "
                                                  "source=pbx category=\"backordr\"")));
}

TEST_F(PipelineTest, KeepsWhatBinaryInputSaysOnOneLineOfTheLog) {
  source_.rejected(Disposition::malformed, "a:1", std::string_view("\n\x1b[31m\0\xff", 8));
  EXPECT_THAT(log_.lines(), ElementsAre(HasSubstr(R"(detail="\n\x1b[31m\x00\xff")")));
}

TEST_F(PipelineTest, LagAndLastEventAreOfAcceptedEventsOnly) {
  clock_.time += 10s;
  join(start_ + 7s, "1");
  join(start_ + 9h, "2");
  EXPECT_EQ(source_.health().lag_seconds, 3);
  EXPECT_EQ(source_.health().last_event, start_ + 7s);
}

TEST_F(PipelineTest, WhatASourceTakesInOneTurnArrivesAtOneMoment) {
  clock_.time = start_ + 5s;
  source_.arrived();
  clock_.time = start_ + 6s;
  join(start_ + 3s, "1");
  EXPECT_EQ(source_.health().lag_seconds, 2);
  source_.arrived();
  join(start_ + 3s, "2");
  EXPECT_EQ(source_.health().lag_seconds, 3);
}

TEST_F(PipelineTest, InputOlderThanTheStartMovesNoCounter) {
  source_.expect_history();
  EXPECT_EQ(join(start_ - 24h * 14, "1"), Disposition::accepted);
  EXPECT_EQ(join(start_ - 24h * 15, "2"), Disposition::too_old);
  source_.history_done();
  EXPECT_EQ(source_.health().events, 0u);
  EXPECT_EQ(rejected(Disposition::too_old), 0u);
  EXPECT_THAT(log_.lines(), ElementsAre("info history is read source=pbx inputs=2"));
}

TEST_F(PipelineTest, WhileHistoryIsReadTheClockFollowsEvents) {
  source_.expect_history();
  join(start_ - 24h * 14, "1");
  turn_at(start_ + 1s);
  EXPECT_FALSE(pipeline_.live());
  EXPECT_EQ(handed_.snapshots.back()->time, start_ - 24h * 14);
  EXPECT_EQ(join(start_ - 24h * 13, "2"), Disposition::accepted);
  source_.history_done();
  turn_at(start_ + 2s);
  EXPECT_TRUE(pipeline_.live());
  EXPECT_EQ(handed_.snapshots.back()->time, start_ + 2s);
}

TEST_F(PipelineTest, IsLiveOnlyWhenEverySourceHasReadItsHistory) {
  SourceIntake& other = pipeline_.add_source("other");
  source_.expect_history();
  other.expect_history();
  source_.history_done();
  source_.history_done();
  EXPECT_FALSE(pipeline_.live());
  other.history_done();
  EXPECT_TRUE(pipeline_.live());
}

TEST_F(PipelineTest, AFutureDatedEventAmongHistoryDoesNotMoveTheClock) {
  source_.expect_history();
  join(start_ - 1h, "1");
  EXPECT_EQ(join(start_ + 24h, "2"), Disposition::future);
  EXPECT_EQ(join(start_ - 30min, "3"), Disposition::accepted);
}

TEST_F(PipelineTest, HandsOutASnapshotAtMostOnceASecond) {
  for (int i = 0; i < 12; ++i) turn_at(start_ + i * 250ms);
  EXPECT_THAT(handed_.snapshots, SizeIs(3));
  EXPECT_THAT(handed_.healths, SizeIs(3));
}

TEST_F(PipelineTest, TakesASnapshotOfVeryManyQueuesOverSeveralTurns) {
  constexpr std::size_t kQueues = 600;
  for (std::size_t i = 0; i < kQueues; ++i) {
    const std::string queue = "queue-" + std::to_string(i);
    source_.event({.time = start_, .type = EventType::joined, .queue = queue, .call = "1"});
  }
  pipeline_.turn({});
  EXPECT_EQ(pipeline_.until_next_turn(1s), 1ms);
  pipeline_.turn({});
  EXPECT_THAT(handed_.snapshots, SizeIs(0));
  pipeline_.turn({});
  ASSERT_THAT(handed_.snapshots, SizeIs(1));
  EXPECT_THAT(handed_.snapshots.back()->queues, SizeIs(kQueues));
  EXPECT_EQ(pipeline_.until_next_turn(1s), 1s);
}

TEST_F(PipelineTest, AClockSetBackDoesNotSilenceTheSinks) {
  turn_at(start_ + 1h);
  turn_at(start_);
  turn_at(start_ + 1s);
  EXPECT_THAT(handed_.snapshots, SizeIs(3));
}

TEST_F(PipelineTest, AfterTimeThatNobodyWatchedAFeedIsUnknownUntilItHadAMomentToTell) {
  const auto is_known = [this] { return handed_.snapshots.back()->queues.at(0).is_known; };
  source_.up(true);
  join(start_, "1");
  turn_at(start_);
  turn_at(start_ + 119s);
  EXPECT_TRUE(is_known()) << "the thread was only busy";
  turn_at(start_ + 3h);
  EXPECT_FALSE(is_known());
  EXPECT_THAT(log_.lines().back(), HasSubstr("time went on by 10681 s and nobody watched"));
  turn_at(start_ + 3h + 1s);
  EXPECT_TRUE(is_known());
}

TEST_F(PipelineTest, AFeedThatIsDownAfterTimeThatNobodyWatchedStaysUnknown) {
  source_.up(true);
  join(start_, "1");
  turn_at(start_);
  turn_at(start_ + 3h);
  source_.up(false);
  turn_at(start_ + 3h + 5s);
  EXPECT_FALSE(handed_.snapshots.back()->queues.at(0).is_known);
}

TEST_F(PipelineTest, WhatIsLeftOutOfAFloodIsCountedToldAndOverWithIt) {
  turn_at(start_);
  EXPECT_EQ(join(start_, "1"), Disposition::accepted);
  for (Duration t{}; t < 2s; t += 20ms) {
    clock_.time += 20ms;
    source_.took(false);
  }
  EXPECT_EQ(join(clock_.time, "2"), Disposition::too_many);
  EXPECT_EQ(source_.incident({.time = clock_.time, .id = "i", .category = "backorder"}),
            Disposition::accepted);
  turn_at(clock_.time);
  EXPECT_EQ(source_.health().shed[static_cast<std::size_t>(Shed::new_calls)], 1u);
  EXPECT_EQ(source_.health().missed, 1u);
  EXPECT_EQ(rejected(Disposition::too_many), 0u) << "counted once";
  ASSERT_THAT(handed_.alerts, SizeIs(1));
  EXPECT_EQ(handed_.alerts[0].kind, AlertKind::feed_gap);
  source_.took(true);
  EXPECT_EQ(join(clock_.time, "3"), Disposition::accepted);
}

TEST_F(PipelineTest, HealthTellsOfEverySourceAndOfTheDaemonItself) {
  pipeline_.add_source("other");
  join(start_, "1");
  source_.missed(3, "sequence 4 after 0");
  source_.resynced("rotated");
  source_.up(true);
  pipeline_.turn(20ms);
  const Health& health = *handed_.healths.back();
  ASSERT_THAT(health.sources, SizeIs(2));
  EXPECT_EQ(health.sources[0].name, "pbx");
  EXPECT_EQ(health.sources[0].events, 1u);
  EXPECT_EQ(health.sources[0].missed, 3u);
  EXPECT_EQ(health.sources[0].resyncs.at("rotated"), 1u);
  EXPECT_TRUE(health.sources[0].up);
  EXPECT_FALSE(health.sources[1].up);
  EXPECT_EQ(health.build.version, "1.2.3");
  EXPECT_EQ(health.started, start_);
  EXPECT_DOUBLE_EQ(health.loop_lag_seconds, 0.02);
}

TEST_F(PipelineTest, ARefusedReloadIsSeenUntilOneSucceeds) {
  clock_.time += 10s;
  pipeline_.reloaded(false);
  turn_at(clock_.time);
  EXPECT_FALSE(handed_.healths.back()->config_last_reload_successful);
  EXPECT_EQ(handed_.healths.back()->config_last_reload_success, start_);
  pipeline_.reloaded(true);
  turn_at(start_ + 20s);
  EXPECT_TRUE(handed_.healths.back()->config_last_reload_successful);
  EXPECT_EQ(handed_.healths.back()->config_last_reload_success, start_ + 10s);
}

TEST_F(PipelineTest, LogsASourcesStateOncePerChange) {
  for (const bool is_up : {false, false, true, true, false}) source_.up(is_up);
  EXPECT_THAT(log_.lines(),
              ElementsAre("warning source is down source=pbx", "info source is up source=pbx",
                          "warning source is down source=pbx"));
  EXPECT_EQ(source_.times_up(), 1u);
}

TEST_F(PipelineTest, CloseHandsOutTheLastStateBeforeItClosesTheSinks) {
  turn_at(start_);
  join(start_, "1");
  pipeline_.close();
  EXPECT_TRUE(handed_.closed);
  EXPECT_EQ(handed_.healths.back()->sources[0].events, 1u);
}

}  // namespace
}  // namespace holdwatch
