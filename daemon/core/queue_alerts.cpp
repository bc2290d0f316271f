#include "core/queue_alerts.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/alerts/alert_id.h"

namespace holdwatch::core {

namespace {

constexpr Duration kLately = std::chrono::minutes{15};
constexpr Duration kLastHour = std::chrono::minutes{59};  // whole minutes, with the one under way

Holding holding(const Standing& standing) {
  return {standing.waiting.oldest, standing.held_since};
}

/// Whether more callers than usual at this hour have waited over the limit lately, counting the
/// one who is over it now.
bool beyond_usual(const Queue& queue, Time now) {
  const Tally lately = queue.recent.between(now - kLately, now);
  const double share = (lately.over_limit + 1.0) / (lately.ended + 1.0);
  return share > 2 * queue.detector.usual_share_waiting_over_limit(now) + 0.1;
}

std::string hold_story(const Holding& held, std::string_view phase, Time now) {
  if (phase == "held" && held.held_since) {
    return fmt::format("One caller has been on hold in a conversation for {}.",
                       wait_in_words(now - *held.held_since));
  }
  if (!held.waiting_since) return "";
  return course_in_words({now - *held.waiting_since, std::nullopt, ""});
}

std::string hold_data(const Standing& standing, Time now, Duration limit) {
  if (standing.waiting.callers == 0) {
    return fmt::format("Nobody has waited longer than {} for 15 minutes.", wait_in_words(limit));
  }
  return fmt::format("{} now, the longest for {} (limit {}).",
                     standing.waiting.callers == 1
                         ? "1 caller waits"
                         : fmt::format("{} callers wait", standing.waiting.callers),
                     wait_in_words(standing.longest_wait(now)), wait_in_words(limit));
}

/// Who can do something: the owner of the cause when there is a suspect, else service.
std::string hold_request(const Queue& queue) {
  if (queue.surge && queue.surge->announced) return queue.surge->told.request;
  return "Service: take these callers now, or call them back.";
}

std::string silence_data(const Queue& queue, bool silent, Time now) {
  const double usual = 60 * queue.detector.expected_per_minute(now);
  if (silent) {
    return fmt::format(
        "No call has come for so long that chance does not explain it; about {:.0f} an hour are "
        "usual now.",
        usual);
  }
  return fmt::format(
      "Far fewer calls come than usual: {} in the last hour, where about {:.0f} an hour are usual "
      "now.",
      queue.recent.between(now - kLastHour, now).offered, usual);
}

}  // namespace

void QueueAlerts::settle(Queue& queue, const Standing& standing, Time now, bool feed_quiet) {
  long_hold(queue, standing, now);
  silence(queue, standing, now, feed_quiet);
}

Time QueueAlerts::next_due(const Queue& queue, const Standing& standing) const {
  return queue.long_hold.next_due(holding(standing), queue.settings.long_hold);
}

void QueueAlerts::long_hold(Queue& queue, const Standing& standing, Time now) {
  const Holding held = holding(standing);
  const Duration limit = queue.settings.long_hold;
  if (!queue.long_hold.needs_look(now, held, limit)) return;
  const int reached = queue.long_hold.step();
  const auto status =
      queue.long_hold.advance(now, held, limit, [&] { return beyond_usual(queue, now); });
  if (!status) return;
  AlertChange c = change(AlertKind::long_hold, queue, queue.long_hold.opened(), standing, now);
  c.status = *status;
  c.step = std::max(reached, queue.long_hold.step());  // also of its end
  c.phase = queue.long_hold.phase();
  c.severity = c.step >= 3 ? Severity::critical : Severity::warning;
  c.story = hold_story(held, c.phase, now);
  c.data = hold_data(standing, now, limit);
  if (c.status != AlertStatus::resolved) c.request = hold_request(queue);
  tell_(c);
}

void QueueAlerts::silence(Queue& queue, const Standing& standing, Time now, bool feed_quiet) {
  const bool silent = queue.detector.silent(now);
  const bool too_few = silent || queue.detector.collapsed();
  if (too_few == (queue.silence_told != nullptr)) return;
  if (too_few && feed_quiet) return;
  AlertChange c =
      change(AlertKind::silence, queue, too_few ? now : queue.silence_told->opened, standing, now);
  if (too_few) {
    c.pattern = silent ? "" : "collapse";
    c.data = silence_data(queue, silent, now);
    c.request = "Operations: ring the number of this queue and hear where the call goes.";
    queue.silence_told = std::make_unique<AlertChange>(c);
  } else {
    c.status = AlertStatus::resolved;
    c.pattern = queue.silence_told->pattern;
    c.data = "Calls come again.";
    queue.silence_told.reset();
  }
  tell_(c);
}

AlertChange QueueAlerts::change(AlertKind kind, const Queue& queue, Time opened,
                                const Standing& standing, Time now) const {
  AlertChange c;
  c.time = now;
  c.kind = kind;
  c.id = alert_id(kind, queue.settings.name, opened);
  c.queue = queue.settings.name;
  c.opened = opened;
  c.waiting = standing.waiting.callers;
  c.longest_wait_seconds = to_seconds(standing.longest_wait(now));
  c.expected_wait_seconds =
      queue.rates.expected_wait_seconds(standing.waiting.callers, standing.agents.value_or(0));
  return c;
}

}  // namespace holdwatch::core
