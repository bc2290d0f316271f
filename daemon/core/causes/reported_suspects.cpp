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
constexpr std::size_t kPassesOfALook = 4;  // a look costs as much as so many visits to each call
constexpr double kReportedSizeSd = 1.3;    // of the logarithm, around affected times contact rate
constexpr double kUnknownSizeSd = 1.5;     // around what came
constexpr double kMeanHours = 5;           // mean length of a cause's calls
constexpr double kConfirmed = 0.5;         // what a person confirmed needs no prior

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

bool ReportedSuspects::step(std::size_t visits) {
  if (gathered_ < registry_.all().size()) {
    gather();
    return false;
  }
  const std::size_t cost = kPassesOfALook * (window_.calls() + 1);
  const std::size_t until =
      std::min(suspects_.size(), looked_at_ + std::max<std::size_t>(1, visits / cost));
  for (; looked_at_ < until; ++looked_at_) look(suspects_[looked_at_]);
  return looked_at_ == suspects_.size();
}

std::vector<Suspect> ReportedSuspects::take(std::size_t most) && {
  keep_first(suspects_, most,
             [](const Suspect& a, const Suspect& b) { return a.first_look > b.first_look; });
  for (std::size_t i = suspects_.size(); i-- > 0;) {
    if (auto better = corrected(suspects_[i])) suspects_.push_back(*std::move(better));
  }
  return std::move(suspects_);
}

/// Reports name wrong values at times: the calls show which it was, and cluster on another one.
std::optional<Suspect> ReportedSuspects::corrected(const Suspect& suspect) const {
  std::optional<Suspect> best;
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
    look_at(s);
    if (s.first_look > suspect.first_look && (!best || s.first_look > best->first_look)) best = s;
  }
  return best;
}

void ReportedSuspects::gather() {
  const auto& all = registry_.all();
  const std::size_t until = std::min(all.size(), gathered_ + kGatheredAtOnce);
  for (; gathered_ < until; ++gathered_) {
    if (!is_out(all[gathered_])) suspects_.push_back(make(all[gathered_]));
  }
  keep_first(suspects_, kMostLooked,
             [](const Suspect& a, const Suspect& b) { return a.joins > b.joins; });
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

void ReportedSuspects::look(Suspect& suspect) const {
  suspect.scope = scope_of(*suspect.incident);
  look_at(suspect);
}

void ReportedSuspects::look_at(Suspect& suspect) const {
  const Duration charged = surge_.open_between(suspect.incident->started, window_.to);
  suspect.look(window_, belief_, std::max(surge_.excess_calls.estimate, 3.0) / window_.thinning,
               std::clamp(to_minutes(charged) / window_.open_minutes, 0.01, 1.0));
  if (surge_.rulings.is_confirmed(suspect.incident->id)) suspect.first_look = HUGE_VAL;
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
