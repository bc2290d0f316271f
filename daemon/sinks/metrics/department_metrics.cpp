#include <map>
#include <string>

#include "model/names.h"
#include "sinks/metrics/families.h"

namespace holdwatch::metrics {
namespace {

using DepartmentCategory = std::pair<std::string, std::string>;

void add_by_department(MetricFamily& family, const std::map<DepartmentCategory, double>& values) {
  for (const auto& [key, value] : values) {
    add(family, {{"department", key.first}, {"category", key.second}}, value);
  }
}

}  // namespace

void add_departments(Families& families, const Snapshot& snapshot) {
  std::map<DepartmentCategory, double> active;
  for (const IncidentSnapshot& incident : snapshot.incidents) {
    active[{incident.department, incident.category}] += incident.closed ? 0 : 1;
  }
  add_by_department(gauge(families, "holdwatch_incidents_active",
                          "Reported upstream incidents that are not closed."),
                    active);

  MetricFamily& calls = counter(families, "holdwatch_attributed_calls_total",
                                "Calls of closed surges that are put down to a kind of incident.");
  std::map<DepartmentCategory, double> waits;
  for (const AttributedSnapshot& share : snapshot.attributed) {
    add(calls,
        {{"queue", share.queue}, {"department", share.department}, {"category", share.category}},
        share.calls);
    waits[{share.department, share.category}] += share.wait_seconds;
  }
  add_by_department(counter(families, "holdwatch_attributed_wait_seconds_total",
                            "Time waited by the calls that are put down to a kind of incident."),
                    waits);

  MetricFamily& feedback =
      counter(families, "holdwatch_attribution_feedback_total",
              "What people said of suspected causes, by department and verdict.");
  for (const FeedbackSnapshot& said : snapshot.feedback) {
    for (std::size_t i = 0; i < said.verdicts.size(); ++i) {
      add(feedback,
          {{"department", said.department}, {"verdict", to_string(static_cast<VerdictType>(i))}},
          said.verdicts[i]);
    }
  }
}

}  // namespace holdwatch::metrics
