#pragma once

#include <optional>
#include <utility>
#include <vector>

#include "model/call_event.h"
#include "model/time.h"

namespace holdwatch::core {

/// When something was last heard from each feed, and which of them have been found silent.
class FeedWatch {
 public:
  /// Something came from the source. True when that ends a silence.
  bool heard(SourceId source, Time now) {
    if (source >= feeds_.size()) feeds_.resize(source + std::size_t{1});
    feeds_[source].last = now;
    return std::exchange(feeds_[source].silent, false);
  }
  void fell_silent(SourceId source) { feeds_[source].silent = true; }

  bool silent(SourceId source) const { return source < feeds_.size() && feeds_[source].silent; }
  /// How long nothing has come; nothing at all when nothing ever did.
  Duration quiet_for(SourceId source, Time now) const {
    const std::optional<Time> last = last_heard(source);
    return last ? now - *last : Duration::zero();
  }
  std::optional<Time> last_heard(SourceId source) const {
    return source < feeds_.size() ? feeds_[source].last : std::nullopt;
  }

 private:
  struct Feed {
    std::optional<Time> last;
    bool silent = false;
  };
  std::vector<Feed> feeds_;
};

}  // namespace holdwatch::core
