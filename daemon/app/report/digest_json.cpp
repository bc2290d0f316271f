#include "app/report/digest_json.h"

#include "model/names.h"
#include "wire/json_writer.h"

namespace holdwatch::report {

namespace {

using wire::JsonWriter;

constexpr int kDecimals = 1;  // of calls, minutes, callers
constexpr int kProbabilityDecimals = 3;

void write(JsonWriter& json, std::string_view name, const Estimate& e) {
  json.key(name);
  json.open_object();
  json.number("estimate", e.estimate, kDecimals);
  json.number("low", e.low, kDecimals);
  json.number("high", e.high, kDecimals);
  json.close_object();
}

void write_load(JsonWriter& json, const Load& load) {
  write(json, "calls", load.calls);
  write(json, "caller_minutes", load.caller_minutes);
  write(json, "abandonments", load.abandonments);
}

void write(JsonWriter& json, std::string_view name, const Load& load) {
  json.key(name);
  json.open_object();
  write_load(json, load);
  json.close_object();
}

void write_or_null(JsonWriter& json, std::string_view name, const std::optional<Time>& time) {
  time ? json.time(name, *time) : json.null(name);
}

void write_or_null(JsonWriter& json, std::string_view name,
                   const std::optional<std::string>& text) {
  text ? json.text(name, *text) : json.null(name);
}

void write_or_null(JsonWriter& json, std::string_view name,
                   const std::optional<VerdictType>& verdict) {
  verdict ? json.text(name, to_string(*verdict)) : json.null(name);
}

void write_texts(JsonWriter& json, std::string_view name, const std::vector<std::string>& texts) {
  json.key(name);
  json.open_array();
  for (const std::string& text : texts) json.text(text);
  json.close_array();
}

template <class Items, class Write>
void write_list(JsonWriter& json, std::string_view name, const Items& items, Write write_one) {
  json.key(name);
  json.open_array();
  for (const auto& item : items) {
    json.open_object();
    write_one(item);
    json.close_object();
  }
  json.close_array();
}

void write_head(JsonWriter& json, const Digest& d) {
  json.text("since", iso_date(d.period.first));
  json.text("until", iso_date(d.period.last));
  json.text("zone", d.zone->name());
  json.time("seen_to", d.seen_to);
  write_or_null(json, "department", d.department);
  write_texts(json, "queues", d.queues);
  json.key("traffic");
  json.open_object();
  json.whole("offered", d.traffic.offered);
  json.whole("abandoned", d.traffic.abandoned);
  json.number("caller_minutes", d.traffic.wait_minutes, kDecimals);
  json.close_object();
  json.whole("surges", d.surges);
  json.whole("open_surges", d.open_surges);
}

void write_named(JsonWriter& json, std::string_view list, const std::vector<NamedLoad>& loads) {
  write_list(json, list, loads, [&](const NamedLoad& load) {
    json.text("name", load.name);
    json.whole("incidents", load.incidents);
    write_load(json, load.load);
  });
}

void write_dated(JsonWriter& json, std::string_view list, const Digest& d,
                 const std::vector<DatedLoad>& loads) {
  write_list(json, list, loads, [&](const DatedLoad& load) {
    json.text("from", iso_date(load.from));
    json.key("departments");
    json.open_object();
    for (std::size_t i = 0; i < load.departments.size(); ++i) {
      write(json, d.departments[i].name, load.departments[i]);
    }
    json.close_object();
    write(json, "unattributed", load.unattributed);
    write(json, "staffing", load.staffing);
    write(json, "handle_time", load.handle_time);
  });
}

void write_loads(JsonWriter& json, const Digest& d) {
  write(json, "upstream", d.upstream);
  write(json, "unattributed", d.unattributed);
  json.key("service");
  json.open_object();
  json.whole("staffing_surges", d.service.staffing_surges);
  write(json, "staffing", d.service.staffing);
  json.whole("handle_time_surges", d.service.handle_time_surges);
  write(json, "handle_time", d.service.handle_time);
  json.close_object();
  write_named(json, "departments", d.departments);
  write_named(json, "stages", d.stages);
  write_named(json, "components", d.components);
  write_dated(json, "days", d, d.days);
  write_dated(json, "weeks", d, d.weeks);
}

void write_incidents(JsonWriter& json, const Digest& d) {
  write_list(json, "incidents", d.incidents, [&](const IncidentLoad& i) {
    json.text("incident", i.id);
    json.text("department", i.department);
    json.text("category", i.category);
    json.text("summary", i.summary);
    json.time("started", i.started);
    write_or_null(json, "closed", i.closed);
    json.number("probability", i.probability, kProbabilityDecimals);
    write_or_null(json, "verdict", i.verdict);
    write_load(json, i.load);
  });
}

void write_stories(JsonWriter& json, const Digest& d) {
  write_list(json, "stories", d.stories, [&](const Story& s) {
    json.text("alert", s.alert);
    json.text("queue", s.queue);
    json.time("onset", s.onset.estimate);
    write_or_null(json, "incident", s.incident);
    json.text("department", s.department);
    json.text("category", s.category);
    json.number("probability", s.probability, kProbabilityDecimals);
    write_or_null(json, "verdict", s.verdict);
    json.text("story", s.story);
    json.text("request", s.request);
    write_load(json, s.load);
  });
}

void write_requests(JsonWriter& json, const Digest& d) {
  write_list(json, "requests", d.requests, [&](const Request& r) {
    write_texts(json, "alerts", r.alerts);
    write_texts(json, "queues", r.queues);
    json.text("department", r.department);
    json.text("category", r.category);
    write_or_null(json, "incident", r.incident);
    json.number("probability", r.probability, kProbabilityDecimals);
    json.time("asked", r.asked);
    json.text("request", r.request);
    write_or_null(json, "acknowledged_by", r.acknowledged_by);
    write_or_null(json, "verdict", r.verdict);
    write_or_null(json, "verdict_incident", r.verdict_incident);
    write_or_null(json, "closed", r.closed);
  });
}

void write_forecasts(JsonWriter& json, const Digest& d) {
  write_list(json, "effects", d.effects, [&](const Effect& e) {
    json.text("alert", e.alert);
    json.text("queue", e.queue);
    json.text("department", e.department);
    json.text("category", e.category);
    json.text("incident", e.incident);
    json.time("closed", e.closed);
    write(json, "forecast", e.forecast);
    write(json, "came", e.came);
  });
  write_list(json, "early_warnings", d.warnings, [&](const Warning& w) {
    json.text("queue", w.queue);
    json.text("department", w.department);
    json.text("category", w.category);
    json.text("incident", w.incident);
    json.time("made", w.made);
    write(json, "forecast", w.forecast);
    write(json, "came", w.came);
  });
}

void write_suggestions(JsonWriter& json, const Digest& d) {
  write_list(json, "suggestions", d.suggestions, [&](const Suggestion& s) {
    json.text("about", s.about);
    json.whole("calls", s.calls);
    json.time("first", s.first);
    json.time("last", s.last);
    write_list(json, "incidents_since", s.incidents, [&](const Suggestion::Later& later) {
      json.text("incident", later.incident);
      json.text("department", later.department);
      json.time("reported", later.reported);
      json.boolean("closed", later.closed);
    });
  });
}

void write_trust(JsonWriter& json, const Digest& d) {
  json.key("calibration");
  json.open_object();
  json.whole("judged", d.calibration.judged);
  json.boolean("enough", d.calibration.enough());
  json.number("error", d.calibration.error, kProbabilityDecimals);
  write_list(json, "rows", d.calibration.rows, [&](const CalibrationRow& row) {
    json.number("from", row.from, kProbabilityDecimals);
    json.number("to", row.to, kProbabilityDecimals);
    json.whole("judged", row.judged);
    json.whole("right", row.right);
    json.number("mean_probability", row.mean_probability, kProbabilityDecimals);
  });
  json.close_object();
  write_list(json, "blind", d.blind, [&](const BlindTime& b) {
    json.text("what", b.what);
    json.time("from", b.from);
    write_or_null(json, "to", b.to);
    json.text("said", b.said);
  });
}

}  // namespace

std::string to_json(const Digest& digest) {
  std::string text;
  JsonWriter json(text);
  json.open_object();
  write_head(json, digest);
  write_loads(json, digest);
  write_incidents(json, digest);
  write_stories(json, digest);
  write_requests(json, digest);
  write_forecasts(json, digest);
  write_suggestions(json, digest);
  write_trust(json, digest);
  json.close_object();
  return text + "\n";
}

}  // namespace holdwatch::report
