#include "sinks/metrics/text_format.h"

#include <gtest/gtest.h>

#include <limits>
#include <string>
#include <utility>

#include "sinks/metrics/families.h"

namespace holdwatch::metrics {
namespace {

TEST(TextFormat, WritesCountersAndGauges) {
  Families families;
  add(counter(families, "calls_total", "Calls."), {{"queue", "a"}, {"how", "b"}}, 3.0);
  add(gauge(families, "waiting", "Waiting."), {}, 0.25);
  EXPECT_EQ(std::move(families).take(),
            "# HELP calls_total Calls.\n# TYPE calls_total counter\n"
            "calls_total{queue=\"a\",how=\"b\"} 3\n"
            "# HELP waiting Waiting.\n# TYPE waiting gauge\nwaiting 0.25\n");
}

TEST(TextFormat, WritesHistogramsCumulated) {
  Families families;
  WaitHistogram waits;
  waits.counts = {1, 2, 3};
  waits.sum_seconds = 61.5;
  const double bounds[] = {2.5, 10};
  add(histogram(families, "wait", "Waits."), {{"queue", "a"}}, bounds, waits);
  EXPECT_EQ(std::move(families).take(),
            "# HELP wait Waits.\n# TYPE wait histogram\n"
            "wait_bucket{queue=\"a\",le=\"2.5\"} 1\nwait_bucket{queue=\"a\",le=\"10\"} 3\n"
            "wait_bucket{queue=\"a\",le=\"+Inf\"} 6\n"
            "wait_sum{queue=\"a\"} 61.5\nwait_count{queue=\"a\"} 6\n");
}

TEST(TextFormat, WritesEveryValueExactly) {
  constexpr double kInfinity = std::numeric_limits<double>::infinity();
  for (const auto& [value, text] :
       {std::pair{0.0, "0"}, std::pair{-7.0, "-7"}, std::pair{0.1, "0.1"},
        std::pair{1795323242.101136, "1795323242.101136"}, std::pair{1e15, "1000000000000000"},
        std::pair{1e16, "1e+16"}, std::pair{2.5e300, "2.5e+300"}, std::pair{kInfinity, "+Inf"},
        std::pair{-kInfinity, "-Inf"},
        std::pair{std::numeric_limits<double>::quiet_NaN(), "NaN"}}) {
    Families families;
    add(gauge(families, "g", "G."), {}, value);
    EXPECT_EQ(std::move(families).take(),
              std::string("# HELP g G.\n# TYPE g gauge\ng ") + text + "\n");
  }
}

TEST(TextFormat, EscapesLabelsAndHelp) {
  Families families;
  add(gauge(families, "g", "A \\ and\na \"quote\"."), {{"queue", "a\"b\\c\nd"}}, 1.0);
  EXPECT_EQ(std::move(families).take(),
            "# HELP g A \\\\ and\\na \"quote\".\n# TYPE g gauge\n"
            "g{queue=\"a\\\"b\\\\c\\nd\"} 1\n");
}

TEST(TextFormat, WritesAVeryLargeFamilyUnderOneHead) {
  Families families;
  MetricFamily& family = gauge(families, "g", "G.");
  std::string expected = "# HELP g G.\n# TYPE g gauge\n";
  for (int i = 0; i < 2'500; ++i) {
    const std::string queue = std::to_string(i);
    add(family, {{"queue", queue}}, 1.0);
    expected += "g{queue=\"" + queue + "\"} 1\n";
  }
  EXPECT_EQ(std::move(families).take(), expected);
}

TEST(TextFormat, LeavesOutWhatHasNoSample) {
  Families families;
  gauge(families, "g", "G.");
  EXPECT_EQ(std::move(families).take(), "");
}

}  // namespace
}  // namespace holdwatch::metrics
