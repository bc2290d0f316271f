#include "core/causes/inquiry.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace holdwatch::core {

namespace {

constexpr Visits kCostOfAQuestion = 10'000;  // however little there is to search
constexpr Visits kCostOfACall = 50;          // to collect it
constexpr std::size_t kReported = 8;         // suspects that get a full fit
constexpr std::size_t kUnreported = 5;
constexpr double kLeastLevelSd = 0.03;
constexpr double kAlone = 0.95;  // share of the extra calls, to learn what its callers state
// Soon after the onset, the report of its cause may not have come yet: so many times as often as it
// never comes, and half as often every so many minutes.
constexpr double kNotYet = 3;
constexpr double kNotYetHalved = 30;
constexpr double kOwnerShare = 0.5;  // of the unreported probability, that names its owner

/// Calls that the feed didn't see may be the surge's as well.
void widen_for_blindness(Estimate& calls, double blind_share) {
  if (blind_share <= 0) return;
  calls.high += std::max(calls.estimate, 0.0) * blind_share / (1 - std::min(blind_share, 0.8));
}

double blind_minutes_of(const SurgeEvidence& surge) {
  double minutes = 0;
  for (const ExpectedBlock& b : surge.blocks) {
    if (b.blind && b.to > surge.onset.estimate) minutes += b.open_minutes;
  }
  return minutes;
}

std::vector<WeighedIncidents> weighed(const std::vector<CauseSet>& sets,
                                      const std::vector<Suspect>& suspects) {
  std::vector<WeighedIncidents> result;
  for (const CauseSet& set : sets) {
    WeighedIncidents w{{}, set.log_prior, set.fit.log_evidence};
    for (std::size_t i : set.suspects()) {
      if (suspects[i].incident != nullptr) w.incidents.push_back(suspects[i].incident->id);
    }
    result.push_back(std::move(w));
  }
  return result;
}

}  // namespace

Inquiry::Inquiry(CaseFile file, SurgeEvidence surge, Time now)
    : file_(file), surge_(std::move(surge)), now_(now), belief_{file.knowledge.belief()} {}

Visits Inquiry::step() {
  const Visits cost = work();
  if (cost == 0) next_phase();
  return cost;
}

/// Nothing when the phase has come to its end.
Visits Inquiry::work() {
  switch (phase_) {
    case Phase::calls:
      return reported_ ? 0 : collect_calls();
    case Phase::reported:
      return reported_->step();
    case Phase::corrections:
      return correct();
    case Phase::unreported:
      return unreported_->step(file_.settings.categories, file_.keys, file_.records.usual_of_all());
    case Phase::sets:
      return sets_->step();
    case Phase::done:
      break;
  }
  return 0;
}

void Inquiry::next_phase() {
  if (phase_ == Phase::reported) {
    suspects_ = reported_->take(kReported);
    uncorrected_ = suspects_.size();
  } else if (phase_ == Phase::unreported) {
    weigh();
  }
  phase_ = static_cast<Phase>(static_cast<int>(phase_) + 1);
}

Visits Inquiry::collect_calls() {
  const QueueRecords& records = file_.records.of(surge_.queue);
  window_ = make_window(surge_, now_, records.calls, records.usual, file_.records.usual_of_all(),
                        file_.records.one_call(now_));
  const double since_onset = to_minutes(now_ - surge_.onset.estimate);
  reported_.emplace(file_.registry, file_.keys, file_.knowledge, surge_, window_, belief_);
  unreported_.emplace(
      surge_, window_, belief_,
      UnreportedSuspects::Rates{
          .causes_per_open_hour = file_.knowledge.unreported_per_open_hour() *
                                  (1 + kNotYet * std::exp2(-since_onset / kNotYetHalved)),
          .chance_per_open_hour = 60 / file_.settings.detection.false_alarm_open_minutes});
  return kCostOfAQuestion + kCostOfACall * window_.calls();
}

Visits Inquiry::correct() {
  Visits cost = 0;
  while (cost == 0 && uncorrected_ > 0) {
    cost = reported_->correct(suspects_[--uncorrected_], suspects_);
  }
  return cost;
}

void Inquiry::weigh() {
  for (Suspect& s : std::move(*unreported_).take(kUnreported)) suspects_.push_back(std::move(s));
  const UsualCalls usual{.expected = window_.expected,
                         .level_sd = std::max(surge_.expectation_sd, kLeastLevelSd)};
  sets_.emplace(suspects_, usual, surge_.excess_calls.estimate / window_.thinning,
                belief_.temperature, surge_.rulings);
}

Attribution Inquiry::answer() && {
  std::vector<CauseSet> sets = std::move(*sets_).take();
  std::vector<WeighedIncidents> all = weighed(sets, suspects_);
  drop_negligible(sets);
  Attribution result = describe(sets);
  result.weighed = std::move(all);
  return result;
}

Attribution Inquiry::describe(const std::vector<CauseSet>& sets) const {
  const Account account = settle(sets, suspects_, surge_.rulings, window_.thinning);
  const Reasons reasons{surge_, window_, file_.keys, account.total.estimate};
  const double elapsed = elapsed_share(surge_.open_between(surge_.onset.estimate, window_.to));
  Attribution result;
  result.blind_minutes = blind_minutes_of(surge_);
  const double blind_share = result.blind_minutes / window_.open_minutes;
  result.excess_calls = account.total;
  widen_for_blindness(result.excess_calls, blind_share);
  for (const Share& share : account.shares) {
    const double wrong = misreported(sets, share.incident);
    result.causes.push_back(cause(share, wrong >= 0.5, reasons));
    widen_for_blindness(result.causes.back().excess_calls, blind_share);
    if (share.incident != nullptr) {
      result.evidence.push_back(evidence(share, account, reasons, elapsed));
      result.evidence.back().misreported = wrong;
    } else if (share.probability >= 0.5) {
      describe_none(sets, reasons, result);
    }
  }
  result.refuted_by = refuted_by(account.shares[0], reasons, result);
  if (const Share& first = account.shares[0]; first.incident != nullptr) {
    result.still_to_come =
        still_to_come(surge_, own_calls(sets, first.incident), first.calls, window_.to);
  }
  return result;
}

/// The part of the sets with the incident in which its scope is a corrected one.
double Inquiry::misreported(const std::vector<CauseSet>& sets,
                            const IncidentSnapshot* incident) const {
  double with = 0;
  double corrected = 0;
  for (const CauseSet& set : sets) {
    for (std::size_t i : set.suspects()) {
      if (suspects_[i].incident != incident) continue;
      with += set.probability;
      if (suspects_[i].is_corrected) corrected += set.probability;
    }
  }
  return with > 0 ? corrected / with : 0;
}

/// The calls of the likeliest set that the incident is a member of.
std::vector<OwnCall> Inquiry::own_calls(const std::vector<CauseSet>& sets,
                                        const IncidentSnapshot* incident) const {
  std::vector<OwnCall> own;
  for (const CauseSet& set : sets) {
    const auto members = set.suspects();
    const bool is_member = std::any_of(members.begin(), members.end(), [&](std::size_t i) {
      return suspects_[i].incident == incident;
    });
    if (!is_member) continue;
    for (std::size_t c = 0; c < window_.calls(); ++c) {
      double others = 1;
      double its = 0;
      for (std::size_t k = 0; k < set.size; ++k) {
        const Suspect& s = suspects_[members[k]];
        const double part = set.fit.calls[k] * static_cast<double>(s.source.likelihood_ratio[c]);
        (s.incident == incident ? its : others) += part;
      }
      own.push_back({window_.times[c], its / others});
    }
    break;
  }
  return own;
}

const Suspect* Inquiry::suspect(const IncidentSnapshot* incident, bool is_corrected) const {
  const auto it = std::find_if(suspects_.begin(), suspects_.end(), [&](const Suspect& s) {
    return s.incident == incident && s.is_corrected == is_corrected;
  });
  return it == suspects_.end() ? nullptr : &*it;
}

Cause Inquiry::cause(const Share& share, bool is_misreported, const Reasons& reasons) const {
  Cause cause;
  cause.probability = share.probability;
  cause.excess_calls = share.calls;
  if (share.incident != nullptr) {
    cause.incident = share.incident->id;
    cause.department = share.incident->department;
    cause.category = share.incident->category;
    cause.reason = reasons.of(*suspect(share.incident, is_misreported));
  } else if (share.probability >= 0.5) {
    const Suspect* report = suspects_[0].incident != nullptr ? &suspects_[0] : nullptr;
    cause.reason = reasons.of_none(report, suspect(nullptr));
  } else {
    cause.reason = Reasons::of_unlikely_none();
  }
  return cause;
}

IncidentEvidence Inquiry::evidence(const Share& share, const Account& account,
                                   const Reasons& reasons, double elapsed) const {
  const OnsetSpan span = onset_span(surge_);
  IncidentEvidence e{.incident = share.incident->id,
                     .lag_from = span.from - share.incident->started,
                     .lag_to = span.to - share.incident->started,
                     .calls = share.calls.estimate / elapsed};
  // Where others called as well, nobody knows which call was whose.
  const bool is_alone = share.calls.estimate >= kAlone * account.total.estimate;
  if (is_alone) e.stated = reasons.stated(*suspect(share.incident), share.calls.estimate);
  return e;
}

/// What the calls cluster on, and who owns the kind of incident that callers of this kind name.
void Inquiry::describe_none(const std::vector<CauseSet>& sets, const Reasons& reasons,
                            Attribution& result) const {
  const Suspect* nobody = suspect(nullptr);
  if (nobody == nullptr) return;
  result.clustered_on = reasons.cluster(*nobody);
  if (result.clustered_on.empty()) return;
  std::map<std::string, double> of_category;
  double all = 0;
  for (const CauseSet& set : sets) {
    for (std::size_t i : set.suspects()) {
      if (suspects_[i].incident != nullptr || suspects_[i].is_chance) continue;
      of_category[suspects_[i].category] += set.probability;
      all += set.probability;
    }
  }
  result.suspected = reasons.suspected(*nobody);
  for (const auto& [name, probability] : of_category) {
    const Category* category = file_.registry.category(name);
    if (category == nullptr || probability < kOwnerShare * all) continue;
    result.suspected->category = name;
    result.suspected->department = category->department;
  }
}

std::string Inquiry::refuted_by(const Share& first, const Reasons& reasons,
                                const Attribution& result) const {
  if (first.incident != nullptr) return reasons.refuted_by(*suspect(first.incident));
  return reasons.none_refuted_by(result.suspected);
}

}  // namespace holdwatch::core
