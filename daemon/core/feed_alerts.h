#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "core/queue_table.h"
#include "model/alert.h"
#include "model/call_event.h"
#include "model/settings.h"

namespace holdwatch::core {

/// What is told of the feeds themselves: a feed that is down or fell silent, which is never shown
/// as calm, and one that lost messages. Queues of a feed that isn't seen are unknown: nothing is
/// learned of them meanwhile, and no surge of theirs opens or ends.
class FeedAlerts {
 public:
  using Tell = std::function<void(const AlertChange&)>;

  /// `settings` and `queues` must outlive this.
  FeedAlerts(const Settings& settings, const QueueTable& queues, Tell tell)
      : settings_(settings), queues_(queues), tell_(std::move(tell)) {}

  /// Something came from the source; true when that ended its silence.
  bool heard(SourceId source, Time now);
  /// Nothing has come from the source for longer than feeds may be silent.
  bool quiet(SourceId source, Time now) const;
  /// The feed is neither down nor taken for dead.
  bool seen(SourceId source) const;
  /// Since when the feed has been seen without a break; what is older was learned belatedly.
  Time seen_since(SourceId source) const;
  void missed(SourceId source, std::uint64_t count, Time now);
  void up(SourceId source, bool is_up, Time now);
  /// Until up(): whatever it may tell, nobody hears it. That is told as no fault of the feed.
  void unheard(SourceId source, Time now);
  /// Looks for feeds that fell silent, and ends alerts about gaps.
  void look(Time now);

  template <class Archive>
  void serialize(Archive& archive) {
    archive(feeds_);
  }

 private:
  struct Feed {
    std::optional<Time> heard;
    Time seen_since = Time::min();
    std::optional<Time> down_since;
    bool is_unheard = false;
    std::optional<AlertChange> silence;  ///< the open alert
    std::optional<AlertChange> gap;      ///< likewise

    template <class Archive>
    void serialize(Archive& archive) {
      archive(heard, seen_since, down_since, is_unheard, silence, gap);
    }
  };

  Feed& of(SourceId source);
  bool went_dark(SourceId source, const Queue& queue, Time now) const;
  void go_dark(SourceId source, Time now);
  void see(SourceId source, bool is_seeing, Time now);
  void blind(SourceId source, Time from, Time to);
  void end(std::optional<AlertChange>& alert, std::string data, Time now);
  AlertChange opened(AlertKind kind, SourceId source, Time now) const;
  std::string name(SourceId source) const;

  const Settings& settings_;
  const QueueTable& queues_;
  Tell tell_;
  std::vector<Feed> feeds_;  ///< by source
};

}  // namespace holdwatch::core
