#include "core/early_warnings.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "core/alerts/alert_id.h"
#include "core/alerts/narrative.h"
#include "core/causes/knowledge.h"
#include "core/causes/request.h"

namespace holdwatch::core {

namespace {

constexpr double kBeyondNoise = 2;       // standard deviations that the forecast must be worth
constexpr double kFewest = 10;           // calls
constexpr double kLikeliest = 0.05;      // a smaller probability is no warning
constexpr double kWarningSuspect = 0.5;  // of a surge's cause, whose calls have then come
constexpr double kSure = 0.8;            // likewise, to warn other queues
constexpr double kChanged = 1.25;        // factor that makes a forecast another
constexpr std::size_t kMostQueues = 200;
constexpr std::size_t kMostWarnings = 1'000;
constexpr Duration kCourse = std::chrono::hours{6};  // after which the calls would have been seen

/// Where calls may land: the queues that the catalogue names, or the first of all.
std::vector<Queue*> landing(const Category& category, const QueueTable& queues) {
  std::vector<Queue*> found;
  for (const std::string& name : category.queues) {
    if (Queue* queue = queues.find(name)) found.push_back(queue);
  }
  if (!category.queues.empty()) return found;
  for (const auto& queue : queues.all()) {
    if (found.size() == kMostQueues) break;
    found.push_back(queue);
  }
  return found;
}

bool is_worth_telling(const Outlook& o) {
  return o.usual > 0 && o.probability >= kLikeliest && o.calls.estimate >= kFewest &&
         o.calls.estimate >= kBeyondNoise * o.noise;
}

std::vector<Cause> causes_of(const IncidentSnapshot& incident, const Outlook& o) {
  Cause calls;
  calls.incident = incident.id;
  calls.department = incident.department;
  calls.category = incident.category;
  calls.probability = o.probability;
  calls.excess_calls = o.calls;
  calls.reason = fmt::format("{:.0f} customers affected", *incident.affected);
  Cause none;
  none.probability = 1 - o.probability;
  none.reason = "it makes no calls here";
  if (none.probability > calls.probability) return {none, calls};
  return {calls, none};
}

std::string in_words(const Outlook& o, const Zone& zone) {
  return fmt::format(
      "About {:.0f} calls beyond the usual (90 %: {:.0f} to {:.0f}) are to be expected from about "
      "{} on, at the earliest {}. The chance that such an incident makes calls here is {:.0f} %.",
      o.calls.estimate, o.calls.low, o.calls.high, clock_time(o.sets_in.estimate, zone),
      clock_time(o.sets_in.low, zone), 100 * o.probability);
}

}  // namespace

void EarlyWarnings::reported(const IncidentSnapshot& incident, Time now) {
  consider(incident, causes_.knowledge().category(incident.category).makes_calls(), now);
}

void EarlyWarnings::consider(const IncidentSnapshot& incident, double makes_calls, Time now) {
  const Category* category = causes_.category(incident.category);
  if (category == nullptr || incident.closed || !incident.affected) return;
  const CategoryKnowledge& knowledge = causes_.knowledge().category(incident.category);
  for (Queue* queue : landing(*category, queues_)) {
    const Outlook o = outlook(incident, knowledge, makes_calls, *queue, now);
    consider(incident, *category, o, *queue, now);
  }
}

void EarlyWarnings::consider(const IncidentSnapshot& incident, const Category& category,
                             const Outlook& o, const Queue& queue, Time now) {
  const Key key{incident.id, queue.settings.name};
  if (auto known = warnings_.find(key); known != warnings_.end()) {
    return update(known->second, incident, category, o, queue, now);
  }
  if (queue.surge || !is_worth_telling(o) || warnings_.size() >= kMostWarnings) return;
  Warning& warning = warnings_[key];
  warning.told.kind = AlertKind::early_warning;
  warning.told.status = AlertStatus::firing;
  warning.told.id =
      alert_id(AlertKind::early_warning, queue.settings.name + "/" + incident.id, now);
  warning.told.queue = queue.settings.name;
  warning.told.opened = now;
  warning.forecast.alert = warning.told.id;
  warning.forecast.queue = queue.settings.name;
  warning.forecast.incident = incident.id;
  warning.forecast.department = incident.department;
  warning.forecast.category = incident.category;
  update(warning, incident, category, o, queue, now);
}

/// Tells the first forecast, and each that differs from the one told last.
void EarlyWarnings::update(Warning& warning, const IncidentSnapshot& incident,
                           const Category& category, const Outlook& o, const Queue& queue,
                           Time now) {
  AlertChange& told = warning.told;
  if (told.status == AlertStatus::resolved) return;
  if (told.excess_calls) {
    const double ratio = o.calls.estimate / std::max(told.excess_calls->estimate, 1e-3);
    if (ratio < kChanged && ratio > 1 / kChanged) return;
    told.status = AlertStatus::updated;
  }
  const Zone& zone = queue.settings.zone ? *queue.settings.zone : *settings_.zone;
  told.time = now;
  told.onset = o.sets_in;
  told.excess_calls = o.calls;
  told.causes = causes_of(incident, o);
  told.data = in_words(o, zone);
  told.request = request_text(category, incident, queue.settings.name);
  CallForecast& forecast = warning.forecast;
  forecast.made = now;
  forecast.probability = o.probability;
  forecast.calls = o.calls;
  forecast.sets_in = o.sets_in;
  warning.expires = o.sets_in.high + kCourse;
  outlets_.tell(told);
  outlets_.forecast(forecast);
}

void EarlyWarnings::surge_told(const AlertChange& surge) {
  for (const Cause& cause : surge.causes) {
    if (!cause.incident || cause.probability < kWarningSuspect) continue;
    const auto warned = warnings_.find({*cause.incident, surge.queue});
    if (warned != warnings_.end()) {
      resolve(warned->second, "The calls have come: there is a surge.", surge.time);
    }
    const IncidentSnapshot* incident = causes_.incident(*cause.incident);
    if (incident != nullptr && cause.probability >= kSure) {
      consider(*incident, cause.probability, surge.time);
    }
  }
}

void EarlyWarnings::accounted(const SurgeAccount& account) {
  for (const LoadShare& share : account.shares) {
    if (!share.incident) continue;
    const auto warned = warnings_.find({*share.incident, account.queue});
    if (warned == warnings_.end() || share.probability < kWarningSuspect) continue;
    resolve(warned->second, "The calls have come: there was a surge.", account.time);
    score(warned->second, share.load.calls, account.time);
    warnings_.erase(warned);
  }
}

void EarlyWarnings::look(Time now) {
  for (auto it = warnings_.begin(); it != warnings_.end();) {
    Warning& warning = it->second;
    const bool has_come = warning.told.status == AlertStatus::resolved;  // its surge is still on
    if (has_come || now < warning.expires) {
      ++it;
      continue;
    }
    resolve(warning, "The calls did not come.", now);
    score(warning, {}, now);
    it = warnings_.erase(it);
  }
}

void EarlyWarnings::resolve(Warning& warning, std::string data, Time now) {
  if (warning.told.status == AlertStatus::resolved) return;
  warning.told.time = now;
  warning.told.status = AlertStatus::resolved;
  warning.told.data = std::move(data);
  warning.told.request.clear();
  outlets_.tell(warning.told);
}

void EarlyWarnings::score(Warning& warning, const Estimate& came, Time now) {
  warning.forecast.scored = now;
  warning.forecast.came = came;
  outlets_.forecast(warning.forecast);
}

}  // namespace holdwatch::core
