#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "model/incident.h"
#include "model/settings.h"
#include "model/time.h"

/// A simulated business with known truth: who called about what, what was reported upstream, and
/// which incident really made which calls.
namespace holdwatch::bench {

inline constexpr std::size_t kQueues = 3;
inline constexpr std::array<const char*, kQueues> kQueueNames = {"orders", "support", "billing"};
inline constexpr int kSkus = 80;
inline constexpr int kRegions = 6;
inline constexpr int kReasons = 8;
inline constexpr int kUnsaid = -1;

/// What makes a world easy or hard.
struct WorldSettings {
  std::string name = "matched";
  int days = 130;
  double calls_per_hour = 50;      ///< usual ones, of a queue
  double incidents_per_day = 9;    ///< reported
  double causing_share = 0.35;     ///< of them that make calls
  double unreported_share = 0.2;   ///< of surges
  double second_cause_share = 0;   ///< of surges that get another one an hour later
  double coverage = 0.7;           ///< of calls, that carry an attribute
  double coverage_in_surge = 0.7;  ///< likewise, of the extra calls
  double wrong_attribute = 0.02;
  double heavy_lags = 0;       ///< share of lags from a Pareto tail instead of a lognormal
  double catalogue_off = 1;    ///< factor by which the catalogue's lags are wrong, up or down
  double late_hours = 1;       ///< reports come up to so late
  double wrong_scope = 0;      ///< of reports: one value wrong, the start off by up to an hour
  double day_sd = 0.06;        ///< by which the level of the expectation is wrong
  double half_hour_sd = 0.08;  ///< of the real intensity
};

struct Kind {  ///< the truth about a category
  Category catalogue;
  Duration median_lag;
  double lag_sigma = 0.5;
  double calls_per_affected = 0.5;
  std::array<double, kQueues> lands{};  ///< probability of making calls in each queue
  std::vector<int> reasons;
  bool by_sku = true;
};

struct Call {
  Time time;
  std::size_t queue = 0;
  int sku = kUnsaid;
  int region = kUnsaid;
  int reason = kUnsaid;
  int incident = -1;  ///< the truth: a place in World::incidents, or -1
};

struct TrueIncident {
  std::size_t kind = 0;
  Time started;
  std::vector<int> skus;
  std::vector<int> regions;
  double affected = 0;
  bool is_reported = true;
  IncidentReport report;
};

/// Extra calls of one incident in one queue.
struct TrueSurge {
  std::size_t queue = 0;
  int incident = -1;
  Time onset;
  Time end;
  int calls = 0;
};

struct World {
  WorldSettings settings;
  std::vector<Kind> kinds;
  std::vector<TrueIncident> incidents;
  std::vector<TrueSurge> surges;    ///< by onset
  std::vector<Call> calls;          ///< by time
  std::vector<double> expectation;  ///< by day: what the monitor expects over what is true
  std::array<double, kSkus> sku_share{};

  Time start() const { return Time{std::chrono::sys_days{std::chrono::year{2026} / 1 / 5}}; }
  Time end() const { return start() + std::chrono::hours{24 * settings.days}; }
  /// Usual calls per minute at a time of day, before any noise.
  double usual_per_minute(Time t) const;
  double expected_per_minute(Time t) const;
};

/// Share of an incident's calls that have come `t` after they set in.
double course(Duration t);

World make_world(const WorldSettings& settings, std::uint32_t seed);
std::vector<WorldSettings> all_worlds();

}  // namespace holdwatch::bench
