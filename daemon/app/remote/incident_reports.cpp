#include "app/remote/incident_reports.h"

#include <fmt/format.h>

#include <boost/json/parse.hpp>
#include <chrono>

#include "app/exit_status.h"
#include "app/remote/json_object.h"
#include "config/duration_text.h"
#include "wire/json_decoder.h"
#include "wire/json_encoder.h"
#include "wire/rfc3339.h"

namespace holdwatch::remote {

namespace {

/// What the daemon's own decoder would object to.
class Objections : public wire::Receiver {
 public:
  void event(const CallEvent&) override {}
  void incident(const IncidentReport&) override {}
  void verdict(const Verdict&) override {}
  void rejected(const wire::Rejection& rejection) override { first_ = rejection.detail; }

  const std::string& first() const { return first_; }

 private:
  std::string first_;
};

std::string objection(const IncidentReport& report) {
  wire::JsonDecoder decoder;
  Objections objections;
  decoder.decode_message(wire::to_json(report), objections);
  return objections.first();
}

tl::expected<Scope, std::string> to_scope(const std::vector<std::string>& pairs) {
  Scope scope;
  for (const std::string& pair : pairs) {
    const std::size_t sign = pair.find('=');
    if (sign == std::string::npos || sign == 0 || sign + 1 == pair.size()) {
      return tl::unexpected(fmt::format("--scope {}: expected NAME=VALUE, as sku=SKU-0042", pair));
    }
    scope[pair.substr(0, sign)].push_back(pair.substr(sign + 1));
  }
  return scope;
}

Time now() {
  return std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now());
}

std::vector<std::string> details(const JsonObject& json, const char* list) {
  return json.list(list, [](const JsonObject& item) { return item.text("detail"); });
}

/// Sends it, and says what the daemon warns of; throws Refused, with the daemon's own reason, when
/// it wasn't taken.
void send(const Server& server, const IncidentReport& report) {
  const std::string answer = post(server, "/api/v1/incidents", wire::to_json(report));
  const boost::json::value document = boost::json::parse(answer);
  const JsonObject json(document);
  for (const std::string& warning : details(json, "warnings")) {
    fmt::print(stderr, "Warning: {}\n", warning);
  }
  if (json.count("accepted") == 1) return;
  const auto reasons = details(json, "rejected");
  throw Refused(reasons.empty() ? "the daemon refused it" : reasons.front(), kBad);
}

}  // namespace

tl::expected<IncidentReport, std::string> to_report(const NewIncident& incident, Time now) {
  IncidentReport report;
  report.time = now;
  report.type = incident.is_update ? ReportType::updated : ReportType::opened;
  report.id = incident.id;
  report.category = incident.category;
  report.department = incident.department;
  report.affected = incident.affected;
  report.summary = incident.summary;
  report.url = incident.url;
  if (incident.started) {
    const auto moment = wire::parse_rfc3339(*incident.started);
    report.started = moment ? *moment : now - config::parse_duration(*incident.started).value();
  } else if (!incident.is_update) {
    report.started = now;
  }
  if (report.started && *report.started > now) {
    return tl::unexpected(fmt::format("--started {}: that is yet to come", *incident.started));
  }
  if (!incident.is_update && incident.category.empty()) {
    return tl::unexpected(std::string("--category is missing: a new incident has one"));
  }
  if (!incident.scope.empty()) {
    auto scope = to_scope(incident.scope);
    if (!scope) return tl::unexpected(scope.error());
    report.scope = *std::move(scope);
  }
  const std::string wrong = objection(report);
  if (!wrong.empty()) return tl::unexpected(wrong);
  return report;
}

int report_incident(const NewIncident& incident) {
  const auto report = to_report(incident, now());
  if (!report) {
    fmt::print(stderr, "holdwatchctl incidents report: {}\n", report.error());
    return kUsageError;
  }
  return guarded([&] {
    if (incident.is_dry_run) {
      fmt::print("{}\n", wire::to_json(*report));
      return 0;
    }
    send(incident.server, *report);
    fmt::print("Incident {} is {}.\n", report->id, incident.is_update ? "changed" : "reported");
    return 0;
  });
}

int close_incident(const NewIncident& incident) {
  return guarded([&incident] {
    IncidentReport report;
    report.time = now();
    report.type = ReportType::closed;
    report.id = incident.id;
    send(incident.server, report);
    fmt::print("Incident {} is closed.\n", report.id);
    return 0;
  });
}

}  // namespace holdwatch::remote
