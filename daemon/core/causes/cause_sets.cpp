// Every suspect is tried alone; then the best sets are widened by those suspects that would explain
// best what is left, as long as there is something to gain. A set's probability is its prior times
// its evidence to the power of the temperature: one member must have begun the surge, the others
// may have joined at any time since.
#include "core/causes/cause_sets.h"

#include <algorithm>
#include <cmath>

namespace holdwatch::core {

namespace {

constexpr std::size_t kWidenedBy = 4;  // suspects tried beside a set
constexpr std::size_t kWidenedSets = 2;
constexpr double kNoticed = 3;  // standard deviations that half of all alarms need
constexpr double kNegligible = 0.002;

class SetSearch {
 public:
  SetSearch(const std::vector<Suspect>& suspects, const UsualCalls& usual, double extra_calls)
      : suspects_(suspects), usual_(usual), extra_calls_(extra_calls) {}

  std::vector<CauseSet> run() {
    for (std::size_t i = 0; i < suspects_.size(); ++i) add({{i}, 1, {}, 0});
    for (std::size_t size = 1; size < kMaxSources; ++size) {
      for (const CauseSet& set : best(size)) widen(set);
    }
    return normalised();
  }

 private:
  void add(CauseSet set) {
    std::sort(set.members.begin(), set.members.begin() + static_cast<std::ptrdiff_t>(set.size));
    for (const CauseSet& other : sets_) {
      if (other.size == set.size && other.members == set.members) return;
    }
    const double prior = prior_of(set);
    if (prior <= 0) return;
    std::array<const Source*, kMaxSources> sources{};
    for (std::size_t k = 0; k < set.size; ++k) sources[k] = &suspects_[set.members[k]].source;
    set.fit = fit_sources(usual_, {sources.data(), set.size}, extra_calls_);
    set.probability =
        std::log(prior) + kTemperature * set.fit.log_evidence + std::log(noticed(set));
    sets_.push_back(set);
  }

  /// Probability that so many calls from a real cause raise an alarm. An alarm over a few calls is
  /// likelier chance than a cause that hardly makes itself heard.
  double noticed(const CauseSet& set) const {
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
    return std::max(0.5 * std::erfc((kNoticed - calls / noise) / std::sqrt(2.0)), 1e-3);
  }

  double prior_of(const CauseSet& set) const {
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

  /// The best set, and beside it the best of reported suspects only (else the second best).
  std::vector<CauseSet> best(std::size_t size) const {
    std::vector<CauseSet> found;
    for (const CauseSet& set : sets_) {
      if (set.size == size) found.push_back(set);
    }
    std::stable_sort(found.begin(), found.end(), more_probable);
    // Two reported causes at once can look like one unreported cause with a wide scope.
    const auto reported = std::find_if(found.begin(), found.end(),
                                       [&](const CauseSet& s) { return all_reported(s); });
    if (reported != found.end() && reported != found.begin()) std::swap(found[1], *reported);
    if (found.size() > kWidenedSets) found.resize(kWidenedSets);
    return found;
  }

  bool all_reported(const CauseSet& set) const {
    const auto members = set.suspects();
    return std::all_of(members.begin(), members.end(),
                       [&](std::size_t i) { return suspects_[i].incident != nullptr; });
  }

  /// Tries the suspects that would gain most from the calls that the set explains worst.
  void widen(const CauseSet& set) {
    std::vector<std::pair<double, std::size_t>> gains;
    const std::vector<float> explained = explained_by(set);
    for (std::size_t i = 0; i < suspects_.size(); ++i) {
      const bool inside =
          std::find(set.suspects().begin(), set.suspects().end(), i) != set.suspects().end();
      if (inside || suspects_[i].joins <= 0) continue;
      const double gain = gain_beside(explained, suspects_[i]);
      if (gain > 0) gains.emplace_back(gain, i);
    }
    std::stable_sort(gains.begin(), gains.end(),
                     [](const auto& a, const auto& b) { return a.first > b.first; });
    if (gains.size() > kWidenedBy) gains.resize(kWidenedBy);
    for (const auto& [gain, i] : gains) {
      CauseSet wider = set;
      wider.members[wider.size++] = i;
      add(wider);
    }
  }

  /// Per call, one over its intensity under the set (relative to the usual).
  std::vector<float> explained_by(const CauseSet& set) const {
    std::vector<float> sum(suspects_[0].source.likelihood_ratio.size(), 1);
    for (std::size_t k = 0; k < set.size; ++k) {
      const auto size = static_cast<float>(set.fit.calls[k]);
      const std::vector<float>& ratio = suspects_[set.members[k]].source.likelihood_ratio;
      for (std::size_t c = 0; c < sum.size(); ++c) sum[c] += size * ratio[c];
    }
    for (float& s : sum) s = 1 / s;
    return sum;
  }

  double gain_beside(const std::vector<float>& explained, const Suspect& suspect) const {
    std::vector<float> ratio = suspect.source.likelihood_ratio;
    for (std::size_t c = 0; c < ratio.size(); ++c) ratio[c] *= explained[c];
    const double best =
        std::max(log_likelihood(ratio, extra_calls_ / 3), log_likelihood(ratio, extra_calls_ / 12));
    return std::log(suspect.joins) + kTemperature * best + 3;
  }

  std::vector<CauseSet> normalised() {
    drop_idle_late_comers();
    std::stable_sort(sets_.begin(), sets_.end(), more_probable);
    if (sets_.empty()) return {};
    const double top = sets_[0].probability;
    double sum = 0;
    for (CauseSet& set : sets_) sum += set.probability = std::exp(set.probability - top);
    const auto negligible = [&](const CauseSet& s) { return s.probability < kNegligible * sum; };
    std::erase_if(sets_, negligible);
    sum = 0;
    for (const CauseSet& set : sets_) sum += set.probability;
    for (CauseSet& set : sets_) set.probability /= sum;
    return std::move(sets_);
  }

  /// Whoever began after the onset must be needed: a set with such a member counts only when it is
  /// more probable than without.
  void drop_idle_late_comers() {
    const std::vector<CauseSet> all = sets_;
    std::erase_if(sets_, [&](const CauseSet& set) {
      const auto members = set.suspects();
      return std::any_of(members.begin(), members.end(), [&](std::size_t late) {
        return suspects_[late].opens <= 0 && set.probability <= probability_without(all, set, late);
      });
    });
  }

  static double probability_without(const std::vector<CauseSet>& sets, const CauseSet& set,
                                    std::size_t member) {
    CauseSet without;
    for (std::size_t i : set.suspects()) {
      if (i != member) without.members[without.size++] = i;
    }
    const auto it = std::find_if(sets.begin(), sets.end(), [&](const CauseSet& s) {
      return s.size == without.size && s.members == without.members;
    });
    return it == sets.end() ? -HUGE_VAL : it->probability;
  }

  static bool more_probable(const CauseSet& a, const CauseSet& b) {
    return a.probability > b.probability;
  }

  const std::vector<Suspect>& suspects_;
  const UsualCalls& usual_;
  double extra_calls_;
  std::vector<CauseSet> sets_;  // until the end, `probability` is a logarithm, not normalised
};

}  // namespace

std::vector<CauseSet> weigh_sets(const std::vector<Suspect>& suspects, const UsualCalls& usual,
                                 double extra_calls) {
  return SetSearch(suspects, usual, extra_calls).run();
}

}  // namespace holdwatch::core
