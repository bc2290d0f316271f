#pragma once

#include <functional>
#include <vector>

#include "core/causes/category_knowledge.h"
#include "core/causes/incident_registry.h"
#include "core/causes/suspects.h"
#include "core/state/attribute_keys.h"

namespace holdwatch::core {

/// Whoever of the reported incidents began in time to have made a surge, likeliest first, at most
/// `most`. `knows` gives what is known of a category by name.
struct ReportedSuspects {
  const IncidentRegistry& registry;
  const AttributeKeys& keys;
  std::function<const CategoryKnowledge&(const std::string&)> knows;

  std::vector<Suspect> find(const SurgeEvidence& surge, const SurgeWindow& window,
                            const OnsetSpan& span, std::size_t most) const;

 private:
  Suspect make(const IncidentSnapshot& incident, const SurgeEvidence& surge,
               const SurgeWindow& window, const OnsetSpan& span) const;
  std::vector<Focus> scope_of(const IncidentSnapshot& incident, const SurgeWindow& window) const;
};

/// How far the course of a cause's calls has run, `open` after they set in.
double elapsed_share(Duration open);

}  // namespace holdwatch::core
