#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/alerts/long_hold.h"
#include "core/alerts/narrative.h"
#include "core/causes/cause_finder.h"
#include "core/detection/queue_detector.h"
#include "core/ids.h"
#include "core/state/day_figures.h"
#include "core/state/queue_figures.h"
#include "core/state/recent_tally.h"
#include "core/state/service_rates.h"
#include "core/state/usual_burden.h"
#include "model/alert.h"
#include "model/settings.h"

namespace holdwatch::core {

/// Who waits and who serves in a queue at a moment.
struct Standing {
  Waiting waiting;
  std::optional<Time> held_since;  ///< of the caller on hold in a conversation for longest
  std::optional<double> agents;    ///< serving; nullopt: not known

  Duration longest_wait(Time now) const {
    return waiting.oldest ? now - *waiting.oldest : Duration::zero();
  }
};

/// A surge from its opening to its end, as it has been told.
struct OpenSurge {
  AlertChange told;                ///< the last change, told or (in history) kept back
  std::optional<Verdict> verdict;  ///< a person's last word
  Rulings rulings;
  bool announced = false;   ///< its firing was told
  Tally tally;              ///< since the onset
  Attribution attribution;  ///< of the last answer
  Time next_look;
  Driver driver = Driver::demand;  ///< at the last look
  std::uint64_t reports = 0;       ///< the cause finder's, at the last look

  template <class Archive>
  void serialize(Archive& archive) {
    archive(told, verdict, rulings, announced, tally, attribution, next_look, driver, reports);
  }
};

/// Everything that is kept of one queue beside its calls and agents.
struct Queue {
  Queue(QueueId queue, const Settings& all, QueueSettings own, Time first_seen)
      : id(queue),
        settings(std::move(own)),
        figures(to_seconds(settings.service_level_target)),
        detector(all, settings, first_seen) {}

  QueueId id;
  QueueSettings settings;
  SourceId source = 0;                ///< of its last event
  bool is_group = false;              ///< of queues: only detection and causes know anything of it
  std::vector<Queue*> groups;         ///< of a queue: those it belongs to
  std::vector<const Queue*> members;  ///< of a group
  bool left_out = false;              ///< of a queue: its groups do without it for now
  bool members_changed = false;       ///< of a group: another member is left out, or one less
  QueueFigures figures;
  DayFigures today;
  ServiceRates rates;
  UsualBurden usual_burden;
  QueueDetector detector;
  LongHold long_hold;
  std::unique_ptr<AlertChange> silence_told;
  std::unique_ptr<OpenSurge> surge;
  Course worst;  ///< the longest ended wait of the last hour or of the open surge
  Time worst_at;
  Time scheduled = Time::max();  ///< its earliest entry in the engine's agenda

  // Totals of closed surges, for counters that can't go down.
  std::array<std::uint64_t, kDrivers> surges_opened{};
  double surge_excess_calls = 0;
  double unattributed_calls = 0;

  RecentTally recent;  ///< last, since it is large: what every event touches stays together

  /// All that has happened to it: not who it is, nor what the configuration says of it.
  template <class Archive>
  void serialize(Archive& archive) {
    archive(source, left_out, members_changed, figures, today, rates, usual_burden, recent,
            detector, long_hold, silence_told, surge, worst, worst_at, scheduled, surges_opened,
            surge_excess_calls, unattributed_calls);
  }
};

/// A caller of the queue, or of one of a group's, has gone this way until now.
void note_course(Queue& queue, const Course& course, Time now);

}  // namespace holdwatch::core
