#include "core/queue.h"

namespace holdwatch::core {

namespace {
constexpr Duration kCourseKept = std::chrono::hours{1};
}

void note_course(Queue& queue, const Course& course, Time now) {
  Tally wait;
  wait.ended = 1;
  wait.over_limit = course.wait > queue.settings.long_hold;
  wait.abandoned = course.outcome == Outcome::abandoned;
  wait.wait_seconds = to_seconds(course.wait);
  queue.recent.at(now) += wait;
  if (queue.surge) {
    queue.surge->tally += wait;
  } else {
    queue.usual_burden.wait_ended(course.wait, wait.abandoned != 0);
  }
  const bool stale = !queue.surge && queue.worst_at + kCourseKept < now;
  if (course.wait < queue.worst.wait && !stale) return;
  queue.worst = course;
  queue.worst_at = now;
}

}  // namespace holdwatch::core
