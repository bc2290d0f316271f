#include "sinks/api/alert_view.h"

#include <algorithm>
#include <tuple>

#include "sinks/api/views.h"
#include "wire/alert_json.h"
#include "wire/json_writer.h"

namespace holdwatch::api {

namespace {

ToldPlace place_of(const AlertChange& alert) {
  return {alert.opened, number_of(alert.id).value_or(0), 0};
}

bool is_wanted(const AlertChange& alert, const AlertRequest& request) {
  const AlertQuery& query = request.query;
  if (!request.all && !is_open(alert)) return false;
  if (query.kind && alert.kind != *query.kind) return false;
  if (query.queue && (alert.queue != *query.queue || !alert.scope.empty())) return false;
  if (query.since && alert.opened < *query.since) return false;
  if (query.until && alert.opened >= *query.until) return false;
  if (!query.after) return true;
  const ToldPlace place = place_of(alert);
  return std::tie(place.time, place.sequence) < std::tie(query.after->time, query.after->sequence);
}

void write_all(wire::JsonWriter& json, std::string_view name,
               const std::vector<std::string>& values) {
  json.key(name);
  json.open_array();
  for (const std::string& value : values) json.raw(value);
  json.close_array();
}

}  // namespace

std::string write_page(const AlertPage& page) {
  std::string out;
  wire::JsonWriter json(out);
  write_all(json, "alerts", page.alerts);
  json.key("next");
  page.next ? json.text(to_cursor(*page.next)) : json.null();
  return out;
}

AlertPage page_of(const Snapshot& snapshot, const AlertRequest& request) {
  AlertPage page;
  const AlertChange* last = nullptr;
  for (auto alert = snapshot.alerts.rbegin(); alert != snapshot.alerts.rend(); ++alert) {
    if (!is_wanted(*alert, request)) continue;
    if (page.alerts.size() == request.query.limit) {
      page.next = place_of(*last);
      break;
    }
    page.alerts.push_back(wire::to_json(*alert));
    last = &*alert;
  }
  return page;
}

const AlertChange* find_alert(const Snapshot& snapshot, std::string_view id) {
  const auto found = std::find_if(snapshot.alerts.begin(), snapshot.alerts.end(),
                                  [id](const AlertChange& alert) { return alert.id == id; });
  return found == snapshot.alerts.end() ? nullptr : &*found;
}

std::string write_detail(const Snapshot& snapshot, std::string_view id, const AlertChange* kept,
                         std::vector<std::string> told) {
  // What is kept in memory no longer is over.
  const std::string newest = kept ? wire::to_json(*kept) : wire::as_resolved(told.back());
  const bool is_on_disk = !told.empty() && (told.back() == newest || !kept || !is_open(*kept));
  if (!is_on_disk) told.push_back(newest);
  std::string out;
  wire::JsonWriter json(out);
  json.key("alert");
  json.raw(newest);
  write_all(json, "history", told);
  out += ',';
  out += curve(snapshot, id);
  return out;
}

}  // namespace holdwatch::api
