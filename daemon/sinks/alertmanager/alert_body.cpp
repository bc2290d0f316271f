#include "sinks/alertmanager/alert_body.h"

#include <fmt/format.h>

#include <algorithm>

#include "model/names.h"
#include "sinks/delivery/headline.h"
#include "wire/json_writer.h"

namespace holdwatch::alertmanager {

namespace {

std::string suspect_in_words(const Cause& cause) {
  return fmt::format("{} ({:.0f} %): {}", cause.incident.value_or("none of the reported"),
                     100 * cause.probability, cause.reason);
}

Labels annotations_of(const Notice& notice) {
  const AlertChange& change = notice.change;
  Labels all = {
      {"summary", headline(notice)}, {"story", change.story}, {"data", change.data},
      {"request", change.request},   {"id", change.id},       {"pattern", change.pattern}};
  if (notice.owner && !change.queue.empty()) all["queue"] = change.queue;
  if (change.driver) all["driver"] = to_string(*change.driver);
  if (change.excess_calls) {
    const Estimate& excess = *change.excess_calls;
    all["excess_calls"] =
        fmt::format("{:.0f} (90 %: {:.0f} to {:.0f})", excess.estimate, excess.low, excess.high);
  }
  if (!change.causes.empty()) all["suspect"] = suspect_in_words(change.causes.front());
  if (change.acknowledged_by) all["acknowledged_by"] = *change.acknowledged_by;
  std::erase_if(all, [](const auto& annotation) { return annotation.second.empty(); });
  return all;
}

void write(wire::JsonWriter& json, std::string_view name, const Labels& values) {
  json.key(name);
  json.open_object();
  for (const auto& [key, value] : values) json.text(key, value);
  json.close_object();
}

void write(wire::JsonWriter& json, const Notice& notice, const Wording& wording, Time now) {
  Labels labels = labels_of(notice);
  labels.insert(wording.labels.begin(), wording.labels.end());
  const AlertChange& change = notice.change;
  const bool is_over = change.status == AlertStatus::resolved;
  json.open_object();
  write(json, "labels", labels);
  write(json, "annotations", annotations_of(notice));
  // A feed's clock may be ahead of ours, and an end in the future is none.
  json.time("startsAt", std::min(change.opened, now));
  json.time("endsAt", is_over ? std::min(change.time, now) : now + wording.valid_for);
  json.text("generatorURL", link_to(wording.public_url, change));
  json.close_object();
}

}  // namespace

std::string to_json(const std::vector<const Notice*>& notices, const Wording& wording, Time now) {
  std::string body;
  wire::JsonWriter json(body);
  json.open_array();
  for (const Notice* notice : notices) write(json, *notice, wording, now);
  json.close_array();
  return body;
}

}  // namespace holdwatch::alertmanager
