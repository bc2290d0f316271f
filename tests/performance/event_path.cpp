#include "performance/event_path.h"

#include <spdlog/spdlog.h>

#include <algorithm>

#include "performance/busy_centre.h"

namespace holdwatch {

namespace {

constexpr Time kMonday =
    std::chrono::sys_days{std::chrono::year{2026} / 3 / 2} + std::chrono::hours{8};
constexpr std::size_t kCallsLearned = std::chrono::hours{4} / LearnedPath::kGap;

Settings settings() {
  Settings settings{.sources = {"pbx"}};
  settings.limits.queues = 1'000'000;
  return settings;
}

}  // namespace

EventPath::EventPath(Time start)
    : pipeline_(settings(), clock_, BuildInfo{}), source_(pipeline_.add_source("pbx")) {
  spdlog::set_level(spdlog::level::off);
  clock_.time = start;
  source_.up(true);
  pipeline_.turn({});
}

void EventPath::pass_until(Time t) {
  while (clock_.time < t) {
    clock_.time = std::min(clock_.time + Duration{std::chrono::minutes{1}}, t);
    pipeline_.turn({});
  }
}

void EventPath::event(const CallEvent& event) {
  clock_.time = std::max(clock_.time, event.time);
  accepted_ += source_.event(event) == Disposition::accepted;
}

LearnedPath::LearnedPath(std::size_t queues) : morning(kMonday), path(kMonday) {
  const std::size_t a_minute = BusyCentre::kEventsPerCall * queues / 2;
  for (int day = 0; day < 2; ++day) {
    BusyCentre centre(queues);
    const std::size_t calls = kCallsLearned * queues;
    for (const std::string& message : centre.messages(morning, kGap / queues, calls, a_minute)) {
      path.take(message);
      path.turn();
    }
    morning += std::chrono::days{1};
    path.pass_until(morning);
  }
}

}  // namespace holdwatch
