// The files under config/ that users copy: they must load without a problem, and what
// holdwatch.yaml documents as defaults must be the defaults.
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <gmock/gmock.h>

#include <filesystem>

#include "config/core_settings.h"
#include "config/duration_text.h"
#include "config/opening_hours.h"
#include "support/shipped_files.h"

namespace holdwatch::config {
namespace {

using testing::IsEmpty;

using test::contents;
using test::kConfigFolder;
using test::uncommented;

/// Every setting on a line of its own, so that two sets can be compared and a difference is told.
std::string describe(const QueueSettings& queue) {
  return fmt::format("{} {} {} {} {}\n", queue.name,
                     queue.hours ? format_opening_hours(*queue.hours) : "learned",
                     queue.zone ? queue.zone->name() : "-", format_duration(queue.long_hold),
                     format_duration(queue.service_level_target));
}

std::string describe(const Category& c) {
  return fmt::format("{} {} {} {} {} {} {} {} {}\n", c.name, c.department, c.stage, c.component,
                     format_duration(c.median_lag), c.queues, c.reasons, c.calls_per_affected,
                     c.request);
}

std::string describe(const Settings& s) {
  const Limits& l = s.limits;
  std::string text = fmt::format(
      "zone {}\nholidays {}\nfalse_alarm_open_minutes {}\nfeed_silence {}\ncost {} {}\n",
      s.zone->name(), s.holidays.size(), s.detection.false_alarm_open_minutes,
      format_duration(s.feed_silence), s.cost_per_minute.value_or(0), s.currency);
  text += fmt::format("limits {} {} {} {} {} {} {}\n", format_duration(l.too_old),
                      format_duration(l.future), format_duration(l.ghost_wait),
                      format_duration(l.ghost_talk), l.queues, l.calls, l.incidents);
  text += fmt::format("budget {} {}\n", s.detection.shared_budget, s.detection.whole_centre);
  for (const QueueGroup& group : s.groups) text += fmt::format("{} {}\n", group.name, group.queues);
  text += describe(s.queue_defaults);
  for (const QueueSettings& queue : s.queues) text += describe(queue);
  for (const Category& category : s.categories) text += describe(category);
  return text;
}

struct Loaded {
  Settings settings;
  std::vector<std::string> problems;
};

Loaded load(const std::string& text, const std::string& name) {
  Section root = Section::parse(text, name);
  Loaded loaded{read_core_settings(root), {}};
  for (const Problem& problem : root.problems()) loaded.problems.push_back(to_string(problem));
  return loaded;
}

TEST(ShippedFiles, TheDocumentedDefaultsAreTheDefaults) {
  const Loaded documented = load(contents(kConfigFolder / "holdwatch.yaml"), "holdwatch.yaml");
  EXPECT_THAT(documented.problems, IsEmpty());
  EXPECT_EQ(describe(documented.settings), describe(load("", "empty").settings));
}

TEST(ShippedFiles, EveryCommentedKeyIsRightToo) {
  const std::string text = uncommented(contents(kConfigFolder / "holdwatch.yaml"));
  const Loaded loaded = load(text, "holdwatch.yaml");
  EXPECT_THAT(loaded.problems, IsEmpty());
  EXPECT_EQ(loaded.settings.holidays.size(), 1u);
  EXPECT_EQ(loaded.settings.queues.size(), 1u);
  EXPECT_TRUE(loaded.settings.cost_per_minute);
}

TEST(ShippedFiles, EveryExampleLoads) {
  int examples = 0;
  for (const auto& entry : std::filesystem::directory_iterator(kConfigFolder / "examples")) {
    ++examples;
    EXPECT_THAT(load(contents(entry.path()), entry.path().filename()).problems, IsEmpty());
  }
  EXPECT_GE(examples, 3);
}

}  // namespace
}  // namespace holdwatch::config
