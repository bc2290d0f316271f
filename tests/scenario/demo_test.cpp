// The demonstration's centre put through the core: what `make demo` promises its audience.
#include <gmock/gmock.h>

#include "config/core_settings.h"
#include "core/engine.h"
#include "sources/demo/contact_centre.h"

namespace holdwatch {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;
using std::chrono::weeks;
using testing::HasSubstr;
using namespace std::chrono_literals;

class KeptAlerts : public core::Decisions {
 public:
  void alert(const AlertChange& change) override { changes.push_back(change); }

  std::vector<AlertChange> changes;
};

/// What the core says of the centre's past and of its first minute.
std::vector<AlertChange> first_minute(Time live_from, std::uint64_t seed) {
  config::Section root =
      config::Section::parse("queue_defaults: {hours: \"Mon-Sun 00:00-24:00\"}", "demo.yaml");
  KeptAlerts alerts;
  core::Engine engine(config::read_core_settings(root), alerts, live_from);
  demo::ContactCentre centre(
      {.seed = seed, .history_from = live_from - weeks{4}, .live_from = live_from});
  while (centre.next_time() < live_from + minutes{1}) {
    const Time t = centre.next_time();
    const Input& input = centre.next();
    const auto* event = std::get_if<CallEvent>(&input);
    const Disposition disposition =
        event ? engine.apply(0, *event, t) : engine.apply(0, std::get<IncidentReport>(input), t);
    EXPECT_EQ(disposition, Disposition::accepted);
  }
  return alerts.changes;
}

class Demonstration : public testing::TestWithParam<hours> {};

TEST_P(Demonstration, RaisesTheAlarmWithinAMinuteAndNamesTheIncident) {
  const Time live_from = std::chrono::sys_days{2026y / 11 / 18} + GetParam() + 37min;
  const std::vector<AlertChange> changes = first_minute(live_from, 1);
  ASSERT_FALSE(changes.empty());
  const AlertChange& surge = changes.front();
  EXPECT_EQ(surge.kind, AlertKind::surge);
  EXPECT_EQ(surge.queue, "orders");
  EXPECT_EQ(surge.driver, Driver::demand);
  EXPECT_GT(surge.time, live_from + seconds{15});
  ASSERT_FALSE(surge.causes.empty());
  EXPECT_EQ(surge.causes.front().category, "backorder");
  EXPECT_GT(surge.causes.front().probability, 0.5);
  EXPECT_THAT(surge.request, HasSubstr("SKU-0042"));
}

INSTANTIATE_TEST_SUITE_P(AtAnyHour, Demonstration, testing::Values(hours{2}, hours{13}));

}  // namespace
}  // namespace holdwatch
