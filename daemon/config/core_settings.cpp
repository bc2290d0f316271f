#include "config/core_settings.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "config/catalogue_settings.h"
#include "config/opening_hours.h"
#include "config/zone_loader.h"

namespace holdwatch::config {

namespace {

using std::chrono::days;
using std::chrono::minutes;
using std::chrono::seconds;

/// Zones by name, each loaded once and shared.
class Zones {
 public:
  /// The zone under `zone`; `otherwise` when absent or unknown.
  std::shared_ptr<const Zone> read(Section& section, std::shared_ptr<const Zone> otherwise) {
    const auto name = section.optional_text("zone");
    if (!name) return otherwise;
    if (auto known = loaded_.find(*name); known != loaded_.end()) return known->second;
    auto zone = load_zone(*name);
    if (!zone) {
      section.problem("zone", zone.error());
      return otherwise;
    }
    return loaded_.emplace(*name, *zone).first->second;
  }

 private:
  std::map<std::string, std::shared_ptr<const Zone>> loaded_;
};

template <class Number>
bool read_digits(std::string_view text, Number& number) {
  const char* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, number);
  return error == std::errc{} && stop == end;
}

/// `2026-02-16`.
std::optional<std::chrono::year_month_day> parse_date(std::string_view text) {
  unsigned year = 0;
  unsigned month = 0;
  unsigned day = 0;
  const bool shaped = text.size() == 10 && text[4] == '-' && text[7] == '-' &&
                      read_digits(text.substr(0, 4), year) &&
                      read_digits(text.substr(5, 2), month) && read_digits(text.substr(8, 2), day);
  const std::chrono::year_month_day date{std::chrono::year{static_cast<int>(year)},
                                         std::chrono::month{month}, std::chrono::day{day}};
  return shaped && date.ok() ? std::optional(date) : std::nullopt;
}

std::vector<Holiday> read_holidays(Section& root) {
  std::vector<Holiday> holidays;
  for (Section& section : root.list("holidays")) {
    const std::string text = section.required_text("date");
    std::string name = section.text("name", "");
    section.finish();
    if (text.empty()) continue;
    const auto date = parse_date(text);
    if (!date) {
      section.problem("date", fmt::format("found '{}', expected a date like 2026-02-16", text));
    } else if (std::any_of(holidays.begin(), holidays.end(),
                           [&](const Holiday& h) { return h.date == *date; })) {
      section.problem("date", fmt::format("found {} twice, expected each date once", text));
    } else {
      holidays.push_back({*date, std::move(name)});
    }
  }
  return holidays;
}

/// What a queue and the defaults of all queues have in common.
QueueSettings read_queue(Section& section, QueueSettings queue, Zones& zones) {
  if (const auto text = section.optional_text("hours")) {
    if (const auto week = parse_opening_hours(*text)) {
      queue.hours = *week;
    } else {
      section.problem("hours", week.error());
    }
  }
  queue.zone = zones.read(section, queue.zone);
  queue.long_hold = section.duration("long_hold", queue.long_hold, seconds{1}, days{1});
  queue.service_level_target =
      section.duration("service_level_target", queue.service_level_target, seconds{1}, days{1});
  return queue;
}

std::vector<QueueSettings> read_queues(Section& root, const QueueSettings& defaults, Zones& zones) {
  std::vector<QueueSettings> queues;
  std::set<std::string> names;
  for (Section& section : root.list("queues")) {
    QueueSettings queue = read_queue(section, defaults, zones);
    queue.name = section.required_text("name");
    section.finish();
    if (queue.name.empty()) continue;
    if (names.insert(queue.name).second) {
      queues.push_back(std::move(queue));
    } else {
      section.problem(
          "name", fmt::format("found '{}' a second time, expected each queue once", queue.name));
    }
  }
  return queues;
}

std::vector<QueueGroup> read_groups(Section& root) {
  std::vector<QueueGroup> groups;
  std::set<std::string> names;
  for (Section& section : root.list("groups")) {
    QueueGroup group{section.required_text("name"), section.texts("queues")};
    section.finish();
    if (group.name == kWholeCentre) {
      section.problem("name", fmt::format("found '{}', which is the whole centre's name, expected "
                                          "another",
                                          group.name));
    }
    if (!names.insert(group.name).second) {
      section.problem(
          "name", fmt::format("found '{}' a second time, expected each group once", group.name));
    }
    if (group.queues.size() < 2) {
      section.problem("queues",
                      fmt::format("found {} queue{}, expected two or more", group.queues.size(),
                                  group.queues.size() == 1 ? "" : "s"));
    }
    groups.push_back(std::move(group));
  }
  return groups;
}

DetectionSettings read_detection(Section section) {
  DetectionSettings detection;
  detection.false_alarm_open_minutes = section.number(
      "false_alarm_open_minutes", detection.false_alarm_open_minutes, 100, 10'000'000);
  detection.shared_budget = section.choice("budget_of", 0, {"queue", "organisation"}) == 1;
  detection.whole_centre = section.flag("whole_centre", detection.whole_centre);
  section.finish();
  return detection;
}

std::size_t read_count(Section& section, std::string_view key, std::size_t default_value,
                       std::int64_t max) {
  return static_cast<std::size_t>(
      section.whole(key, static_cast<std::int64_t>(default_value), 1, max));
}

Limits read_limits(Section section) {
  Limits limits;
  limits.too_old = section.duration("too_old", limits.too_old, seconds{1}, days{7});
  limits.future = section.duration("future", limits.future, seconds{1}, days{1});
  limits.ghost_wait = section.duration("ghost_wait", limits.ghost_wait, minutes{1}, days{7});
  limits.ghost_talk = section.duration("ghost_talk", limits.ghost_talk, minutes{1}, days{7});
  limits.queues = read_count(section, "queues", limits.queues, 1'000'000);
  limits.calls = read_count(section, "calls", limits.calls, 50'000'000);
  limits.incidents = read_count(section, "incidents", limits.incidents, 1'000'000);
  section.finish();
  return limits;
}

/// `0.80 USD`.
void read_cost(Section& root, Settings& settings) {
  const auto text = root.optional_text("cost_per_minute");
  if (!text) return;
  const std::size_t space = std::min(text->find(' '), text->size());
  const std::string_view currency =
      std::string_view(*text).substr(std::min(space + 1, text->size()));
  double cost = 0;
  const bool good =
      read_digits(std::string_view(*text).substr(0, space), cost) && cost > 0 && cost < 1e6 &&
      currency.size() == 3 &&
      std::all_of(currency.begin(), currency.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
  if (!good) {
    root.problem("cost_per_minute",
                 fmt::format("found '{}', expected a sum and its currency like 0.80 USD", *text));
    return;
  }
  settings.cost_per_minute = cost;
  settings.currency = currency;
}

}  // namespace

Settings read_core_settings(Section& root) {
  Settings settings;
  Zones zones;
  settings.zone = zones.read(root, settings.zone);
  settings.holidays = read_holidays(root);
  Section defaults = root.section("queue_defaults");
  settings.queue_defaults = read_queue(defaults, settings.queue_defaults, zones);
  defaults.finish();
  settings.queues = read_queues(root, settings.queue_defaults, zones);
  settings.groups = read_groups(root);
  settings.categories = read_catalogue(root.section("categories"));
  settings.detection = read_detection(root.section("detection"));
  settings.limits = read_limits(root.section("limits"));
  settings.feed_silence =
      root.duration("feed_silence", settings.feed_silence, seconds{10}, days{1});
  read_cost(root, settings);
  return settings;
}

}  // namespace holdwatch::config
