#include "benchmark/detection/judgement.h"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

namespace holdwatch::bench {

namespace {

constexpr Duration kBelow = std::chrono::hours{1};
constexpr Duration kGrace = std::chrono::minutes{15};

}  // namespace

std::vector<double> scores(Comparator& comparator, const Recording& recording) {
  std::vector<double> result;
  result.reserve(recording.bins.size());
  for (const Bin& bin : recording.bins) result.push_back(comparator.score(bin));
  return result;
}

Alarms alarms(const Recording& recording, const std::vector<double>& scores, double threshold) {
  Alarms result;
  for (std::size_t i = 0; i < scores.size(); ++i) {
    if (scores[i] < threshold) continue;
    const Time t = recording.bin_ends[i];
    if (result.empty() || t > result.back().to) result.push_back({t, {}});
    result.back().to = t + kBelow;
  }
  return result;
}

int false_alarms(const Alarms& alarms, const std::vector<Span>& surges, Time since) {
  return static_cast<int>(std::count_if(alarms.begin(), alarms.end(), [&](const Span& alarm) {
    const bool is_explained = std::any_of(surges.begin(), surges.end(), [&](const Span& surge) {
      return Span{surge.from, surge.to + kGrace}.holds(alarm.from);
    });
    return alarm.from >= since && !is_explained;
  }));
}

void Recall::add(const Alarms& alarms, const std::vector<Span>& surges) {
  for (const Span& surge : surges) {
    const bool was_on = std::any_of(alarms.begin(), alarms.end(), [&](const Span& alarm) {
      return alarm.from < surge.from && alarm.to > surge.from;
    });
    if (was_on) continue;
    ++asked;
    const auto first = std::find_if(alarms.begin(), alarms.end(), [&](const Span& alarm) {
      return surge.from <= alarm.from && alarm.from <= surge.to;
    });
    if (first == alarms.end()) continue;
    delays.push_back(to_minutes(first->from - surge.from));
    for (std::size_t i = 0; i < kHorizons.size(); ++i) met[i] += delays.back() <= kHorizons[i];
  }
}

std::string Recall::text() const {
  return fmt::format("{:.0f}/{:.0f}/{:.0f}/{:.0f}", percent(0), percent(1), percent(2), percent(3));
}

double Recall::mean_delay() const {
  return std::accumulate(delays.begin(), delays.end(), 0.0) / static_cast<double>(delays.size());
}

double tune(const std::function<double(double)>& rate, double wanted, double low, double high,
            int steps) {
  for (int i = 0; i < steps; ++i) {
    const double middle = (low + high) / 2;
    (rate(middle) > wanted ? low : high) = middle;
  }
  return high;
}

}  // namespace holdwatch::bench
