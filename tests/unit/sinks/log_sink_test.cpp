#include "sinks/log/log_sink.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/asio/io_context.hpp>

#include "sample_alert.h"
#include "support/log_capture.h"

namespace holdwatch::log {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

TEST(LogLine, SaysWhatMatters) {
  EXPECT_EQ(to_line(test::sample_alert()),
            "alert=surge status=firing queue=orders severity=critical id=5f2c driver=demand "
            "opened=2026-02-02T09:05:00.000Z onset=2026-02-02T08:57:00.000Z waiting=12 "
            "longest_wait_seconds=252.0 excess_calls=38.3 excess_calls_low=29.0 "
            "excess_calls_high=47.0 cause=INC-7 department=supply_chain category=backorder "
            "probability=0.87 data=\"38 calls beyond the usual since 08:57.\" "
            "request=\"Tell customers of SKU-0042 a date of delivery today.\"");
}

TEST(LogLine, StaysOneLineWhateverItsTextsHold) {
  AlertChange change;
  change.queue = "a b=\"c\"\\\nstatus=resolved\x7f";
  change.causes = {Cause{}};
  const std::string line = to_line(change);
  EXPECT_THAT(line, HasSubstr("queue=\"a b=\\\"c\\\"\\\\\\u000astatus=resolved\\u007f\" "));
  EXPECT_THAT(line, HasSubstr("cause=none"));
  EXPECT_THAT(line, Not(HasSubstr("\n")));
}

TEST(LogSink, TellsTheUrgencyByTheLevel) {
  LogCapture log;
  boost::asio::io_context io;
  net::HttpServer http(io.get_executor(), {});
  auto section = config::Section::parse("{}", "test");
  DeliveryStats deliveries;
  const Maintenance none;
  const auto sink = read_sink(section)({io.get_executor(), http, "log", deliveries, none});
  AlertChange change = test::sample_alert();
  sink->alert(change);
  change.severity = Severity::warning;
  change.status = AlertStatus::updated;
  sink->alert(change);
  change.status = AlertStatus::resolved;
  sink->alert(change);
  EXPECT_THAT(log.lines(), ElementsAre(StartsWith("error alert=surge status=firing"),
                                       StartsWith("warning alert=surge status=updated"),
                                       StartsWith("info alert=surge status=resolved")));
}

}  // namespace
}  // namespace holdwatch::log
