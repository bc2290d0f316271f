#pragma once

#include <optional>
#include <vector>

#include "model/call_event.h"
#include "model/time.h"

namespace holdwatch::core {

/// Tells a feed that went quiet from calm: a feed is silent when nothing at all has come from it
/// for the configured time while, by the baselines of its queues, calls were due with near
/// certainty.
class FeedWatch {
 public:
  /// So many calls expected and none come: by chance once in twenty thousand times.
  static constexpr double kExpectedCalls = 10;

  /// Something came from the source. True when that ends a silence.
  bool heard(SourceId source, Time now);
  /// `expected` calls were due from the source since the last look. True when that makes it
  /// silent.
  bool missed_calls(SourceId source, double expected, Time now, Duration patience);

  bool silent(SourceId source) const { return source < feeds_.size() && feeds_[source].silent; }
  /// Calls that were due since something was last heard.
  double expected(SourceId source) const { return feeds_[source].expected; }
  std::optional<Time> last_heard(SourceId source) const;
  std::size_t sources() const { return feeds_.size(); }

 private:
  struct Feed {
    std::optional<Time> last;
    double expected = 0;
    bool silent = false;
  };
  std::vector<Feed> feeds_;
};

}  // namespace holdwatch::core
