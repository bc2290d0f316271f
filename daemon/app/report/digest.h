#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/report/period.h"
#include "model/alert.h"
#include "model/surge_account.h"
#include "model/verdict.h"
#include "model/zone.h"

/// What a report says, as values: every figure once, for every format.
namespace holdwatch::report {

/// All callers of a day, or of the period.
struct Traffic {
  std::uint64_t offered = 0;
  std::uint64_t abandoned = 0;
  double wait_minutes = 0;
};

/// Whether an incident is more likely than not to have made some of the calls: as the main cause,
/// or beside another.
inline bool is_suspected(double probability, const Load& load) {
  return probability >= 0.5 || load.calls.low >= 1;
}

/// Load under a name: of a department, a stage of the journey, a component of the experience.
struct NamedLoad {
  std::string name;
  std::uint32_t incidents = 0;  ///< suspected of some of it
  Load load;
};

/// Load of a stretch of time (a day, or a week that begins with it), by department in the order of
/// Digest::departments.
struct DatedLoad {
  std::chrono::local_days from;
  std::vector<Load> departments;
  Load unattributed;
  Load staffing;  ///< service's own
  Load handle_time;
};

/// What service itself brought about.
struct ServiceShare {
  std::uint32_t staffing_surges = 0;
  std::uint32_t handle_time_surges = 0;
  Load staffing;
  Load handle_time;
};

/// An incident with what is put down to it.
struct IncidentLoad {
  std::string id;
  std::string department;
  std::string category;
  std::string summary;
  std::string url;
  Time started;
  std::optional<Time> closed;
  double probability = 0;  ///< of being a surge's main cause; the greatest
  std::optional<VerdictType> verdict;
  Load load;
};

/// One surge, told to be remembered.
struct Story {
  std::string alert;
  std::string queue;
  TimeEstimate onset;
  std::optional<std::string> incident;  ///< the first suspect
  std::string department;
  std::string category;
  double probability = 0;
  std::optional<VerdictType> verdict;
  std::string story;
  std::string request;
  Load load;  ///< of the department that the report is about, else of the whole surge
};

/// What an owner was asked for, about an incident or about something that nobody reported but calls
/// show, and what became of it.
struct Request {
  std::vector<std::string> alerts;
  std::vector<std::string> queues;
  std::string department;
  std::string category;
  std::optional<std::string> incident;  ///< absent: reported by nobody
  double probability = 0;               ///< of the suspicion at last
  Time asked;                           ///< when it was first told
  std::string request;
  std::optional<std::string> acknowledged_by;
  std::optional<VerdictType> verdict;
  std::optional<std::string> verdict_incident;  ///< the incident that the verdict is about
  std::optional<Time> closed;                   ///< the incident
};

/// Calls after an incident was closed while its surge was on, against the forecast of that moment.
struct Effect {
  std::string alert;
  std::string queue;
  std::string department;
  std::string category;
  std::string incident;
  Time closed;
  Estimate forecast;  ///< calls still to come, as told last before
  Estimate came;      ///< calls put down to it afterwards
};

/// An early warning that has been held against what came.
struct Warning {
  std::string queue;
  std::string department;
  std::string category;
  std::string incident;
  Time made;
  Estimate forecast;
  Estimate came;
};

/// Callers who made a suggestion about the same thing.
struct Suggestion {
  std::string about;  ///< `sku SKU-0042`, or empty
  std::uint32_t calls = 0;
  Time first;
  Time last;
  struct Later {
    std::string incident;
    std::string department;
    Time reported;
    bool closed = false;
  };
  std::vector<Later> incidents;  ///< about the same thing, reported since the first of them
};

/// How often the first suspect was right, where a person said so.
struct CalibrationRow {
  double from = 0;  ///< probability
  double to = 1;
  std::uint32_t judged = 0;
  std::uint32_t right = 0;
  double mean_probability = 0;
};

struct Calibration {
  static constexpr std::uint32_t kEnough = 30;  ///< fewer verdicts can't tell

  std::vector<CalibrationRow> rows;
  std::uint32_t judged = 0;
  double error = 0;  ///< expected calibration error

  bool enough() const { return judged >= kEnough; }
};

/// A time of which less is known than usual.
struct BlindTime {
  std::string what;
  Time from;
  std::optional<Time> to;  ///< absent: it lasts
  std::string said;
};

struct Digest {
  Period period;
  std::shared_ptr<const Zone> zone;
  Time seen_to;                           ///< the last input
  std::optional<std::string> department;  ///< the only one that the report is about
  std::vector<std::string> queues;

  Traffic traffic;
  std::uint32_t surges = 0;  ///< of demand
  std::uint32_t open_surges = 0;
  Load upstream;  ///< all departments together, whatever the report is about
  Load unattributed;
  ServiceShare service;
  std::vector<NamedLoad> departments;  ///< most calls first
  std::vector<DatedLoad> days;
  std::vector<DatedLoad> weeks;
  std::vector<NamedLoad> stages;
  std::vector<NamedLoad> components;
  std::vector<IncidentLoad> incidents;  ///< most calls first
  std::vector<Story> stories;
  std::vector<Request> requests;
  std::vector<Effect> effects;
  std::vector<Warning> warnings;
  std::vector<Suggestion> suggestions;
  Calibration calibration;
  std::vector<BlindTime> blind;
};

}  // namespace holdwatch::report
