#pragma once

#include <functional>

#include "core/queue.h"
#include "model/alert.h"
#include "model/settings.h"

namespace holdwatch::core {

/// The alerts of a queue that need no cause: long holds, and calls that stopped coming.
class QueueAlerts {
 public:
  using Tell = std::function<void(const AlertChange&)>;

  /// `settings` must outlive this.
  QueueAlerts(const Settings& settings, Tell tell) : settings_(settings), tell_(std::move(tell)) {}

  /// Follows the queue's state now. `feed_quiet`: nothing comes from its feed as a whole, so
  /// that a silence would be the feed's, not the queue's.
  void settle(Queue& queue, const Standing& standing, Time now, bool feed_quiet);
  Time next_due(const Queue& queue, const Standing& standing) const;

 private:
  void long_hold(Queue& queue, const Standing& standing, Time now);
  void silence(Queue& queue, const Standing& standing, Time now, bool feed_quiet);
  AlertChange change(AlertKind kind, const Queue& queue, Time opened, const Standing& standing,
                     Time now) const;

  const Settings& settings_;
  Tell tell_;
};

}  // namespace holdwatch::core
