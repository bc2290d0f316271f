// Every suspect is tried alone; then the best sets are widened by those suspects that would explain
// best what is left, as long as there is something to gain. A set's probability is its prior times
// its evidence to the power of the temperature: one member must have begun the surge, the others
// may have joined at any time since.
#include "core/causes/cause_sets.h"

#include <algorithm>
#include <cmath>

#include "core/causes/normal.h"

namespace holdwatch::core {

namespace {

constexpr std::size_t kWidenedBy = 4;  // suspects tried beside a set
constexpr std::size_t kWidenedSets = 2;
constexpr double kNoticed = 3;  // standard deviations that half of all alarms need
constexpr double kNegligible = 0.002;
constexpr Visits kCostOfAPart = 2;  // of a set's intensity, at one call in one pass

bool more_probable(const CauseSet& a, const CauseSet& b) {
  return a.probability > b.probability;
}

bool same_members(const CauseSet& a, const CauseSet& b) {
  return a.size == b.size && a.members == b.members;
}

CauseSet take_last(std::vector<CauseSet>& sets) {
  const CauseSet last = sets.back();
  sets.pop_back();
  return last;
}

void normalise(std::vector<CauseSet>& sets) {
  double sum = 0;
  for (const CauseSet& set : sets) sum += set.probability;
  for (CauseSet& set : sets) set.probability /= sum;
}

double probability_without(const std::vector<CauseSet>& sets, const CauseSet& set,
                           std::size_t member) {
  CauseSet without;
  for (std::size_t i : set.suspects()) {
    if (i != member) without.members[without.size++] = i;
  }
  const auto it = std::find_if(sets.begin(), sets.end(),
                               [&](const CauseSet& s) { return same_members(s, without); });
  return it == sets.end() ? -HUGE_VAL : it->probability;
}

}  // namespace

bool CauseSet::contains(std::size_t suspect) const {
  return std::find(members.begin(), members.begin() + static_cast<std::ptrdiff_t>(size), suspect) !=
         members.begin() + static_cast<std::ptrdiff_t>(size);
}

CauseSets::CauseSets(const std::vector<Suspect>& suspects, UsualCalls usual, double extra_calls,
                     double temperature, const Rulings& rulings)
    : suspects_(suspects),
      usual_(usual),
      extra_calls_(extra_calls),
      temperature_(temperature),
      rulings_(rulings) {
  for (std::size_t i = suspects.size(); i-- > 0;) propose({.members = {i}, .size = 1});
}

Visits CauseSets::step() {
  while (proposed_.empty() && to_widen_.empty()) {
    if (size_ == kMaxSources) return 0;
    to_widen_ = best(size_++);
  }
  return proposed_.empty() ? widen(take_last(to_widen_)) : fit(take_last(proposed_));
}

std::vector<CauseSet> CauseSets::take() && {
  heed_rulings();
  drop_idle_late_comers();
  std::stable_sort(sets_.begin(), sets_.end(), more_probable);
  if (sets_.empty()) return {};
  const double top = sets_[0].probability;
  for (CauseSet& set : sets_) set.probability = std::exp(set.probability - top);
  normalise(sets_);
  return std::move(sets_);
}

void drop_negligible(std::vector<CauseSet>& sets) {
  std::erase_if(sets, [](const CauseSet& s) { return s.probability < kNegligible; });
  normalise(sets);
}

void CauseSets::propose(CauseSet set) {
  std::sort(set.members.begin(), set.members.begin() + static_cast<std::ptrdiff_t>(set.size));
  const auto same = [&](const CauseSet& other) { return same_members(other, set); };
  if (std::any_of(sets_.begin(), sets_.end(), same)) return;
  if (std::any_of(proposed_.begin(), proposed_.end(), same)) return;
  const double prior = prior_of(set);
  if (prior <= 0) return;
  set.log_prior = std::log(prior);
  proposed_.push_back(set);
}

Visits CauseSets::fit(CauseSet set) {
  std::array<const Source*, kMaxSources> sources{};
  for (std::size_t k = 0; k < set.size; ++k) sources[k] = &suspects_[set.members[k]].source;
  set.fit = fit_sources(usual_, {sources.data(), set.size}, extra_calls_);
  set.log_prior += std::log(noticed(set));
  set.probability = set.log_prior + temperature_ * set.fit.log_evidence;
  sets_.push_back(set);
  return kCostOfAPart * set.fit.passes * (set.size + 1) * (sources[0]->likelihood_ratio.size() + 1);
}

/// Probability that so many calls from a real cause raise an alarm. An alarm over a few calls is
/// likelier chance than a cause that hardly makes itself heard.
double CauseSets::noticed(const CauseSet& set) const {
  double calls = 0;
  bool real = false;
  for (std::size_t k = 0; k < set.size; ++k) {
    if (suspects_[set.members[k]].is_chance) continue;
    real = true;
    calls += set.fit.calls[k];
  }
  if (!real) return 1;
  const double level = usual_.level_sd * usual_.expected;
  const double noise = std::sqrt(usual_.expected + level * level + 1);
  return std::max(normal_below(calls / noise, kNoticed), 1e-3);
}

double CauseSets::prior_of(const CauseSet& set) const {
  if (names_one_twice(set)) return 0;
  double sum = 0;
  for (std::size_t opener : set.suspects()) {
    double p = suspects_[opener].opens;
    for (std::size_t other : set.suspects()) {
      if (other != opener) p *= suspects_[other].joins;
    }
    sum += p;
  }
  return sum;
}

/// As it was reported, and with a corrected scope: only one of these can be.
bool CauseSets::names_one_twice(const CauseSet& set) const {
  for (std::size_t k = 1; k < set.size; ++k) {
    const IncidentSnapshot* incident = suspects_[set.members[k]].incident;
    for (std::size_t j = 0; j < k && incident != nullptr; ++j) {
      if (suspects_[set.members[j]].incident == incident) return true;
    }
  }
  return false;
}

/// The best set, and beside it the best of reported suspects only (else the second best).
std::vector<CauseSet> CauseSets::best(std::size_t size) const {
  std::vector<CauseSet> found;
  for (const CauseSet& set : sets_) {
    if (set.size == size) found.push_back(set);
  }
  std::stable_sort(found.begin(), found.end(), more_probable);
  // Two reported causes at once can look like one unreported cause with a wide scope.
  const auto reported =
      std::find_if(found.begin(), found.end(), [&](const CauseSet& s) { return all_reported(s); });
  if (reported != found.end() && reported != found.begin()) std::swap(found[1], *reported);
  if (found.size() > kWidenedSets) found.resize(kWidenedSets);
  return found;
}

bool CauseSets::all_reported(const CauseSet& set) const {
  const auto members = set.suspects();
  return std::all_of(members.begin(), members.end(),
                     [&](std::size_t i) { return suspects_[i].incident != nullptr; });
}

/// Proposes the suspects that would gain most from the calls that the set explains worst.
Visits CauseSets::widen(const CauseSet& set) {
  std::vector<std::pair<double, std::size_t>> gains;
  const std::vector<float> explained = explained_by(set);
  for (std::size_t i = 0; i < suspects_.size(); ++i) {
    if (set.contains(i) || suspects_[i].joins <= 0) continue;
    const double gain = gain_beside(explained, suspects_[i]);
    if (gain > 0) gains.emplace_back(gain, i);
  }
  std::stable_sort(gains.begin(), gains.end(),
                   [](const auto& a, const auto& b) { return a.first > b.first; });
  if (gains.size() > kWidenedBy) gains.resize(kWidenedBy);
  for (const auto& [gain, i] : gains) {
    CauseSet wider = set;
    wider.members[wider.size++] = i;
    propose(wider);
  }
  return 3 * suspects_.size() * (explained.size() + 1);
}

/// Per call, one over its intensity under the set (relative to the usual).
std::vector<float> CauseSets::explained_by(const CauseSet& set) const {
  std::vector<float> sum(suspects_[0].source.likelihood_ratio.size(), 1);
  for (std::size_t k = 0; k < set.size; ++k) {
    const auto size = static_cast<float>(set.fit.calls[k]);
    const std::vector<float>& ratio = suspects_[set.members[k]].source.likelihood_ratio;
    for (std::size_t c = 0; c < sum.size(); ++c) sum[c] += size * ratio[c];
  }
  for (float& s : sum) s = 1 / s;
  return sum;
}

double CauseSets::gain_beside(const std::vector<float>& explained, const Suspect& suspect) const {
  std::vector<float> ratio = suspect.source.likelihood_ratio;
  for (std::size_t c = 0; c < ratio.size(); ++c) ratio[c] *= explained[c];
  const double best =
      std::max(log_likelihood(ratio, extra_calls_ / 3), log_likelihood(ratio, extra_calls_ / 12));
  return std::log(suspect.joins) + temperature_ * best + 3;
}

/// What a person has confirmed has a part in every set.
void CauseSets::heed_rulings() {
  for (std::size_t i = 0; i < suspects_.size(); ++i) {
    const IncidentSnapshot* incident = suspects_[i].incident;
    if (incident == nullptr || !rulings_.is_confirmed(incident->id)) continue;
    std::erase_if(sets_, [&](const CauseSet& set) { return !set.contains(i); });
  }
}

/// Whoever began after the onset must be needed: a set with such a member counts only when it is
/// more probable than without.
void CauseSets::drop_idle_late_comers() {
  const std::vector<CauseSet> all = sets_;
  std::erase_if(sets_, [&](const CauseSet& set) {
    const auto members = set.suspects();
    return std::any_of(members.begin(), members.end(), [&](std::size_t late) {
      return suspects_[late].opens <= 0 && set.probability <= probability_without(all, set, late);
    });
  });
}

}  // namespace holdwatch::core
