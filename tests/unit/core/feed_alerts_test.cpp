#include "core/feed_alerts.h"

#include <gtest/gtest.h>

#include "support/engine_run.h"
#include "support/monday.h"

namespace holdwatch::core {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;
using test::at;
using test::EngineRun;
using test::kMonday;

TEST(FeedAlerts, AGapInAFeedIsToldOnceAndEnds) {
  Settings settings;
  settings.sources = {"pbx"};
  EngineRun run(settings);
  run.put(at(0), EventType::joined, "a");
  run.put(at(1), EventType::answered, "a");
  run.engine.missed(0, 3, at(2));
  run.engine.missed(0, 1, at(3));
  const auto gaps = run.of(AlertKind::feed_gap);
  ASSERT_EQ(gaps.size(), 1u);
  EXPECT_EQ(gaps[0].driver, Driver::feed);
  EXPECT_EQ(gaps[0].scope, (Scope{{"source", {"pbx"}}}));
  EXPECT_NE(gaps[0].data.find("3 messages of the feed pbx"), std::string::npos);
  run.engine.advance_to(at(3) + minutes{21});
  EXPECT_EQ(run.of(AlertKind::feed_gap).back().status, AlertStatus::resolved);
}

TEST(FeedAlerts, ALongHoldIsToldOnlyOfWhatIsSeen) {
  EngineRun run;
  run.put(at(0), EventType::joined, "a");
  run.engine.feed_up(0, false, at(10));
  run.engine.advance_to(at(200));
  EXPECT_TRUE(run.of(AlertKind::long_hold).empty()) << "the caller may have gone long since";
  run.engine.feed_up(0, true, at(300));
  EXPECT_EQ(run.of(AlertKind::long_hold).size(), 1u);
}

}  // namespace
}  // namespace holdwatch::core
