#pragma once

#include <functional>
#include <map>
#include <string>
#include <utility>

#include "core/causes/cause_finder.h"
#include "core/causes/outlook.h"
#include "core/queue_table.h"
#include "model/alert.h"
#include "model/call_forecast.h"
#include "model/settings.h"
#include "model/surge_account.h"

namespace holdwatch::core {

/// Tells a queue of the calls that a reported incident is about to make there, as long as they are
/// beyond its usual noise: one alert for an incident and queue. It is resolved when the calls have
/// come or their time has passed, and its forecast is then held against what came.
class EarlyWarnings {
 public:
  struct Outlets {
    std::function<void(const AlertChange&)> tell;
    std::function<void(const CallForecast&)> forecast;
  };

  /// All must outlive this.
  EarlyWarnings(const Settings& settings, const CauseFinder& causes, const QueueTable& queues,
                Outlets outlets)
      : settings_(settings), causes_(causes), queues_(queues), outlets_(std::move(outlets)) {}

  /// An incident was reported, or more is known of it.
  void reported(const IncidentSnapshot& incident, Time now);
  /// A surge was told: its causes may make calls in other queues too.
  void surge_told(const AlertChange& surge);
  /// A surge ended: what its causes made in its queue is known.
  void accounted(const SurgeAccount& account);
  /// Ends those whose time has passed.
  void look(Time now);

  template <class Archive>
  void serialize(Archive& archive) {
    archive(warnings_);
  }

 private:
  using Key = std::pair<std::string, std::string>;  // incident, queue
  struct Warning {
    AlertChange told;
    CallForecast forecast;
    Time expires;

    template <class Archive>
    void serialize(Archive& archive) {
      archive(told, forecast, expires);
    }
  };

  void consider(const IncidentSnapshot& incident, double makes_calls, Time now);
  void consider(const IncidentSnapshot& incident, const Category& category, const Outlook& outlook,
                const Queue& queue, Time now);
  void update(Warning& warning, const IncidentSnapshot& incident, const Category& category,
              const Outlook& outlook, const Queue& queue, Time now);
  void resolve(Warning& warning, std::string data, Time now);
  void score(Warning& warning, const Estimate& came, Time now);

  const Settings& settings_;
  const CauseFinder& causes_;
  const QueueTable& queues_;
  Outlets outlets_;
  std::map<Key, Warning> warnings_;
};

}  // namespace holdwatch::core
