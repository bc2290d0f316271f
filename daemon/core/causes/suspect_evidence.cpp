// The surge is looked at again, as the inquiry did: the same window of calls, the same incidents,
// the same first look. What was decided is not worked out anew but taken from the attribution, so
// that an explanation never tells other probabilities than the alert did.
#include "core/causes/suspect_evidence.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace holdwatch::core {

namespace {

constexpr std::size_t kAll = std::numeric_limits<std::size_t>::max();

const Cause* cause_of(const Attribution& decided, const std::string& incident) {
  const auto found = std::find_if(decided.causes.begin(), decided.causes.end(),
                                  [&](const Cause& c) { return c.incident == incident; });
  return found == decided.causes.end() ? nullptr : &*found;
}

bool was_weighed(const Attribution& decided, const std::string& incident) {
  return std::any_of(decided.weighed.begin(), decided.weighed.end(), [&](const auto& set) {
    return std::find(set.incidents.begin(), set.incidents.end(), incident) != set.incidents.end();
  });
}

SuspectEvidence evidence_of(const Suspect& suspect, const CaseFile& file,
                            const SurgeEvidence& surge, const OnsetSpan& span) {
  const IncidentSnapshot& incident = *suspect.incident;
  const CategoryKnowledge& category = file.knowledge.category(incident.category);
  SuspectEvidence e{.incident = incident.id,
                    .department = incident.department,
                    .category = incident.category,
                    .started = incident.started,
                    .reported = incident.reported};
  e.began_in_time = incident.started <= surge.onset.high;
  e.makes_calls = category.makes_calls();
  e.lands_here = category.lands_in(surge.queue, surge.queue_name);
  e.lag_share = category.lag().mass(span.from - incident.started, span.to - incident.started);
  if (incident.affected) e.expected_calls = std::exp(suspect.source.log_size_mean);
  e.log_likelihood = suspect.fit;
  return e;
}

}  // namespace

std::vector<SuspectEvidence> suspect_evidence(const CaseFile& file, const SurgeEvidence& surge,
                                              Time now, const Attribution& decided) {
  const QueueRecords& records = file.records.of(surge.queue);
  const SurgeWindow window = make_window(surge, now, records.calls, records.usual,
                                         file.records.usual_of_all(), file.records.one_call(now));
  const Belief belief = file.knowledge.belief();
  ReportedSuspects looked(file.registry, file.keys, file.knowledge, surge, window, belief);
  while (looked.step() > 0) continue;
  const Reasons reasons{surge, window, file.keys, decided.excess_calls.estimate};
  std::vector<SuspectEvidence> all;
  for (const Suspect& suspect : looked.take(kAll)) {
    SuspectEvidence e = evidence_of(suspect, file, surge, onset_span(surge));
    e.expected_calls *= window.thinning;
    e.scope = reasons.scope(suspect);
    e.fitted = was_weighed(decided, e.incident);
    if (const Cause* cause = cause_of(decided, e.incident)) {
      e.probability = cause->probability;
      e.excess_calls = cause->excess_calls;
    }
    all.push_back(std::move(e));
  }
  std::stable_sort(all.begin(), all.end(), [](const SuspectEvidence& a, const SuspectEvidence& b) {
    return a.probability > b.probability;
  });
  return all;
}

}  // namespace holdwatch::core
