#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "model/alert.h"
#include "model/snapshot.h"
#include "simulation/tally.h"
#include "sinks/delivery/delivery_queue.h"
#include "sinks/delivery/pace.h"
#include "sinks/webhook/subscription.h"
#include "sources/demo/random.h"

namespace holdwatch::simulation {

/// Somebody to whom alerts are posted: away for minutes or hours, slow, and now and then his answer
/// is lost. What a daemon keeps for him is the webhooks' own subscription, queue and pace. He
/// outlives the daemons; what one of them still owed him when it died the next one has to tell.
class Receiver {
 public:
  Receiver(std::uint64_t seed, Tally& tally);

  /// A daemon begins, or is no more.
  void attach();
  void detach();
  /// A daemon ends cleanly: what is owed is tried once more.
  void close(Time now);
  /// Ids of alerts.
  std::vector<std::string> owed();

  void tell(const AlertChange& change, Time now);
  /// As the daemon stands.
  void see(const Snapshot& snapshot);

  /// When something is sent or answered next; Time::max(): nothing is owed.
  Time next() const { return next_; }
  void go_on(Time now);

  /// What was told may be void.
  void doubt() { told_.clear(); }
  /// Unless something is still owed, he has the last of every alert that he was told of.
  void check(const Snapshot& snapshot) const;

 private:
  /// What a daemon keeps for him.
  struct Outbox {
    explicit Outbox(int messages_per_minute)
        : subscription({}), queue(Duration{}), pace(messages_per_minute) {}

    webhook::Subscription subscription;
    DeliveryQueue queue;
    Pace pace;
  };
  struct Held {
    Time time;
    bool is_over = false;
  };

  void send(Time now);
  void answer(Time now);
  void receive(const Notice& notice);
  void plan_next(Time now);
  bool is_away(Time now);
  std::vector<DeliveryQueue::Parcel> everything_owed();

  demo::Random random_;
  Tally& tally_;
  int messages_per_minute_;
  double mean_presence_;  ///< in seconds
  Time away_from_ = Time::min();
  Time away_until_ = Time::min();
  std::optional<Outbox> outbox_;  ///< of the daemon that runs
  bool knows_what_was_open_ = false;
  std::vector<DeliveryQueue::Parcel> on_their_way_;
  Outstanding outstanding_;
  Time next_ = Time::max();
  std::map<std::string, Held> held_;  ///< by the alert's id
  std::set<std::string> told_;        ///< ids of what he has to have in the end
};

}  // namespace holdwatch::simulation
