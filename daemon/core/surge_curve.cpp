// Detection remembers calls and what was usual of them by quarters of an hour. The queue remembers
// the minutes of the last four hours: within those a quarter is told in three steps, over which
// what was usual of it is spread evenly.
#include "core/surge_curve.h"

#include <algorithm>

namespace holdwatch::core {

namespace {

constexpr Duration kCurveBefore = std::chrono::hours{1};  // of the onset, for comparison
constexpr Duration kCurveStep = std::chrono::minutes{5};

void add_steps(std::vector<ExpectedCalls>& calls, const ExpectedBlock& block,
               const RecentTally& recent) {
  const double whole = to_seconds(block.to - block.from);
  for (Time from = block.from; from < block.to; from += kCurveStep) {
    const Time to = std::min(from + kCurveStep, block.to);
    calls.push_back({from, to, block.expected_calls * to_seconds(to - from) / whole,
                     recent.between(from, to - Duration{1}).offered});
  }
}

SurgeCurve curve_of(const Queue& queue, const Surge& surge, Time now) {
  SurgeCurve curve{queue.surge->told.id, queue.detector.spread(), {}};
  const Time from = std::min(surge.onset.low, surge.onset.estimate) - kCurveBefore;
  for (const ExpectedBlock& b : queue.detector.expected_blocks(from, now)) {
    if (b.open_minutes <= 0) continue;
    if (b.from + RecentTally::kReach > now) {
      add_steps(curve.calls, b, queue.recent);
    } else {
      curve.calls.push_back({b.from, b.to, b.expected_calls, b.offered});
    }
  }
  return curve;
}

}  // namespace

std::vector<SurgeCurve> surge_curves(const QueueTable& queues, Time now) {
  std::vector<SurgeCurve> curves;
  const auto add = [&](const Queue& queue) {
    const Surge* surge = queue.detector.surge();
    if (surge == nullptr || !queue.surge || !queue.surge->announced) return;
    if (curves.size() < kMostCurves) curves.push_back(curve_of(queue, *surge, now));
  };
  for (const Queue* group : queues.groups()) add(*group);
  for (const Queue* queue : queues.all()) add(*queue);
  return curves;
}

}  // namespace holdwatch::core
