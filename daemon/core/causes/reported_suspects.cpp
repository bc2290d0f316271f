// All incidents of the last thirty days are weighed by what their category's lags and queues make
// of the onset; the likeliest of them are held against the calls themselves.
#include "core/causes/reported_suspects.h"

#include <algorithm>
#include <cmath>

namespace holdwatch::core {

namespace {

constexpr Duration kLongestLag = std::chrono::hours{30 * 24};
constexpr std::size_t kMostLooked = 150;
constexpr std::size_t kGatheredAtOnce = 256;
constexpr Visits kCostOfAReport = 100;
constexpr Visits kCostOfAValue = 30;
constexpr double kReportedSizeSd = 1.3;  // of the logarithm, around affected times contact rate
constexpr double kUnknownSizeSd = 1.5;   // around what came
constexpr double kMeanHours = 5;         // mean length of a cause's calls
constexpr double kConfirmed = 0.5;       // what a person confirmed needs no prior

std::optional<Focus> focus_on(const AttributeKeys& keys, const SurgeWindow& window,
                              const std::string& name, const std::vector<std::string>& values) {
  const AttributeColumn* column = window.column(keys.find_name(name));
  if (column == nullptr || values.empty()) return std::nullopt;
  Focus focus{.column = column, .values = {}, .of = values.size()};
  for (const std::string& value : values) {
    const std::uint32_t place = window.place(keys.find(name, value));
    if (place != 0) focus.values.push_back(place);
  }
  return focus;
}

/// The focus with the value that calls cluster on most in place of the one they name least; nothing
/// when calls cluster on no other.
std::optional<Focus> with_another_value(const Focus& focus) {
  std::vector<std::uint32_t> top = overrepresented(*focus.column);
  const auto is_named = [&](std::uint32_t v) {
    return std::find(focus.values.begin(), focus.values.end(), v) != focus.values.end();
  };
  const auto other = std::find_if_not(top.begin(), top.end(), is_named);
  if (other == top.end()) return std::nullopt;
  Focus corrected = focus;
  if (corrected.values.size() == focus.of) {
    std::vector<double> count(focus.column->keys.size());
    for (std::uint32_t v : focus.column->value) count[v] += 1;
    const auto lift = [&](std::uint32_t v) { return count[v] / focus.column->usual[v]; };
    corrected.values.erase(
        std::min_element(corrected.values.begin(), corrected.values.end(),
                         [&](std::uint32_t a, std::uint32_t b) { return lift(a) < lift(b); }));
  }
  corrected.values.push_back(*other);
  return corrected;
}

}  // namespace

double elapsed_share(Duration open) {
  const double hours = std::max(0.25, to_minutes(open) / 60);
  return 1 - std::exp(-hours / kMeanHours);
}

ReportedSuspects::ReportedSuspects(const IncidentRegistry& registry, const AttributeKeys& keys,
                                   const Knowledge& knowledge, const SurgeEvidence& surge,
                                   const SurgeWindow& window, const Belief& belief)
    : registry_(registry),
      keys_(keys),
      knowledge_(knowledge),
      surge_(surge),
      window_(window),
      belief_(belief),
      span_(onset_span(surge)),
      elapsed_(elapsed_share(surge.open_between(surge.onset.estimate, window.to))) {}

Visits ReportedSuspects::step() {
  if (gathered_ < registry_.all().size()) return gather();
  return looked_at_ < suspects_.size() ? look(suspects_[looked_at_++]) : 0;
}

std::vector<Suspect> ReportedSuspects::take(std::size_t most) {
  keep_first(suspects_, most,
             [](const Suspect& a, const Suspect& b) { return a.first_look > b.first_look; });
  return std::move(suspects_);
}

/// The calls show which value it was, and cluster on another one.
Visits ReportedSuspects::correct(const Suspect& suspect, std::vector<Suspect>& suspects) const {
  std::optional<Suspect> best;
  Visits cost = 0;
  for (std::size_t i = 0; i < suspect.scope.size(); ++i) {
    const AttributeColumn& column = *suspect.scope[i].column;
    if (column.name == keys_.find_name("reason")) continue;
    auto other = with_another_value(suspect.scope[i]);
    if (!other) continue;
    Suspect s = suspect;
    s.scope[i] = *std::move(other);
    s.is_corrected = true;
    const double chance = belief_.misreported / static_cast<double>(column.keys.size());
    s.opens *= chance;
    s.joins *= chance;
    cost += look_at(s);
    if (s.first_look > suspect.first_look && (!best || s.first_look > best->first_look)) best = s;
  }
  if (best) suspects.push_back(*std::move(best));
  return cost;
}

Visits ReportedSuspects::gather() {
  const auto& all = registry_.all();
  const std::size_t until = std::min(all.size(), gathered_ + kGatheredAtOnce);
  const Visits cost = kCostOfAReport * (until - gathered_);
  for (; gathered_ < until; ++gathered_) {
    if (!is_out(all[gathered_])) suspects_.push_back(make(all[gathered_]));
  }
  keep_first(suspects_, kMostLooked,
             [](const Suspect& a, const Suspect& b) { return a.joins > b.joins; });
  return cost;
}

bool ReportedSuspects::is_out(const IncidentSnapshot& incident) const {
  if (surge_.rulings.none_of_the_reported || surge_.rulings.is_rejected(incident.id)) return true;
  return incident.started >= window_.to || incident.started < span_.from - kLongestLag;
}

Suspect ReportedSuspects::make(const IncidentSnapshot& incident) const {
  const CategoryKnowledge& category = knowledge_.category(incident.category);
  const double here = category.makes_calls() * category.lands_in(surge_.queue, surge_.queue_name);
  const Time since = incident.started;
  Suspect s{.incident = &incident};
  // Whoever began later did not begin the surge, but may have added to it.
  const bool in_time = since <= surge_.onset.high;
  s.opens = in_time ? here * category.lag().mass(span_.from - since, span_.to - since) : 0;
  s.joins = here * category.lag().mass(span_.from - since, window_.to - since);
  if (surge_.rulings.is_confirmed(incident.id)) s.opens = s.joins = kConfirmed;
  const double size = incident.affected
                          ? *incident.affected * category.calls_per_affected() * elapsed_
                          : surge_.excess_calls.estimate;
  s.source.log_size_mean = std::log(std::max(size, 3.0) / window_.thinning);
  s.source.log_size_sd = incident.affected ? kReportedSizeSd : kUnknownSizeSd;
  return s;
}

Visits ReportedSuspects::look(Suspect& suspect) const {
  suspect.scope = scope_of(*suspect.incident);
  Visits cost = look_at(suspect);
  for (const Focus& focus : suspect.scope) cost += kCostOfAValue * focus.of;
  return cost;
}

Visits ReportedSuspects::look_at(Suspect& suspect) const {
  const Duration charged = surge_.open_between(suspect.incident->started, window_.to);
  const Visits cost =
      suspect.look(window_, belief_, std::max(surge_.excess_calls.estimate, 3.0) / window_.thinning,
                   std::clamp(to_minutes(charged) / window_.open_minutes, 0.01, 1.0));
  if (surge_.rulings.is_confirmed(suspect.incident->id)) suspect.first_look = HUGE_VAL;
  return cost;
}

std::vector<Focus> ReportedSuspects::scope_of(const IncidentSnapshot& incident) const {
  std::vector<Focus> scope;
  for (const auto& [name, values] : incident.scope) {
    if (auto focus = focus_on(keys_, window_, name, values)) scope.push_back(std::move(*focus));
  }
  const Category* category = registry_.category(incident.category);
  if (category == nullptr || incident.scope.contains("reason")) return scope;
  if (auto focus = focus_on(keys_, window_, "reason", category->reasons)) {
    scope.push_back(std::move(*focus));
  }
  return scope;
}

}  // namespace holdwatch::core
