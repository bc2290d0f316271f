#pragma once

#include <array>
#include <span>
#include <vector>

#include "core/causes/source_fit.h"
#include "core/causes/suspects.h"
#include "core/causes/temperature.h"

namespace holdwatch::core {

/// One to three suspects that together would have made a surge.
struct CauseSet {
  std::array<std::size_t, kMaxSources> members{};  ///< places in the list of suspects
  std::size_t size = 0;
  SourceFit fit{};
  double log_prior = 0;
  double probability = 0;

  std::span<const std::size_t> suspects() const { return {members.data(), size}; }
  bool contains(std::size_t suspect) const;
};

/// Weighs the sets of causes that may have made a surge, one at a time.
class CauseSets {
 public:
  /// `extra_calls` is a rough number of extra calls to begin from. All must outlive this.
  CauseSets(const std::vector<Suspect>& suspects, UsualCalls usual, double extra_calls,
            double temperature, const Rulings& rulings);

  /// Fits a set, or looks for what to add to one; nothing when all are fitted.
  Visits step();
  /// Likeliest first, their probabilities summing to 1.
  std::vector<CauseSet> take() &&;

 private:
  void propose(CauseSet set);
  Visits fit(CauseSet set);
  double noticed(const CauseSet& set) const;
  double prior_of(const CauseSet& set) const;
  bool names_one_twice(const CauseSet& set) const;
  std::vector<CauseSet> best(std::size_t size) const;
  bool all_reported(const CauseSet& set) const;
  Visits widen(const CauseSet& set);
  std::vector<float> explained_by(const CauseSet& set) const;
  double gain_beside(const std::vector<float>& explained, const Suspect& suspect) const;
  void heed_rulings();
  void drop_idle_late_comers();

  const std::vector<Suspect>& suspects_;
  UsualCalls usual_;
  double extra_calls_;
  double temperature_;
  const Rulings& rulings_;
  std::size_t size_ = 1;  // of the sets under way
  std::vector<CauseSet> to_widen_;
  std::vector<CauseSet> proposed_;
  std::vector<CauseSet> sets_;  // until the end, `probability` is a logarithm, not normalised
};

/// Leaves out what is too improbable to be told.
void drop_negligible(std::vector<CauseSet>& sets);

}  // namespace holdwatch::core
