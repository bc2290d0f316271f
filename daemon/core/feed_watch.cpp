#include "core/feed_watch.h"

namespace holdwatch::core {

bool FeedWatch::heard(SourceId source, Time now) {
  if (source >= feeds_.size()) feeds_.resize(source + std::size_t{1});
  Feed& feed = feeds_[source];
  const bool was_silent = feed.silent;
  feed = {now, 0, false};
  return was_silent;
}

bool FeedWatch::missed_calls(SourceId source, double expected, Time now, Duration patience) {
  Feed& feed = feeds_[source];
  if (feed.silent || !feed.last) return false;
  feed.expected += expected;
  feed.silent = feed.expected >= kExpectedCalls && now - *feed.last >= patience;
  return feed.silent;
}

std::optional<Time> FeedWatch::last_heard(SourceId source) const {
  return source < feeds_.size() ? feeds_[source].last : std::nullopt;
}

}  // namespace holdwatch::core
