#pragma once

#include <optional>
#include <vector>

#include "core/causes/incident_registry.h"
#include "core/causes/knowledge.h"
#include "core/causes/suspects.h"
#include "core/state/attribute_keys.h"

namespace holdwatch::core {

/// Looks for whoever of the reported incidents began in time to have made a surge, one at a time.
/// What people have said about incidents goes before what calls say.
class ReportedSuspects {
 public:
  /// All must outlive this, and the registry must not change.
  ReportedSuspects(const IncidentRegistry& registry, const AttributeKeys& keys,
                   const Knowledge& knowledge, const SurgeEvidence& surge,
                   const SurgeWindow& window, const Belief& belief);

  /// Goes through some reports, or holds one against the calls; nothing when done.
  Visits step();
  /// The likeliest, at most `most`, likeliest first.
  std::vector<Suspect> take(std::size_t most);
  /// Reports name wrong values at times: appends the suspect with another value in its scope, when
  /// this explains the calls better than one that it was reported with.
  Visits correct(const Suspect& suspect, std::vector<Suspect>& suspects) const;

 private:
  Visits gather();
  bool is_out(const IncidentSnapshot& incident) const;
  Suspect make(const IncidentSnapshot& incident) const;
  Visits look(Suspect& suspect) const;
  Visits look_at(Suspect& suspect) const;
  std::vector<Focus> scope_of(const IncidentSnapshot& incident) const;

  const IncidentRegistry& registry_;
  const AttributeKeys& keys_;
  const Knowledge& knowledge_;
  const SurgeEvidence& surge_;
  const SurgeWindow& window_;
  const Belief& belief_;
  OnsetSpan span_;
  double elapsed_;
  std::size_t gathered_ = 0;
  std::size_t looked_at_ = 0;
  std::vector<Suspect> suspects_;
};

/// How far the course of a cause's calls has run, `open` after they set in.
double elapsed_share(Duration open);

}  // namespace holdwatch::core
