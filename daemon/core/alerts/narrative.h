#pragma once

#include <optional>
#include <string>

#include "core/causes/cause_finder.h"
#include "core/detection/queue_detector.h"
#include "core/state/recent_tally.h"
#include "model/settings.h"
#include "model/time.h"

/// The words of an alert: one caller's real course (story), the figures (data). Plain English, no
/// identity, nothing that was not measured.
namespace holdwatch::core {

/// One caller's way through the queue.
struct Course {
  Duration wait{};
  std::optional<Outcome> outcome;  ///< nullopt: still waiting
  std::string about;               ///< what the caller says it is about; may be empty

  template <class Archive>
  void serialize(Archive& archive) {
    archive(wait, outcome, about);
  }
};

struct SurgeFacts {
  Surge surge;
  Time now;
  Tally tally;                 ///< since the onset, or of the hours that are remembered
  bool tally_is_whole = true;  ///< the onset is not longer ago than that
  bool over = false;           ///< the surge has ended
  std::uint32_t waiting = 0;
  Duration longest_wait{};
  std::optional<double> agents;  ///< now
  double usual_agents = 0;       ///< at this hour; 0: not known
  std::optional<Course> course;
  const Attribution* attribution = nullptr;  ///< of demand surges
  const Zone* zone = nullptr;
  std::optional<double> cost_per_minute;
  std::string currency;

  /// All but who made the surge, and what the configuration says.
  template <class Archive>
  void serialize(Archive& archive) {
    archive(surge, now, tally, tally_is_whole, over, waiting, longest_wait, agents, usual_agents,
            course);
  }
};

/// "4 min 12 s"
std::string wait_in_words(Duration d);
/// "09:12 (America/New_York)"
std::string clock_time(Time t, const Zone& zone);

std::string surge_story(const SurgeFacts& facts);
std::string surge_data(const SurgeFacts& facts);
/// What service itself is asked when no department upstream is: about staffing, handle time, or an
/// unknown cause.
std::string service_request(const SurgeFacts& facts);

std::string course_in_words(const Course& course);

}  // namespace holdwatch::core
