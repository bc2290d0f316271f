#pragma once

#include <span>
#include <vector>

#include "core/causes/suspects.h"
#include "core/causes/usual_shares.h"
#include "core/state/attribute_keys.h"
#include "model/settings.h"

namespace holdwatch::core {

/// Looks for what may be behind a surge that nobody reported, an attribute at a time: chance (a
/// busy day), or incidents of any category whose scope the calls themselves must show.
class UnreportedSuspects {
 public:
  struct Rates {
    double causes_per_open_hour = 0;  ///< unreported ones, of a queue
    double chance_per_open_hour = 0;
  };

  /// All must outlive this.
  UnreportedSuspects(const SurgeEvidence& surge, const SurgeWindow& window, const Belief& belief,
                     Rates rates);

  /// Tries one attribute; nothing when all have been tried.
  Visits step(std::span<const Category> categories, const AttributeKeys& keys,
              const ShareTable& all_shares);
  /// The likeliest variants, at most `most`, each with its own share of the prior; and chance.
  std::vector<Suspect> take(std::size_t most) &&;

 private:
  struct Option;

  std::vector<Option> reason_options(std::span<const Category> categories,
                                     const AttributeKeys& keys,
                                     const AttributeColumn& column) const;
  static std::vector<Option> scope_options(const AttributeColumn& column, std::size_t known_values);
  Visits try_all(const std::vector<Option>& options);
  Suspect chance() const;

  const SurgeEvidence& surge_;
  const SurgeWindow& window_;
  const Belief& belief_;
  Rates rates_;
  double extra_calls_;
  double opening_hours_;
  double joining_hours_;
  bool has_tried_reasons_ = false;
  std::size_t tried_ = 0;  // columns
  Suspect best_;
  std::vector<Suspect> left_behind_;
};

}  // namespace holdwatch::core
