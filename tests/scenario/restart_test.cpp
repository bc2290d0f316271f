// A centre's weeks through two engines: one that runs on, and one that is saved, thrown away and
// restored all the time. Nobody may be able to tell them apart.
#include <gtest/gtest.h>

#include <memory>
#include <random>

#include "config/core_settings.h"
#include "core/engine.h"
#include "sources/demo/contact_centre.h"
#include "wire/alert_json.h"

namespace holdwatch {
namespace {

using std::chrono::days;
using std::chrono::seconds;
using namespace std::chrono_literals;

Settings settings() {
  config::Section root = config::Section::parse(R"(
zone: Europe/Berlin
groups: [{name: front desk, queues: [orders, returns]}]
)",
                                                "restart.yaml");
  Settings read = config::read_core_settings(root);
  read.sources = {"demo"};
  return read;
}

/// What an engine decided, as its users would see it.
class Told : public core::Decisions {
 public:
  void alert(const AlertChange& change) override {
    lines.push_back(wire::to_json(change));
    last = change;
  }
  void account(const SurgeAccount& account) override {
    lines.push_back(account.alert + " " + std::to_string(account.total.caller_minutes.high));
  }
  void forecast(const CallForecast& forecast) override {
    lines.push_back(forecast.alert + " " + std::to_string(forecast.calls.estimate));
  }

  std::vector<std::string> lines;
  AlertChange last;
};

/// An engine and what it has decided, under the demonstration's input with its troubles: people
/// judge now and then, and the feed fails.
class Centre {
 public:
  explicit Centre(std::uint64_t seed)
      : centre_({.seed = seed, .history_from = kFrom, .live_from = kFrom + days{4}}),
        random_(seed),
        engine_(std::make_unique<core::Engine>(settings(), told_)) {}

  /// False when the time is over.
  bool step() {
    const Time t = centre_.next_time();
    if (t > kFrom + days{5}) return false;
    std::visit([&](const auto& input) { apply(input, t); }, centre_.next());
    const auto chance = random_() % 10'000;
    if (chance == 0) engine_->missed(0, 3, t);
    if (chance == 1) engine_->feed_up(0, false, t);
    if (chance == 2) engine_->feed_up(0, true, t + seconds{5});
    if (chance < 6 && !told_.last.causes.empty()) judge(t, chance % 2 == 0);
    return true;
  }

  bool restart() {
    const auto bytes = engine_->save();
    if (!bytes) return false;
    engine_ = std::make_unique<core::Engine>(settings(), told_);
    EXPECT_TRUE(engine_->restore(*bytes));
    return true;
  }

  const std::vector<std::string>& told() const { return told_.lines; }
  const core::Engine& engine() const { return *engine_; }

 private:
  static constexpr Time kFrom = std::chrono::sys_days{2026y / 10 / 19} + 8h + 37min;

  void apply(const CallEvent& event, Time t) { engine_->apply(0, event, t); }
  void apply(const IncidentReport& report, Time t) { engine_->apply(0, report, t); }
  void apply(const Verdict&, Time) {}

  void judge(Time t, bool is_right) {
    const AlertChange& about = told_.last;
    const auto verdict = is_right ? VerdictType::confirmed : VerdictType::rejected;
    engine_->apply(Verdict{t, about.id, about.causes.front().incident, verdict}, t);
    engine_->apply(Acknowledgement{t, about.id, "Ann"}, t);
  }

  demo::ContactCentre centre_;
  std::mt19937_64 random_;
  Told told_;
  std::unique_ptr<core::Engine> engine_;
};

/// Counters, which alerts do not show.
std::uint64_t ended_calls(const core::Engine& engine) {
  std::uint64_t ended = 0;
  for (const QueueSnapshot& queue : engine.snapshot().queues) {
    for (std::uint64_t left : queue.left) ended = 31 * ended + left;
  }
  return ended;
}

class Restart : public testing::TestWithParam<std::uint64_t> {};

TEST_P(Restart, AtAnyMomentChangesNoDecision) {
  Centre undisturbed(GetParam());
  Centre restarted(GetParam());
  std::mt19937_64 random(GetParam());
  int restarts = 0;
  while (undisturbed.step() && restarted.step()) {
    if (random() % 15'000 == 0 && restarted.restart()) ++restarts;
    ASSERT_EQ(undisturbed.told().size(), restarted.told().size()) << "after restart " << restarts;
    ASSERT_TRUE(undisturbed.told().empty() || undisturbed.told().back() == restarted.told().back())
        << undisturbed.told().back() << "\n"
        << restarted.told().back();
  }
  EXPECT_EQ(undisturbed.told(), restarted.told());
  EXPECT_EQ(ended_calls(undisturbed.engine()), ended_calls(restarted.engine()));
  EXPECT_TRUE(undisturbed.engine().save() == restarted.engine().save());
  EXPECT_GT(restarts, 5);
  EXPECT_GT(undisturbed.told().size(), 20u);
}

INSTANTIATE_TEST_SUITE_P(Seeds, Restart, testing::Values(1, 2));

TEST(RestoredEngine, IsUnchangedByBytesThatAreNoEngine) {
  Told told;
  core::Engine engine(settings(), told);
  const CallEvent joined{.time = std::chrono::sys_days{2026y / 10 / 19},
                         .type = EventType::joined,
                         .queue = "orders",
                         .call = "c-1"};
  engine.apply(0, joined, joined.time);
  const std::string bytes = engine.save().value();
  EXPECT_FALSE(engine.restore(""));
  EXPECT_FALSE(engine.restore("no engine at all"));
  EXPECT_FALSE(engine.restore(bytes.substr(0, bytes.size() - 1)));
  EXPECT_FALSE(engine.restore(bytes + "x"));
  ASSERT_EQ(engine.snapshot().queues.size(), 1u);
  EXPECT_EQ(engine.snapshot().queues.front().waiting, 1u);
}

TEST(RestoredEngine, TakesOverTheGroupsAsTheyAreConfiguredNow) {
  Told told;
  core::Engine before(settings(), told);
  CallEvent joined{.time = std::chrono::sys_days{2026y / 10 / 19}, .type = EventType::joined};
  for (const char* queue : {"orders", "returns", "billing"}) {
    joined.queue = joined.call = queue;
    before.apply(0, joined, joined.time);
  }
  Settings changed = settings();
  changed.groups = {{"back office", {"billing", "returns"}}};
  core::Engine after(changed, told);
  ASSERT_TRUE(after.restore(before.save().value()));
  joined.queue = "support";
  joined.time += 1min;
  EXPECT_EQ(after.apply(0, joined, joined.time), Disposition::accepted);
  EXPECT_EQ(after.snapshot().queues.size(), 4u);
}

}  // namespace
}  // namespace holdwatch
