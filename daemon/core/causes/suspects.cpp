#include "core/causes/suspects.h"

#include <algorithm>
#include <cmath>

namespace holdwatch::core {

namespace {

using std::chrono::hours;
using std::chrono::minutes;

constexpr Duration kOnsetSlack = minutes{10};
constexpr Duration kLongestClosing = hours{96};
constexpr double kClosedHourWorth = 0.25;  // fewer incidents begin at night
constexpr std::size_t kTopValues = 4;
constexpr Visits kPassesOfALook = 4;  // beside one for each attribute in focus

/// The last moment before `t` at which the queue was open, give or take a quarter of an hour.
Time closed_since(const SurgeEvidence& surge, Time t) {
  const Duration slack = minutes{1};
  Time from = t;
  while (t - from < kLongestClosing && surge.open_between(from - minutes{15}, t) <= slack) {
    from -= minutes{15};
  }
  return from;
}

}  // namespace

std::vector<std::uint32_t> overrepresented(const AttributeColumn& column) {
  std::vector<double> count(column.keys.size());
  for (std::uint32_t v : column.value) count[v] += 1;
  std::vector<std::pair<double, std::uint32_t>> lifts;
  for (std::uint32_t v = 1; v < count.size(); ++v) {
    const double usual = column.usual[v] * column.known;
    if (count[v] <= usual) continue;
    lifts.emplace_back(count[v] * std::log(count[v] / usual) - (count[v] - usual), v);
  }
  std::stable_sort(lifts.begin(), lifts.end(),
                   [](const auto& a, const auto& b) { return a.first > b.first; });
  std::vector<std::uint32_t> top;
  for (std::size_t i = 0; i < std::min(kTopValues, lifts.size()); ++i) {
    top.push_back(lifts[i].second);
  }
  return top;
}

void multiply_in(const Focus& focus, const Belief& belief, std::vector<float>& ratio) {
  const AttributeColumn& column = *focus.column;
  const double missing = 1 - column.coverage;
  const double silent = std::min(belief.silence * missing, 0.5 * (1 + missing));
  const double carrying = (1 - silent) / column.coverage;
  std::vector<float> of_value(column.keys.size(), static_cast<float>(carrying * belief.error_rate));
  of_value[0] = static_cast<float>(silent / missing);
  for (std::uint32_t v : focus.values) {
    const double usual = static_cast<double>(focus.of) * column.usual[v];
    of_value[v] += static_cast<float>(carrying * (1 - belief.error_rate) / usual);
  }
  for (std::size_t c = 0; c < ratio.size(); ++c) ratio[c] *= of_value[column.value[c]];
}

Visits Suspect::look(const SurgeWindow& window, const Belief& belief, double extra_calls,
                     double charged_share) {
  source.likelihood_ratio = window.profile;
  if (incident != nullptr && incident->started > window.from) {
    for (std::size_t c = 0; c < window.calls(); ++c) {
      source.likelihood_ratio[c] *=
          window.times[c] < incident->started ? 0.0F : static_cast<float>(1 / charged_share);
    }
  }
  for (const Focus& focus : scope) multiply_in(focus, belief, source.likelihood_ratio);
  // A lesser share of the calls may fit better when there are several causes.
  fit = std::max(log_likelihood(source.likelihood_ratio, extra_calls),
                 log_likelihood(source.likelihood_ratio, extra_calls / 3));
  first_look = std::log(std::max(opens, 0.1 * joins)) + belief.temperature * fit;
  return (kPassesOfALook + scope.size()) * (window.calls() + 1);
}

OnsetSpan onset_span(const SurgeEvidence& surge) {
  OnsetSpan span{.from = std::min(surge.onset.low, surge.onset.estimate - kOnsetSlack),
                 .to = std::max(surge.onset.high, surge.onset.estimate + kOnsetSlack)};
  // Doors that opened a moment before the onset hid the calls of the hours before.
  const Time doors = closed_since(surge, surge.onset.estimate - kOnsetSlack);
  span.from = std::min(span.from, closed_since(surge, span.from));
  span.from = std::min(span.from, doors);
  const double open = to_minutes(surge.open_between(span.from, span.to)) / 60;
  const double all = to_minutes(span.to - span.from) / 60;
  span.worth_hours = open + kClosedHourWorth * std::max(0.0, all - open);
  return span;
}

}  // namespace holdwatch::core
