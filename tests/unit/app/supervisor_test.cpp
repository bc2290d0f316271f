#include "app/supervisor.h"

#include <gmock/gmock.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <functional>
#include <stdexcept>

#include "app/pipeline.h"
#include "app/task_group.h"
#include "support/fake_clock.h"
#include "support/log_capture.h"

namespace holdwatch {
namespace {

namespace asio = boost::asio;
using std::chrono::milliseconds;
using testing::ElementsAre;
using testing::HasSubstr;

/// A source whose n-th run is the n-th step; after the last it runs until cancelled.
class ScriptedSource : public Source {
 public:
  explicit ScriptedSource(std::vector<std::function<void()>> steps) : steps_(std::move(steps)) {}

  asio::awaitable<void> run() override {
    if (runs < steps_.size()) {
      steps_[runs++]();
      co_return;
    }
    ++runs;
    on_wait();
    asio::steady_timer timer(co_await asio::this_coro::executor,
                             asio::steady_timer::time_point::max());
    co_await timer.async_wait(asio::use_awaitable);
  }

  std::size_t runs = 0;
  std::function<void()> on_wait;

 private:
  std::vector<std::function<void()>> steps_;
};

class SupervisorTest : public testing::Test {
 protected:
  /// Supervises until the source waits for ever or has ended.
  void supervise_until_idle(ScriptedSource& source) {
    asio::io_context events;
    TaskGroup group(events.get_executor());
    group.spawn(supervise(source, intake_, net::BackOff(milliseconds{0}, milliseconds{0})));
    source.on_wait = [&] { group.cancel(); };
    asio::co_spawn(events, group.join(), [](std::exception_ptr error) { EXPECT_FALSE(error); });
    events.run();
  }

  static void fail() { throw std::runtime_error("connection refused"); }
  void come_up_and_fail() {
    intake_.up(true);
    fail();
  }

  LogCapture log_;
  FakeClock clock_;
  Pipeline pipeline_{Settings{}, clock_, BuildInfo{}};
  SourceIntake& intake_ = pipeline_.add_source("pbx");
};

TEST_F(SupervisorTest, RunsAFailedSourceAgainAndSaysSoOnce) {
  ScriptedSource source({fail, fail, fail});
  supervise_until_idle(source);
  EXPECT_EQ(source.runs, 4u);
  EXPECT_THAT(log_.lines(), ElementsAre("warning source is down source=pbx",
                                        HasSubstr("source failed and is tried again source=pbx "
                                                  "error=\"connection refused\"")));
}

TEST_F(SupervisorTest, SaysAgainWhatFailsAfterTheSourceHadComeUp) {
  ScriptedSource source({[&] { come_up_and_fail(); }, [&] { come_up_and_fail(); }});
  supervise_until_idle(source);
  EXPECT_THAT(log_.lines(),
              ElementsAre(HasSubstr("is up"), HasSubstr("is down"), HasSubstr("failed"),
                          HasSubstr("is up"), HasSubstr("is down"), HasSubstr("failed")));
  EXPECT_FALSE(intake_.health().up);
}

TEST_F(SupervisorTest, ACleanEndIsTheEnd) {
  ScriptedSource source({[&] { intake_.up(true); }});
  supervise_until_idle(source);
  EXPECT_EQ(source.runs, 1u);
  EXPECT_FALSE(intake_.health().up);
  EXPECT_TRUE(intake_.health().ended);
  EXPECT_THAT(log_.lines().back(), HasSubstr("source has come to its end source=pbx"));
}

TEST_F(SupervisorTest, AHistoryThatCannotBeReadDoesNotKeepTheDaemonFromItsWork) {
  intake_.expect_history();
  ScriptedSource source({fail});
  supervise_until_idle(source);
  EXPECT_TRUE(pipeline_.live());
}

TEST_F(SupervisorTest, ASourceThatAsksForALongPauseIsNotTriedAgainSoon) {
  ScriptedSource source({[] { throw TryLater("wrong password", std::chrono::hours{1}); }});
  asio::io_context events;
  TaskGroup group(events.get_executor());
  group.spawn(supervise(source, intake_, net::BackOff(milliseconds{0}, milliseconds{0})));
  asio::co_spawn(events, group.join(), [](std::exception_ptr error) { EXPECT_FALSE(error); });
  while (events.poll() > 0) continue;
  EXPECT_EQ(source.runs, 1u);
  EXPECT_THAT(log_.lines().back(), HasSubstr("wrong password"));
  group.cancel();
  events.run();
}

TEST_F(SupervisorTest, BeingCancelledIsNoFailure) {
  ScriptedSource source({});
  supervise_until_idle(source);
  EXPECT_EQ(source.runs, 1u);
  EXPECT_THAT(log_.lines(), testing::IsEmpty());
}

}  // namespace
}  // namespace holdwatch
