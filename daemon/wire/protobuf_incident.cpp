#include "wire/protobuf_checks.h"
#include "wire/protobuf_records.h"

namespace holdwatch::wire {

namespace {

using protozero::pbf_message;

void read_scope_entry(std::string_view message, Scope& scope, Checks& checks) {
  std::string_view attribute;
  std::vector<std::string> values;
  pbf_message<pb::ScopeEntry> fields(message);
  while (fields.next()) {
    switch (fields.tag_and_type()) {
      case bytes(pb::ScopeEntry::attribute):
        attribute = checks.text(fields.get_view(), "scope");
        break;
      case bytes(pb::ScopeEntry::values):
        values.emplace_back(checks.text(fields.get_view(), "scope"));
        break;
      default:
        fields.skip();
    }
  }
  if (values.size() > kMaxScopeValues) {
    checks.fail({Disposition::oversized, "scope: too many values"});
  }
  auto& all = scope[std::string(attribute)];
  all.insert(all.end(), values.begin(), values.end());
}

struct RawIncident {
  IncidentReport report;
  std::int32_t type = 0;
  bool has_time = false;
};

void read_field(pbf_message<pb::Incident>& fields, RawIncident& raw, Checks& checks) {
  IncidentReport& report = raw.report;
  switch (fields.tag_and_type()) {
    case varint(pb::Incident::time_us):
      report.time = checks.time(fields.get_int64(), "time_us");
      raw.has_time = true;
      break;
    case varint(pb::Incident::type):
      raw.type = fields.get_enum();
      break;
    case bytes(pb::Incident::id):
      report.id = checks.text(fields.get_view(), "id");
      break;
    case bytes(pb::Incident::category):
      report.category = checks.text(fields.get_view(), "category");
      break;
    case bytes(pb::Incident::department):
      report.department = checks.text(fields.get_view(), "department");
      break;
    case varint(pb::Incident::started_us):
      report.started = checks.time(fields.get_int64(), "started_us");
      break;
    case bytes(pb::Incident::scope):
      if (!report.scope) report.scope.emplace();
      read_scope_entry(fields.get_view(), *report.scope, checks);
      break;
    case fixed64(pb::Incident::affected):
      report.affected = checks.number(fields.get_double(), kMaxAffected, "affected");
      break;
    case bytes(pb::Incident::summary):
      report.summary = checks.long_text(fields.get_view(), "summary");
      break;
    case bytes(pb::Incident::url):
      report.url = checks.long_text(fields.get_view(), "url");
      break;
    default:
      fields.skip();
  }
}

void settle(RawIncident& raw, Checks& checks) {
  IncidentReport& report = raw.report;
  report.type = enumerator(raw.type, ReportType::opened, kCount<ReportType>, "type",
                           Disposition::unknown_type, checks);
  if (!raw.has_time) checks.missing("time_us");
  if (report.id.empty()) checks.missing("id");
  if (report.type == ReportType::opened && report.category.empty()) checks.missing("category");
}

}  // namespace

tl::expected<IncidentReport, Problem> read_incident(std::string_view message) {
  RawIncident raw;
  Checks checks;
  pbf_message<pb::Incident> fields(message);
  while (fields.next()) read_field(fields, raw, checks);
  settle(raw, checks);
  if (checks.problem()) return tl::unexpected(*checks.problem());
  return std::move(raw.report);
}

}  // namespace holdwatch::wire
