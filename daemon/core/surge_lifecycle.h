#pragma once

#include <functional>
#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "core/causes/cause_finder.h"
#include "core/queue.h"
#include "model/alert.h"
#include "model/settings.h"
#include "model/snapshot.h"
#include "model/surge_account.h"

namespace holdwatch::core {

/// The course of each surge's alert: firing when detection opens it, updated by the update rule,
/// resolved when detection ends it; one alert a surge. Demand surges are put to the cause finder
/// at every look (each minute of the first half hour, then every five) and, for 24 h after their
/// end, at every report that comes late.
class SurgeLifecycle {
 public:
  using Tell = std::function<void(const AlertChange&)>;
  using Enter = std::function<void(const SurgeAccount&)>;

  /// `settings` and `causes` must outlive this.
  SurgeLifecycle(const Settings& settings, CauseFinder& causes, Tell tell, Enter enter)
      : settings_(settings), causes_(causes), tell_(std::move(tell)), enter_(std::move(enter)) {}

  /// Follows what detection says of the queue now. `live`: not history, which is not told.
  void settle(Queue& queue, const Standing& standing, Time now, bool live);
  /// When settle() has something to look at without any event.
  Time next_due(const Queue& queue) const {
    return queue.surge ? queue.surge->next_look : Time::max();
  }
  /// An incident was reported: the surges resolved in the last 24 h are put to it as well.
  void reported(Time now);
  /// The attribution of a surge resolved in the last 24 h; null when `alert` is none.
  const Attribution* closed_attribution(const std::string& alert) const;

  /// Calls of closed surges by (queue, department, category).
  std::vector<AttributedSnapshot> attributed() const;

 private:
  struct Closed {
    QueueId queue;
    AlertChange told;
    SurgeFacts facts;
    UsualBurden usual_burden;
    SurgeAccount account;
    std::vector<ExpectedBlock> blocks;
    double expectation_sd;
    std::function<Duration(Time, Time)> open_between;
    Attribution attribution;
  };
  struct Total {
    double calls = 0;
    double wait_seconds = 0;
  };

  void open(Queue& queue, const Surge& surge, const Standing& standing, Time now, bool live);
  void look(Queue& queue, const Surge& surge, const Standing& standing, Time now, bool live);
  void close(Queue& queue, const Standing& standing, Time now);
  void attribute(Queue& queue, const Surge& surge, Time now);
  AlertChange figures(const Queue& queue, const Surge& surge, const Standing& standing,
                      Time now) const;
  void put_in_words(AlertChange& change, const SurgeFacts& facts) const;
  SurgeFacts facts(const Queue& queue, const Surge& surge, const Standing& standing,
                   Time now) const;
  std::string request(const std::string& queue, const SurgeFacts& facts) const;
  void bank(Queue& queue, const SurgeAccount& account);
  void keep_closed(Queue& queue, const SurgeFacts& facts, Time now);

  const Settings& settings_;
  CauseFinder& causes_;
  Tell tell_;
  Enter enter_;
  std::vector<Closed> closed_;  ///< oldest first
  std::map<std::tuple<std::string, std::string, std::string>, Total> attributed_;
};

}  // namespace holdwatch::core
