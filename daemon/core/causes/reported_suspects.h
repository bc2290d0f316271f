#pragma once

#include <optional>
#include <vector>

#include "core/causes/incident_registry.h"
#include "core/causes/knowledge.h"
#include "core/causes/suspects.h"
#include "core/state/attribute_keys.h"

namespace holdwatch::core {

/// Looks for whoever of the reported incidents began in time to have made a surge, a few at a
/// time. What people have said about incidents goes before what calls say.
class ReportedSuspects {
 public:
  /// All must outlive this, and the registry must not change.
  ReportedSuspects(const IncidentRegistry& registry, const AttributeKeys& keys,
                   const Knowledge& knowledge, const SurgeEvidence& surge,
                   const SurgeWindow& window, const Belief& belief);

  /// Does about as much work as `visits` visits to a call; true when done.
  bool step(std::size_t visits);
  /// The likeliest, at most `most`, likeliest first. Those that explain the calls better with
  /// another value in their scope than with one they were reported with come a second time so.
  std::vector<Suspect> take(std::size_t most) &&;

 private:
  void gather();
  bool is_out(const IncidentSnapshot& incident) const;
  Suspect make(const IncidentSnapshot& incident) const;
  void look(Suspect& suspect) const;
  void look_at(Suspect& suspect) const;
  std::optional<Suspect> corrected(const Suspect& suspect) const;
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
