#include "core/feed_alerts.h"

#include <fmt/format.h>

#include "core/alerts/alert_id.h"
#include "core/alerts/narrative.h"

namespace holdwatch::core {

namespace {
constexpr Duration kGapRemembered = std::chrono::minutes{15};
}  // namespace

bool FeedAlerts::heard(SourceId source, Time now) {
  Feed& feed = of(source);
  const bool is_back = feed.silence && !feed.down_since;
  if (is_back) {
    end(feed.silence,
        fmt::format("The feed is back; nothing came for {}.", wait_in_words(now - *feed.heard)),
        now);
    see(source, true, now);
  }
  feed.heard = now;
  return is_back;
}

bool FeedAlerts::seen(SourceId source) const {
  if (source >= feeds_.size()) return true;
  return !feeds_[source].down_since && !feeds_[source].silence;
}

Time FeedAlerts::seen_since(SourceId source) const {
  return source < feeds_.size() ? feeds_[source].seen_since : Time::min();
}

bool FeedAlerts::quiet(SourceId source, Time now) const {
  return source < feeds_.size() && feeds_[source].heard &&
         now - *feeds_[source].heard >= settings_.feed_silence;
}

void FeedAlerts::missed(SourceId source, std::uint64_t count, Time now) {
  Feed& feed = of(source);
  if (feed.heard) blind(source, *feed.heard, now);
  const bool first = !feed.gap;
  if (first) feed.gap = opened(AlertKind::feed_gap, source, now);
  feed.gap->time = now;
  feed.gap->data =
      fmt::format("{} of the feed {} were lost; figures of this time may be too low.",
                  count == 1 ? "A message" : fmt::format("{} messages", count), name(source));
  if (first) tell_(*feed.gap);
}

void FeedAlerts::up(SourceId source, bool is_up, Time now) {
  Feed& feed = of(source);
  feed.is_unheard = false;
  if (!is_up) {
    feed.down_since = feed.down_since.value_or(now);
    return see(source, false, now);
  }
  if (!feed.down_since) return;
  if (feed.silence) {
    end(feed.silence,
        fmt::format("The feed is back; it was down for {}.", wait_in_words(now - *feed.down_since)),
        now);
  }
  feed.down_since.reset();
  see(source, true, now);
}

void FeedAlerts::unheard(SourceId source, Time now) {
  Feed& feed = of(source);
  feed.is_unheard = true;
  feed.down_since = feed.down_since.value_or(now);
  see(source, false, now);
}

void FeedAlerts::look(Time now) {
  for (const auto& queue : queues_.all()) {
    const SourceId source = queue->source;
    if (!of(source).silence && went_dark(source, *queue, now)) go_dark(source, now);
  }
  for (Feed& feed : feeds_) {
    if (feed.gap && now - feed.gap->time >= kGapRemembered) {
      end(feed.gap, "No further gap for 15 minutes.", now);
    }
  }
}

/// A feed that is down is missed while its queues are open; one that is up, when calls were due.
bool FeedAlerts::went_dark(SourceId source, const Queue& queue, Time now) const {
  const Feed& feed = feeds_[source];
  if (feed.is_unheard) return false;
  if (!feed.down_since) return quiet(source, now) && queue.detector.silent(now);
  return now - *feed.down_since >= settings_.feed_silence && queue.detector.is_open(now);
}

/// A queue that is silent while its whole feed is quiet is the feed's silence, told once.
void FeedAlerts::go_dark(SourceId source, Time now) {
  Feed& feed = of(source);
  feed.silence = opened(AlertKind::silence, source, now);
  feed.silence->severity = Severity::critical;
  const std::string what =
      feed.down_since
          ? fmt::format("The feed {} has been down for {}.", name(source),
                        wait_in_words(now - *feed.down_since))
          : fmt::format("Nothing has come from the feed {} for {}, though calls were due.",
                        name(source), wait_in_words(now - *feed.heard));
  feed.silence->data = what + " Its queues are unknown, not calm.";
  feed.silence->request = "Operations: mend the telephony feed.";
  if (!feed.down_since) blind(source, *feed.heard, now);
  see(source, false, now);
  tell_(*feed.silence);
}

void FeedAlerts::see(SourceId source, bool is_seeing, Time now) {
  if (is_seeing) of(source).seen_since = now;
  for (const auto& queue : queues_.all()) {
    if (queue->source == source) queue->detector.see(now, is_seeing);
  }
}

void FeedAlerts::blind(SourceId source, Time from, Time to) {
  for (const auto& queue : queues_.all()) {
    if (queue->source == source) queue->detector.blind(from, to);
  }
}

void FeedAlerts::end(std::optional<AlertChange>& alert, std::string data, Time now) {
  AlertChange change = std::move(*alert);
  alert.reset();
  change.time = now;
  change.status = AlertStatus::resolved;
  change.data = std::move(data);
  change.request.clear();
  tell_(change);
}

AlertChange FeedAlerts::opened(AlertKind kind, SourceId source, Time now) const {
  AlertChange change;
  change.time = now;
  change.kind = kind;
  change.id = alert_id(kind, name(source), now);
  change.scope = {{"source", {name(source)}}};
  change.opened = now;
  change.driver = Driver::feed;
  return change;
}

FeedAlerts::Feed& FeedAlerts::of(SourceId source) {
  if (source >= feeds_.size()) feeds_.resize(source + std::size_t{1});
  return feeds_[source];
}

std::string FeedAlerts::name(SourceId source) const {
  return source < settings_.sources.size() ? settings_.sources[source]
                                           : fmt::format("source {}", source + 1);
}

}  // namespace holdwatch::core
