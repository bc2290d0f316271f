// Every line of the ledger (what incidents of one category did to one queue on one day) is added up
// by day and by week, for its department and for its category's stage of the customer's journey.
// Lines of other drivers than demand are service's own share, which is also the journey's last
// stage; lines of a feed that lost count are nobody's.
#include <algorithm>
#include <array>
#include <map>

#include "model/estimate_sum.h"
#include "sinks/api/views.h"
#include "wire/json_writer.h"

namespace holdwatch::api {

namespace {

using std::chrono::days;
using std::chrono::local_days;
using wire::JsonWriter;

constexpr int kLoadDecimals = 1;
constexpr int kProbabilityDecimals = 3;
constexpr std::array<std::string_view, 7> kStages = {"discover", "buy",    "pay",    "deliver",
                                                     "use",      "return", "service"};

/// Today and the Monday before it.
struct Calendar {
  local_days today;
  local_days monday;
};

Calendar calendar_of(const Snapshot& snapshot) {
  const local_days today = snapshot.zone->day_of(snapshot.time);
  return {today, today - (std::chrono::weekday{today} - std::chrono::Monday)};
}

class Share {
 public:
  void add(const LedgerLine& line) {
    load_.add(line.load);
    surges_ += line.surges;
  }

  void write(JsonWriter& json) const {
    const Load load = load_.value();
    json.open_object();
    json.number("calls", load.calls.estimate, kLoadDecimals);
    json.number("calls_low", load.calls.low, kLoadDecimals);
    json.number("calls_high", load.calls.high, kLoadDecimals);
    json.number("minutes", load.caller_minutes.estimate, kLoadDecimals);
    json.number("abandoned", load.abandonments.estimate, kLoadDecimals);
    json.whole("surges", surges_);
    json.close_object();
  }

 private:
  LoadSum load_;
  std::uint64_t surges_ = 0;
};

struct Shares {
  Share today;
  Share week;

  void add(const LedgerLine& line, const Calendar& calendar) {
    if (line.day == calendar.today) today.add(line);
    if (line.day >= calendar.monday && line.day <= calendar.today) week.add(line);
  }

  void write_members(JsonWriter& json) const {
    json.key("today");
    today.write(json);
    json.key("week");
    week.write(json);
  }
  void write(JsonWriter& json, std::string_view name) const {
    json.key(name);
    json.open_object();
    write_members(json);
    json.close_object();
  }
};

struct Department {
  Shares shares;
  std::vector<const AlertChange*> requests;  ///< whose first suspect is of this department
  std::array<std::uint64_t, 3> verdicts{};
};

struct Stage {
  Shares shares;
  std::vector<const AlertChange*> surges;
};

struct Accounts {
  std::map<std::string_view, Department> departments;
  std::map<std::string_view, Stage> stages;
  Shares service;
  Shares staffing;
  Shares handle_time;
  Shares unexplained;
};

void add(Accounts& accounts, const LedgerLine& line, const Snapshot& snapshot,
         const Calendar& calendar) {
  if (line.driver == Driver::feed) return;
  if (line.driver != Driver::demand) {
    (line.driver == Driver::staffing ? accounts.staffing : accounts.handle_time)
        .add(line, calendar);
    accounts.service.add(line, calendar);
    accounts.stages["service"].shares.add(line, calendar);
  } else if (line.department.empty()) {
    accounts.unexplained.add(line, calendar);
  } else {
    accounts.departments[line.department].shares.add(line, calendar);
    accounts.stages[stage_of(snapshot, line.category)].shares.add(line, calendar);
  }
}

/// The first suspect of an open alert; null when that is "none of the reported".
const Cause* first_suspect(const AlertChange& alert) {
  if (alert.causes.empty() || !alert.causes.front().incident) return nullptr;
  return &alert.causes.front();
}

void add(Accounts& accounts, const AlertChange& alert, const Snapshot& snapshot) {
  if (!is_open(alert)) return;
  const Cause* suspect = first_suspect(alert);
  if (suspect != nullptr && suspect->department && !alert.request.empty()) {
    accounts.departments[*suspect->department].requests.push_back(&alert);
  }
  if (!is_surge(alert)) return;
  if (alert.driver == Driver::staffing || alert.driver == Driver::handle_time) {
    accounts.stages["service"].surges.push_back(&alert);
  } else if (suspect != nullptr && suspect->category) {
    accounts.stages[stage_of(snapshot, *suspect->category)].surges.push_back(&alert);
  }
}

Accounts add_up(const Snapshot& snapshot) {
  Accounts accounts;
  const Calendar calendar = calendar_of(snapshot);
  for (const Category& category : *snapshot.catalogue) accounts.departments[category.department];
  for (const IncidentSnapshot& incident : snapshot.incidents) {
    accounts.departments[incident.department];
  }
  for (const LedgerLine& line : *snapshot.ledger) add(accounts, line, snapshot, calendar);
  for (const AlertChange& alert : snapshot.alerts) add(accounts, alert, snapshot);
  for (const FeedbackSnapshot& said : snapshot.feedback) {
    accounts.departments[said.department].verdicts = said.verdicts;
  }
  accounts.departments.erase("");
  return accounts;
}

void write_request(JsonWriter& json, const AlertChange& alert) {
  const Cause& cause = alert.causes.front();
  json.open_object();
  json.text("alert", alert.id);
  json.key("queue");
  alert.scope.empty() ? json.text(alert.queue) : json.null();
  json.text("incident", *cause.incident);
  json.text("category", cause.category.value_or(""));
  json.number("probability", cause.probability, kProbabilityDecimals);
  json.text("request", alert.request);
  json.time("since", alert.opened);
  json.close_object();
}

void write_verdicts(JsonWriter& json, const std::array<std::uint64_t, 3>& verdicts) {
  json.key("verdicts");
  json.open_object();
  json.whole("confirmed", verdicts[static_cast<std::size_t>(VerdictType::confirmed)]);
  json.whole("rejected", verdicts[static_cast<std::size_t>(VerdictType::rejected)]);
  json.whole("false_alarm", verdicts[static_cast<std::size_t>(VerdictType::false_alarm)]);
  json.close_object();
}

void write_departments(JsonWriter& json, const Accounts& accounts) {
  json.key("departments");
  json.open_array();
  for (const auto& [name, department] : accounts.departments) {
    json.open_object();
    json.text("department", name);
    department.shares.write_members(json);
    json.key("open_requests");
    json.open_array();
    for (const AlertChange* alert : department.requests) write_request(json, *alert);
    json.close_array();
    write_verdicts(json, department.verdicts);
    json.close_object();
  }
  json.close_array();
}

void write_service(JsonWriter& json, const Accounts& accounts) {
  json.key("service");
  json.open_object();
  accounts.service.write_members(json);
  json.key("by_driver");
  json.open_object();
  accounts.staffing.write(json, "staffing");
  accounts.handle_time.write(json, "handle_time");
  json.close_object();
  json.close_object();
}

void write_journey(JsonWriter& json, Accounts& accounts) {
  json.key("journey");
  json.open_array();
  for (const std::string_view name : kStages) {
    const Stage& stage = accounts.stages[name];
    json.open_object();
    json.text("stage", name);
    stage.shares.write_members(json);
    json.key("surges");
    json.open_array();
    for (const AlertChange* alert : stage.surges) json.text(alert->id);
    json.close_array();
    json.close_object();
  }
  json.close_array();
}

}  // namespace

std::string departments(const Snapshot& snapshot) {
  Accounts accounts = add_up(snapshot);
  std::string out;
  JsonWriter json(out);
  json.text("zone", snapshot.zone->name());
  write_departments(json, accounts);
  write_service(json, accounts);
  accounts.unexplained.write(json, "unexplained");
  write_journey(json, accounts);
  return out;
}

}  // namespace holdwatch::api
