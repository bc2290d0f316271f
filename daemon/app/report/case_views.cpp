#include <fmt/format.h>

#include <algorithm>

#include "app/report/view.h"
#include "app/report/words.h"

namespace holdwatch::report {

namespace {

constexpr std::size_t kIncidentsListed = 15;
constexpr std::size_t kRequestsListed = 25;

/// The machine says "suspected"; only a person's verdict says "confirmed".
std::string standing_of(const IncidentLoad& incident) {
  if (incident.verdict == VerdictType::confirmed) return "confirmed";
  if (incident.verdict == VerdictType::rejected) return "rejected by a person";
  if (incident.probability >= 0.5) return "suspected, " + certainty(incident.probability);
  return is_suspected(incident.probability, incident.load) ? "suspected beside another cause"
                                                           : "may have taken part";
}

View incident_row(const Digest& d, const IncidentLoad& incident) {
  View row("id", incident.id);
  row.set("department", titled(incident.department));
  row.set("summary", incident.summary.empty() ? titled(incident.category) : incident.summary);
  row.set("standing", standing_of(incident));
  row.set("started", moment(incident.started, *d.zone));
  row.set("closed", incident.closed ? "closed " + moment(*incident.closed, *d.zone) : "still open");
  set_load(row, incident.load);
  return row;
}

View incidents(const Digest& d) {
  std::vector<View> rows;
  for (const IncidentLoad& incident : d.incidents) {
    if (rows.size() == kIncidentsListed) break;
    rows.push_back(incident_row(d, incident));
  }
  View view = section(rows);
  if (d.incidents.size() > rows.size()) {
    view.set("more", counted(static_cast<double>(d.incidents.size() - rows.size()),
                             "further incident", "further incidents"));
  }
  return view;
}

std::string suspect_of(const Story& story) {
  if (!story.incident && !story.department.empty()) {
    return fmt::format("Reported by nobody; {} may know.", spoken(story.department));
  }
  if (!story.incident) return "";
  const std::string owner =
      fmt::format("{} ({}, {})", *story.incident, spoken(story.category), spoken(story.department));
  if (story.verdict == VerdictType::confirmed) return "Confirmed: " + owner + ".";
  if (story.verdict == VerdictType::rejected) return "Rejected by a person: " + owner + ".";
  if (story.probability < 0.5) return "No suspect is more likely than not.";
  return fmt::format("Suspect: {}, {}.", owner, certainty(story.probability));
}

std::string ranged(const std::string& shown, const std::string& range) {
  return shown == range ? shown : fmt::format("{} ({})", shown, range);
}

/// What the alert said while it was on is told anew, in the past tense and with its ranges.
std::string figures_of(const Story& story) {
  const Load& load = story.load;
  return fmt::format(
      "{} ({}) came beyond the usual. Callers waited {} longer than usual, and {} gave up.",
      counted(load.calls.estimate, "call", "calls"), range(load.calls),
      ranged(spent(load.caller_minutes.estimate), spent_range(load.caller_minutes)),
      ranged(grouped(load.abandonments.estimate), range(load.abandonments)));
}

View stories(const Digest& d) {
  std::vector<View> rows;
  for (const Story& story : d.stories) {
    View row("story", story.story);
    row.set("data", figures_of(story));
    row.set("request", story.request.empty() ? View(false) : View(story.request));
    row.set("queue", titled(story.queue));
    row.set("when", moment(story.onset.estimate, *d.zone));
    row.set("suspect", suspect_of(story));
    row.set("alert", story.alert);
    rows.push_back(row);
  }
  return section(rows);
}

std::string what_became(const Request& r) {
  std::string text;
  if (r.verdict == VerdictType::confirmed) {
    text = r.verdict_incident != r.incident ? "A person found another cause. "
           : r.incident                     ? "A person confirmed the suspicion. "
                        : "A person confirmed that nothing reported explains the calls. ";
  } else if (r.verdict == VerdictType::rejected) {
    text = "A person rejected the suspicion. ";
  } else {
    text = "No verdict. ";
  }
  if (r.acknowledged_by) text += "Taken up by " + *r.acknowledged_by + ". ";
  if (!r.incident) return text + "No report about it has come since.";
  if (!r.closed) return text + "The incident is still open.";
  if (*r.closed < r.asked) return text + "The incident had been closed before.";
  return text + fmt::format("The incident was closed {} after.", roughly(*r.closed - r.asked));
}

View requests(const Digest& d) {
  std::vector<View> rows;
  for (const Request& request : d.requests) {
    if (rows.size() == kRequestsListed) break;
    View row("asked", moment(request.asked, *d.zone));
    row.set("department", titled(request.department));
    row.set("incident", request.incident.value_or("Reported by nobody"));
    row.set("queues", fmt::format("{}", fmt::join(request.queues, " and ")));
    row.set("request", request.request);
    row.set("became", what_became(request));
    rows.push_back(row);
  }
  View view = section(rows);
  if (d.requests.size() > rows.size()) {
    view.set("more", counted(static_cast<double>(d.requests.size() - rows.size()), "later request",
                             "later requests"));
  }
  return view;
}

std::string against(const Estimate& forecast, const Estimate& came) {
  if (came.high < forecast.low) return "fewer than forecast";
  if (came.low > forecast.high) return "more than forecast";
  return "within the forecast: no effect is shown";
}

/// Of a forecast its range is what counts.
std::string expected(const Estimate& forecast) {
  return forecast.low < 0.5 ? "up to " + grouped(forecast.high) : range(forecast);
}

View effects(const Digest& d) {
  std::vector<View> rows;
  for (const Effect& effect : d.effects) {
    View row("incident", effect.incident);
    row.set("department", titled(effect.department));
    row.set("queue", effect.queue);
    row.set("closed", moment(effect.closed, *d.zone));
    row.set("forecast", expected(effect.forecast));
    row.set("came", figure(effect.came));
    row.set("verdict", against(effect.forecast, effect.came));
    rows.push_back(row);
  }
  return section(rows);
}

View warnings(const Digest& d) {
  std::vector<View> rows;
  std::size_t within = 0;
  for (const Warning& warning : d.warnings) {
    within += warning.forecast.low <= warning.came.estimate &&
              warning.came.estimate <= warning.forecast.high;
    View row("incident", warning.incident);
    row.set("department", titled(warning.department));
    row.set("queue", warning.queue);
    row.set("made", moment(warning.made, *d.zone));
    row.set("forecast", expected(warning.forecast));
    row.set("came", figure(warning.came));
    rows.push_back(row);
  }
  View view = section(rows);
  if (!rows.empty()) {
    view.set("within", fmt::format("{} of {}", within, rows.size()));
  }
  return view;
}

}  // namespace

void add_case_views(View& view, const Digest& d) {
  view.set("incidents", incidents(d));
  view.set("stories", stories(d));
  view.set("requests", requests(d));
  view.set("effects", effects(d));
  view.set("warnings", warnings(d));
}

}  // namespace holdwatch::report
