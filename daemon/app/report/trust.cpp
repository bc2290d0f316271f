// How far the figures can be trusted: whether suspicions came true where a person judged them, and
// the times of which less is known than usual. And what callers suggested, which no model made.
#include <algorithm>
#include <cmath>
#include <map>

#include "app/report/make_digest.h"

namespace holdwatch::report {

namespace {

constexpr double kBounds[] = {0, 0.5, 0.8, 0.95, 1};

/// Whether the first suspect was right; nullopt when the verdict doesn't tell.
std::optional<bool> was_right(const Judged& judged) {
  switch (judged.verdict) {
    case VerdictType::confirmed:
      return judged.suspect == judged.incident;
    case VerdictType::rejected:
      if (judged.suspect == judged.incident) return false;
      return std::nullopt;
    case VerdictType::false_alarm:
      break;
  }
  return judged.suspect ? std::optional(false) : std::nullopt;
}

Calibration calibrate(const Material& m) {
  Calibration calibration;
  for (std::size_t i = 0; i + 1 < std::size(kBounds); ++i) {
    calibration.rows.push_back({.from = kBounds[i], .to = kBounds[i + 1]});
  }
  for (const Judged& judged : m.findings.judged) {
    const auto right = was_right(judged);
    if (!right || !m.covers(judged.time) || !m.concerns(judged.department)) continue;
    const auto row = std::find_if(calibration.rows.rbegin(), calibration.rows.rend(),
                                  [&](const auto& r) { return judged.probability >= r.from; });
    ++row->judged;
    row->right += *right;
    row->mean_probability += judged.probability;
    ++calibration.judged;
  }
  for (CalibrationRow& row : calibration.rows) {
    if (row.judged == 0) continue;
    row.mean_probability /= row.judged;
    calibration.error +=
        std::abs(row.mean_probability * row.judged - row.right) / calibration.judged;
  }
  return calibration;
}

void add_blind_times(Digest& digest, const Material& m) {
  for (const auto& [id, history] : m.findings.alerts) {
    const AlertChange& last = history.last;
    if (last.kind == AlertKind::surge) continue;
    const bool over = last.status == AlertStatus::resolved;
    if (!m.covers(last.opened) && !(over && m.covers(last.time))) continue;
    const std::string what = last.kind == AlertKind::feed_gap ? "Gap in the feed "
                             : last.driver == Driver::feed    ? "Silence of the feed "
                                                              : "Silence in ";
    digest.blind.push_back({.what = what + last.queue,
                            .from = last.opened,
                            .to = over ? std::optional(last.time) : std::nullopt,
                            .said = last.data});
  }
  std::stable_sort(digest.blind.begin(), digest.blind.end(),
                   [](const BlindTime& a, const BlindTime& b) { return a.from < b.from; });
}

std::vector<Suggestion::Later> reported_since(const Material& m, const SuggestionCall& first) {
  std::vector<Suggestion::Later> later;
  for (const IncidentSnapshot& incident : m.end.incidents) {
    const auto scope = incident.scope.find(first.name);
    if (incident.reported < first.time || scope == incident.scope.end()) continue;
    const auto& values = scope->second;
    if (std::find(values.begin(), values.end(), first.value) == values.end()) continue;
    later.push_back({incident.id, incident.department, incident.reported, incident.closed});
  }
  return later;
}

}  // namespace

void add_trust(Digest& digest, const Material& m) {
  digest.calibration = calibrate(m);
  add_blind_times(digest, m);
}

void add_suggestions(Digest& digest, const Material& m) {
  std::map<std::string, Suggestion> by_topic;
  for (const SuggestionCall& call : m.findings.suggestions) {
    if (!m.covers(call.time)) continue;
    const std::string about = call.name.empty() ? "" : call.name + " " + call.value;
    Suggestion& suggestion = by_topic[about];
    if (suggestion.calls++ == 0) {
      suggestion.about = about;
      suggestion.first = call.time;
      suggestion.incidents = reported_since(m, call);
    }
    suggestion.last = call.time;
  }
  for (auto& [about, suggestion] : by_topic) digest.suggestions.push_back(std::move(suggestion));
  std::stable_sort(digest.suggestions.begin(), digest.suggestions.end(),
                   [](const Suggestion& a, const Suggestion& b) { return a.calls > b.calls; });
}

}  // namespace holdwatch::report
