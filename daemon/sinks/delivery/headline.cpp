#include "sinks/delivery/headline.h"

#include <fmt/format.h>

#include <cmath>

namespace holdwatch {

namespace {

std::string beyond_usual(const AlertChange& change) {
  if (!change.excess_calls || change.excess_calls->estimate < 1) return "";
  return fmt::format(": {:.0f} beyond the usual", std::round(change.excess_calls->estimate));
}

std::string surge_in_words(const AlertChange& change) {
  const std::string_view where = subject(change);
  if (change.driver == Driver::staffing) {
    return fmt::format("Callers of {} wait: fewer agents serve than usual", where);
  }
  if (change.driver == Driver::handle_time) {
    return fmt::format("Callers of {} wait: conversations take longer than usual", where);
  }
  return fmt::format("More calls than usual in {}{}", where, beyond_usual(change));
}

std::string long_hold_in_words(const AlertChange& change) {
  const auto minutes = static_cast<int>(change.longest_wait_seconds / 60);
  return change.status == AlertStatus::resolved
             ? fmt::format("Nobody holds too long any more in {}", change.queue)
             : fmt::format("A caller has held for {} in {}",
                           minutes < 1 ? fmt::format("{:.0f} s", change.longest_wait_seconds)
                                       : fmt::format("{} min", minutes),
                           change.queue);
}

std::string silence_in_words(const AlertChange& change) {
  if (change.queue.empty()) {
    return fmt::format("The feed {} is silent: its queues are unknown", subject(change));
  }
  const bool is_some = change.pattern == "collapse";
  return (is_some ? "Far fewer calls than usual come to " : "No calls come to ") + change.queue;
}

std::string in_words(const AlertChange& change) {
  switch (change.kind) {
    case AlertKind::long_hold:
      return long_hold_in_words(change);
    case AlertKind::silence:
      return silence_in_words(change);
    case AlertKind::feed_gap:
      return fmt::format("The feed {} has lost messages", subject(change));
    case AlertKind::early_warning:
      return fmt::format("Calls are to be expected in {}", change.queue);
    default:
      return surge_in_words(change);
  }
}

std::string_view news(const Notice& notice) {
  if (notice.is_test) return "TEST: ";
  if (notice.is_retraction) return "No longer suspected: ";
  if (notice.change.status == AlertStatus::resolved) return "Over: ";
  return notice.change.status == AlertStatus::updated ? "Update: " : "";
}

}  // namespace

std::string headline(const Notice& notice) {
  const std::string what =
      notice.is_test ? "Holdwatch tries this channel" : in_words(notice.change);
  return std::string(news(notice)) + what;
}

std::string link_to(const std::string& public_url, const AlertChange& change) {
  const std::string_view slash = public_url.ends_with('/') ? "" : "/";
  return fmt::format("{}{}?alert={}", public_url, slash, change.id);
}

Notice test_notice(Time now) {
  Notice notice;
  notice.is_test = true;
  notice.key = "test";
  notice.change.time = notice.change.opened = now;
  notice.change.id = "test";
  notice.change.queue = "test";
  notice.change.story = "This is a test: nothing has happened.";
  notice.change.data = "No caller waits because of it.";
  notice.change.request = "Nothing is asked of you.";
  return notice;
}

}  // namespace holdwatch
