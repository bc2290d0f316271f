#include "core/causes/reported_suspects.h"

#include <algorithm>
#include <cmath>

namespace holdwatch::core {

namespace {

constexpr Duration kLongestLag = std::chrono::hours{30 * 24};
constexpr std::size_t kMostLooked = 150;
constexpr double kSizeSd = 1.3;         // of the logarithm, around affected times contact rate
constexpr double kUnknownSizeSd = 1.5;  // around what came
constexpr double kCourseHours = 5;      // mean length of a cause's calls

std::optional<Focus> focus_on(const AttributeKeys& keys, const SurgeWindow& window,
                              const std::string& name, const std::vector<std::string>& values) {
  const AttributeColumn* column = window.column(keys.find_name(name));
  if (column == nullptr || values.empty()) return std::nullopt;
  Focus focus{.column = column, .values = {}, .of = values.size()};
  for (const std::string& value : values) {
    const AttributeKey key = keys.find(name, value);
    auto it = std::find(column->keys.begin() + 1, column->keys.end(), key);
    if (it == column->keys.end()) continue;
    focus.values.push_back(static_cast<std::uint32_t>(it - column->keys.begin()));
  }
  return focus;
}

template <class Less>
void keep_first(std::vector<Suspect>& suspects, std::size_t most, Less less) {
  std::stable_sort(suspects.begin(), suspects.end(), less);
  if (suspects.size() > most) suspects.resize(most);
}

}  // namespace

double elapsed_share(Duration open) {
  const double hours = std::max(0.25, to_minutes(open) / 60);
  return 1 - std::exp(-hours / kCourseHours);
}

std::vector<Suspect> ReportedSuspects::find(const SurgeEvidence& surge, const SurgeWindow& window,
                                            const OnsetSpan& span, std::size_t most) const {
  std::vector<Suspect> suspects;
  for (const IncidentSnapshot& incident : registry.all()) {
    if (incident.started >= window.to || incident.started < span.from - kLongestLag) continue;
    suspects.push_back(make(incident, surge, window, span));
  }
  keep_first(suspects, kMostLooked,
             [](const Suspect& a, const Suspect& b) { return a.joins > b.joins; });
  for (Suspect& s : suspects) {
    s.scope = scope_of(*s.incident, window);
    const Duration charged = surge.open_between(s.incident->started, window.to);
    s.look(window, std::max(surge.excess_calls.estimate, 3.0) / window.thinning,
           std::clamp(to_minutes(charged) / window.open_minutes, 0.01, 1.0));
  }
  keep_first(suspects, most,
             [](const Suspect& a, const Suspect& b) { return a.first_look > b.first_look; });
  return suspects;
}

Suspect ReportedSuspects::make(const IncidentSnapshot& incident, const SurgeEvidence& surge,
                               const SurgeWindow& window, const OnsetSpan& span) const {
  const CategoryKnowledge& category = knows(incident.category);
  const double here = category.makes_calls() * category.lands_in(surge.queue, surge.queue_name);
  const Time since = incident.started;
  Suspect s{.incident = &incident};
  // Whoever began later did not begin the surge, but may have added to it.
  const bool in_time = since <= surge.onset.high;
  s.opens = in_time ? here * category.lag().mass(span.from - since, span.to - since) : 0;
  s.joins = here * category.lag().mass(span.from - since, window.to - since);
  const double elapsed = elapsed_share(surge.open_between(surge.onset.estimate, window.to));
  const double size = incident.affected
                          ? *incident.affected * category.calls_per_affected() * elapsed
                          : surge.excess_calls.estimate;
  s.source.log_size_mean = std::log(std::max(size, 3.0) / window.thinning);
  s.source.log_size_sd = incident.affected ? kSizeSd : kUnknownSizeSd;
  return s;
}

std::vector<Focus> ReportedSuspects::scope_of(const IncidentSnapshot& incident,
                                              const SurgeWindow& window) const {
  std::vector<Focus> scope;
  for (const auto& [name, values] : incident.scope) {
    if (auto focus = focus_on(keys, window, name, values)) scope.push_back(std::move(*focus));
  }
  const Category* category = registry.category(incident.category);
  if (category == nullptr || incident.scope.contains("reason")) return scope;
  if (auto focus = focus_on(keys, window, "reason", category->reasons)) {
    scope.push_back(std::move(*focus));
  }
  return scope;
}

}  // namespace holdwatch::core
