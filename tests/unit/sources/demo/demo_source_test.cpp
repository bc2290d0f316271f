#include "sources/demo/demo_source.h"

#include <gmock/gmock.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>

namespace holdwatch::demo {
namespace {

using namespace std::chrono_literals;

/// Counts what it is given, and stops the loop once the past has been told.
class CountingIntake : public Intake {
 public:
  CountingIntake(boost::asio::io_context& loop, Time started) : loop_(loop), started_(started) {}

  Disposition event(const CallEvent& event) override {
    ++events;
    EXPECT_LT(event.time, started_);
    return Disposition::accepted;
  }
  Disposition incident(const IncidentReport& report) override {
    ++incidents;
    EXPECT_LT(report.time, started_);
    return Disposition::accepted;
  }
  Disposition verdict(const Verdict&) override { return Disposition::accepted; }
  Disposition acknowledgement(const Acknowledgement&) override { return Disposition::accepted; }
  void rejected(Disposition, std::string_view, std::string_view) override { ADD_FAILURE(); }
  void missed(std::uint64_t, std::string_view) override { ADD_FAILURE(); }
  void up(bool is_up) override { up_ = is_up; }
  void history_done() override {
    EXPECT_TRUE(up_);
    ++done;
    loop_.stop();
  }

  int events = 0;
  int incidents = 0;
  int done = 0;

 private:
  boost::asio::io_context& loop_;
  Time started_;
  bool up_ = false;
};

TEST(DemoSource, TellsItsHistoryAtOnceAndThenSaysSo) {
  boost::asio::io_context loop;
  net::HttpServer http(loop.get_executor(), {});
  const Time started = std::chrono::sys_days{2026y / 3 / 4} + 5h;
  CountingIntake intake(loop, started);
  config::Section section = config::Section::parse("{seed: 5, history_weeks: 1}", "demo.yaml");
  const SourceFactory factory = read_source(section);
  section.finish();
  EXPECT_TRUE(section.problems().empty());
  const auto source =
      factory({"demo", loop.get_executor(), loop.get_executor(), intake, http, started});
  EXPECT_TRUE(source->has_history());
  source->bind();
  boost::asio::co_spawn(loop, source->run(), boost::asio::detached);
  loop.run();
  EXPECT_EQ(intake.done, 1);
  EXPECT_GT(intake.events, 100'000);
  EXPECT_GT(intake.incidents, 15);
}

TEST(DemoSource, RefusesOptionsOutOfRange) {
  config::Section section = config::Section::parse(
      "{seed: -1, history_weeks: 0, surge_after: soon, surge: 1}", "demo.yaml");
  read_source(section);
  section.finish();
  EXPECT_EQ(section.problems().size(), 4u);
}

}  // namespace
}  // namespace holdwatch::demo
