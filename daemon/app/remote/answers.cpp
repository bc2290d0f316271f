#include "app/remote/answers.h"

#include <boost/json/parse.hpp>

#include "app/remote/alert_answer.h"
#include "model/names.h"

namespace holdwatch::remote {

namespace {

namespace json = boost::json;

/// The object, with a list of that name where one must be.
template <class Read>
auto read_body(std::string_view body, std::string_view list, Read read) {
  json::error_code failed;
  const json::value document = json::parse({body.data(), body.size()}, failed);
  const JsonObject object(document);
  if (failed || (!list.empty() && !object.has_list(list))) {
    throw std::runtime_error(
        "what it answered is no answer of a Holdwatch daemon that this tool "
        "understands: is the address right, and is the daemon's version near "
        "the tool's?");
  }
  return read(object);
}

QueueView read_queue(const JsonObject& json) {
  QueueView queue;
  queue.name = json.text("name");
  queue.is_known = json.flag("known");
  queue.waiting = static_cast<std::uint32_t>(json.count("waiting"));
  queue.longest_wait_since = json.maybe_time("longest_wait_since");
  queue.expected_wait_seconds = json.maybe_number("expected_wait_seconds");
  queue.held = static_cast<std::uint32_t>(json.count("held"));
  if (json.has_object("agents")) {
    auto& agents = queue.agents.emplace();
    for (std::size_t state = 0; state < agents.size(); ++state) {
      agents[state] =
          static_cast<std::uint32_t>(json.object("agents").count(Names<AgentState>::kNames[state]));
    }
  }
  if (const auto staffed = json.maybe_count("staffed")) {
    queue.staffed = static_cast<std::uint32_t>(*staffed);
  }
  queue.long_hold_seconds = json.number("long_hold_seconds", queue.long_hold_seconds);
  queue.service_level_target_seconds =
      json.number("service_level_target_seconds", queue.service_level_target_seconds);
  const JsonObject today = json.object("today");
  queue.offered = today.count("offered");
  queue.answered = today.count("answered");
  queue.abandoned = today.count("abandoned");
  queue.service_level = today.maybe_number("service_level");
  queue.surge = json.maybe_text("surge");
  return queue;
}

CurvePoint read_point(const JsonObject& json) {
  return {json.time("from"),       json.time("to"),    json.number("calls"),
          json.number("expected"), json.number("low"), json.number("high")};
}

IncidentView read_incident(const JsonObject& json) {
  IncidentView incident;
  incident.id = json.text("id");
  incident.category = json.text("category");
  incident.department = json.text("department");
  incident.stage = json.text("stage");
  incident.started = json.time("started");
  incident.affected = json.maybe_number("affected");
  incident.scope = read_scope(json.object("scope"));
  incident.summary = json.text("summary");
  incident.is_open = json.flag("open", true);
  incident.alerts = json.texts("alerts");
  return incident;
}

SurgeView read_surge(const JsonObject& json) {
  return {read_alert(json.object("alert")), json.list("curve", read_point),
          json.list("incidents", read_incident)};
}

Load read_load(const JsonObject& json) {
  return {json.number("calls"), json.number("minutes"), json.number("abandoned"),
          json.count("surges")};
}

OpenRequest read_request(const JsonObject& json) {
  return {json.text("alert"),         json.text("queue"),   json.text("incident"),
          json.number("probability"), json.text("request"), json.time("since")};
}

DepartmentView read_department(const JsonObject& json) {
  return {json.text("department"), read_load(json.object("today")), read_load(json.object("week")),
          json.list("open_requests", read_request)};
}

FeedView read_feed(const JsonObject& json) {
  return {json.text("name"),    json.flag("up"),
          json.flag("ended"),   json.maybe_time("last_event"),
          json.count("events"), json.count("rejected"),
          json.count("missed"), json.maybe_number("lag_seconds")};
}

AbandonedCall read_call(const JsonObject& json) {
  return {json.text("queue"), json.text("call"), json.time("time"), json.number("waited_seconds")};
}

AlertChange read_change(const JsonObject& json) {
  return read_alert(json);
}

}  // namespace

Queues read_queues(std::string_view body) {
  return read_body(body, "queues", [](const JsonObject& json) {
    return Queues{json.time("time"), json.text("zone"), json.flag("partial"),
                  json.list("queues", read_queue)};
  });
}

Surges read_surges(std::string_view body) {
  return read_body(body, "surges", [](const JsonObject& json) {
    return Surges{json.time("time"), json.list("surges", read_surge)};
  });
}

Alerts read_alerts(std::string_view body) {
  return read_body(body, "alerts", [](const JsonObject& json) {
    return Alerts{json.time("time"), json.list("alerts", read_change), json.maybe_text("next")};
  });
}

AlertStory read_alert_story(std::string_view body) {
  return read_body(body, "history", [](const JsonObject& json) {
    return AlertStory{json.time("time"), read_alert(json.object("alert")),
                      json.list("history", read_change), json.list("curve", read_point)};
  });
}

AlertChange read_alert(std::string_view body) {
  return read_body(body, "causes", read_change);
}

Incidents read_incidents(std::string_view body) {
  return read_body(body, "incidents", [](const JsonObject& json) {
    return Incidents{json.time("time"), json.list("incidents", read_incident)};
  });
}

Departments read_departments(std::string_view body) {
  return read_body(body, "departments", [](const JsonObject& json) {
    const JsonObject service = json.object("service");
    const JsonObject unexplained = json.object("unexplained");
    return Departments{json.time("time"),
                       json.list("departments", read_department),
                       read_load(service.object("today")),
                       read_load(service.object("week")),
                       read_load(unexplained.object("today")),
                       read_load(unexplained.object("week"))};
  });
}

AbandonedCalls read_abandoned(std::string_view body) {
  return read_body(body, "calls", [](const JsonObject& json) {
    return AbandonedCalls{json.time("time"), json.list("calls", read_call)};
  });
}

Feeds read_feeds(std::string_view body) {
  return read_body(body, "feeds", [](const JsonObject& json) {
    Feeds feeds{json.time("time"), json.list("feeds", read_feed), std::nullopt};
    if (json.has_object("journal")) {
      const JsonObject journal = json.object("journal");
      feeds.journal = JournalView{journal.count("bytes"), journal.maybe_time("failing_since"),
                                  journal.text("problem")};
    }
    return feeds;
  });
}

Hello read_hello(std::string_view body) {
  return read_body(body, "", [](const JsonObject& json) {
    return Hello{json.time("time"), json.text("zone"), json.text("version")};
  });
}

}  // namespace holdwatch::remote
