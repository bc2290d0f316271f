#pragma once

#include <span>
#include <string>
#include <vector>

#include "core/causes/account.h"
#include "core/causes/suspects.h"
#include "core/state/attribute_keys.h"
#include "model/evidence.h"

namespace holdwatch::core {

/// Says in words what speaks for and against each suspect: only counts, no conclusions.
struct Reasons {
  const SurgeEvidence& surge;
  const SurgeWindow& window;
  const AttributeKeys& keys;
  double extra_calls = 0;

  std::string of(const Suspect& reported) const;
  /// Why no report explains the surge: the likeliest report (or null), and what the calls of the
  /// likeliest unreported suspect cluster on.
  std::string of_none(const Suspect* likeliest_report, const Suspect* likeliest_unreported) const;
  /// What would have to be true when a report explains the surge well.
  static std::string of_unlikely_none();
  /// "sku SKU-0042 (8.3 times the usual share)", or empty.
  std::string cluster(const Suspect& unreported) const;
  /// The same as values, without an owner.
  SuspectedIncident suspected(const Suspect& unreported) const;

  /// What would show that the suspect is the wrong one.
  std::string refuted_by(const Suspect& reported) const;
  std::string none_refuted_by(const std::optional<SuspectedIncident>& suspected) const;

  /// What callers state of its scope, figure by figure.
  std::vector<ScopeEvidence> scope(const Suspect& reported) const;
  /// What the suspect's own calls, so many, state of its scope.
  Stated stated(const Suspect& reported, double own_calls) const;

 private:
  struct Naming {
    double extra = 0;  ///< share of the extra calls that name one of the values
    double usual = 0;  ///< share of the usual calls that do
    double lift = 0;   ///< share among all calls that carry the name, over the usual one
    double calls = 0;  ///< that name one of the values
  };

  Naming naming(const Focus& focus) const;
  std::vector<std::string> texts(const Focus& focus) const;
  std::string values_in_words(const Focus& focus) const;
  std::string sentence(const Focus& focus) const;
  std::string when(const IncidentSnapshot& incident) const;
  std::vector<std::string> evidence(const Suspect& reported) const;
};

}  // namespace holdwatch::core
