// Each set of causes says how many calls each party made, give or take; a party's own figure is the
// mixture of these over the sets, with zero where it takes no part. The main cause of a set is the
// member that made most calls, as far as the spread of the counts can tell. Intervals are quantiles
// of the mixtures.
#include "core/causes/account.h"

#include <algorithm>
#include <cmath>

#include "core/causes/call_mixture.h"
#include "core/causes/normal.h"

namespace holdwatch::core {

namespace {

struct Party {
  const IncidentSnapshot* incident = nullptr;
  double main = 0;
  std::vector<CallCount> parts{};
};

/// The mixture, in real calls.
Estimate in_calls(const std::vector<CallCount>& parts, double thinning) {
  const Estimate e = summarise(parts);
  return {e.estimate * thinning, e.low * thinning, e.high * thinning};
}

/// Probability that member k made most calls of a set.
std::array<double, kMaxSources> main_members(const SourceFit& fit) {
  std::array<double, kMaxSources> most{};
  double sum = 0;
  for (std::size_t k = 0; k < fit.sources; ++k) {
    most[k] = 1;
    for (std::size_t j = 0; j < fit.sources; ++j) {
      if (j == k) continue;
      const double variance =
          fit.covariance[k][k] + fit.covariance[j][j] - 2 * fit.covariance[k][j];
      most[k] *= normal_below((fit.calls[k] - fit.calls[j]) / std::sqrt(std::max(variance, 0.25)));
    }
    sum += most[k];
  }
  for (double& m : most) m /= sum;
  return most;
}

/// The calls of those members of a set that belong to one party, together.
CallCount part_of(const CauseSet& set, const std::vector<Suspect>& suspects,
                  const IncidentSnapshot* incident) {
  CallCount part{.probability = set.probability};
  double variance = 0;
  for (std::size_t k = 0; k < set.size; ++k) {
    if (suspects[set.members[k]].incident != incident) continue;
    part.mean += set.fit.calls[k];
    for (std::size_t j = 0; j < set.size; ++j) {
      if (suspects[set.members[j]].incident == incident) variance += set.fit.covariance[k][j];
    }
  }
  part.sd = std::sqrt(std::max(variance, 0.0));
  return part;
}

CallCount all_of(const CauseSet& set) {
  CallCount part{.probability = set.probability};
  double variance = 0;
  for (std::size_t k = 0; k < set.size; ++k) {
    part.mean += set.fit.calls[k];
    for (std::size_t j = 0; j < set.size; ++j) variance += set.fit.covariance[k][j];
  }
  part.sd = std::sqrt(std::max(variance, 0.0));
  return part;
}

/// Leaves the main part to those whom a person has confirmed, if there are any.
void heed(const Rulings& rulings, const CauseSet& set, const std::vector<Suspect>& suspects,
          std::array<double, kMaxSources>& main) {
  std::array<double, kMaxSources> confirmed{};
  double sum = 0;
  for (std::size_t k = 0; k < set.size; ++k) {
    const IncidentSnapshot* incident = suspects[set.members[k]].incident;
    if (incident == nullptr || !rulings.is_confirmed(incident->id)) continue;
    sum += confirmed[k] = std::max(main[k], 1e-6);
  }
  if (sum <= 0) return;
  for (std::size_t k = 0; k < set.size; ++k) main[k] = confirmed[k] / sum;
}

void enter(const CauseSet& set, const std::vector<Suspect>& suspects, const Rulings& rulings,
           std::vector<Party>& parties) {
  auto main = main_members(set.fit);
  heed(rulings, set, suspects, main);
  std::vector<const IncidentSnapshot*> entered;
  for (std::size_t k = 0; k < set.size; ++k) {
    const IncidentSnapshot* incident = suspects[set.members[k]].incident;
    auto party = std::find_if(parties.begin(), parties.end(),
                              [&](const Party& p) { return p.incident == incident; });
    if (party == parties.end()) party = parties.insert(parties.end(), {.incident = incident});
    party->main += set.probability * main[k];
    if (std::find(entered.begin(), entered.end(), incident) != entered.end()) continue;
    entered.push_back(incident);
    party->parts.push_back(part_of(set, suspects, incident));
  }
}

}  // namespace

Account settle(const std::vector<CauseSet>& sets, const std::vector<Suspect>& suspects,
               const Rulings& rulings, double thinning) {
  std::vector<Party> parties(1);  // "none" first
  std::vector<CallCount> totals;
  for (const CauseSet& set : sets) {
    enter(set, suspects, rulings, parties);
    totals.push_back(all_of(set));
  }
  Account account;
  for (const Party& p : parties) {
    account.shares.push_back({p.incident, p.main, in_calls(p.parts, thinning)});
  }
  if (sets.empty()) account.shares[0].probability = 1;
  std::stable_sort(account.shares.begin(), account.shares.end(),
                   [](const Share& a, const Share& b) { return a.probability > b.probability; });
  account.total = in_calls(totals, thinning);
  account.total.estimate = 0;
  for (const Share& s : account.shares) account.total.estimate += s.calls.estimate;
  return account;
}

}  // namespace holdwatch::core
