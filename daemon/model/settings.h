#pragma once

#include <array>
#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/time.h"
#include "model/zone.h"

/// What the core needs to know of the configuration, as values. The defaults stand here once;
/// config/holdwatch.yaml documents them and a test holds the two together.
namespace holdwatch {

/// Opening hours of one weekday in local minutes since midnight; closed when open == close.
struct DayHours {
  int open = 0;
  int close = 0;
};

/// Opening hours by weekday, Monday first.
using WeekHours = std::array<DayHours, 7>;

struct Holiday {
  std::chrono::year_month_day date;
  std::string name;
};

struct QueueSettings {
  std::string name;
  std::optional<WeekHours> hours;    ///< learned when absent
  std::shared_ptr<const Zone> zone;  ///< null: the centre's
  Duration long_hold = std::chrono::seconds{60};
  Duration service_level_target = std::chrono::seconds{20};
};

/// One kind of upstream incident, and what is known of it before any verdict.
struct Category {
  std::string name;
  std::string department;
  std::string
      stage;  ///< of the customer's journey: discover, buy, pay, deliver, use, return, service
  std::string component;  ///< of the experience: customer, environment, brand, platform, interface
  Duration median_lag = std::chrono::hours{2};  ///< from the incident's start to its calls
  std::vector<std::string> queues;              ///< where its calls land; empty: anywhere
  std::vector<std::string> reasons;             ///< what callers say; empty: anything
  double calls_per_affected = 0.5;
  std::string request;  ///< template; {scope}, {affected}, {queue}, {summary} are filled in
};

using Catalogue = std::vector<Category>;

/// The group that every queue belongs to; no configured one has its name.
inline constexpr std::string_view kWholeCentre = "all queues";

/// Queues whose calls are watched together as well.
struct QueueGroup {
  std::string name;
  std::vector<std::string> queues;
};

struct DetectionSettings {
  /// Open minutes that a queue is expected to go without a false alarm: the threshold itself
  /// (docs/evaluation.md tells what it gives in practice and what is proved).
  double false_alarm_open_minutes = 16'000;
  /// Whether that budget is one of all queues together: each then has a threshold as many times
  /// as high as there are queues.
  bool shared_budget = false;
  bool whole_centre = true;  ///< all queues are watched together, too
};

struct Limits {
  Duration too_old = std::chrono::hours{1};
  Duration future = std::chrono::seconds{60};
  Duration ghost_wait = std::chrono::hours{4};   ///< a caller who waits longer is taken for lost
  Duration ghost_talk = std::chrono::hours{12};  ///< likewise a conversation without an end
  std::size_t queues = 10'000;
  std::size_t calls = 2'000'000;  ///< kept at once, waiting or talking
  std::size_t incidents = 10'000;
};

struct Settings {
  std::shared_ptr<const Zone> zone = std::make_shared<const Zone>();
  std::vector<Holiday> holidays;
  QueueSettings queue_defaults;
  std::vector<QueueSettings> queues;
  std::vector<QueueGroup> groups;
  std::vector<std::string> sources;  ///< names by SourceId, for the alerts about a feed
  Catalogue categories;              ///< the default catalogue unless configured
  DetectionSettings detection;
  Limits limits;
  Duration feed_silence =
      std::chrono::minutes{5};  ///< a feed quiet for longer, in open hours, has gone silent
  std::optional<double> cost_per_minute;  ///< of a caller's waiting, in `currency`
  std::string currency;
};

}  // namespace holdwatch
