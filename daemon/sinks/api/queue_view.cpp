#include <algorithm>
#include <map>
#include <utility>

#include "model/names.h"
#include "sinks/api/views.h"
#include "wire/json_writer.h"

namespace holdwatch::api {

namespace {

using wire::JsonWriter;

constexpr int kWaitDecimals = 1;
constexpr int kShareDecimals = 4;
constexpr int kScoreDecimals = 2;

void write_agents(JsonWriter& json, const QueueSnapshot& queue) {
  json.key("agents");
  if (!queue.agents_known) {
    json.null();
  } else {
    json.open_object();
    for (std::size_t i = 0; i < kAgentStates; ++i) {
      json.whole(to_string(static_cast<AgentState>(i)), queue.agents[i]);
    }
    json.close_object();
  }
  json.key("staffed");
  queue.staffed ? json.whole(*queue.staffed) : json.null();
}

void write_today(JsonWriter& json, const QueueDay& today) {
  json.key("today");
  json.open_object();
  json.whole("offered", today.offered);
  json.whole("answered", today.answered);
  json.whole("abandoned", today.abandoned);
  json.key("service_level");
  const double ended = today.answered + today.abandoned;
  ended > 0 ? json.number(today.answered_in_target / ended, kShareDecimals) : json.null();
  json.close_object();
}

void write_surge(JsonWriter& json, const QueueSnapshot& queue, const std::string* alert) {
  json.key("surge");
  alert != nullptr ? json.text(*alert) : json.null();
  json.number("surge_score", queue.surge_score, kScoreDecimals);
}

std::string state_of(const QueueSnapshot& queue, const std::string* surge) {
  std::string out;
  JsonWriter json(out);
  json.open_object();
  json.text("name", queue.name);
  json.boolean("known", queue.is_known);
  json.whole("waiting", queue.waiting);
  json.key("longest_wait_since");
  queue.oldest_waiting ? json.time(*queue.oldest_waiting) : json.null();
  json.key("expected_wait_seconds");
  queue.expected_wait_seconds ? json.number(*queue.expected_wait_seconds, kWaitDecimals)
                              : json.null();
  json.whole("held", queue.held);
  write_agents(json, queue);
  json.number("long_hold_seconds", queue.long_hold_seconds, kWaitDecimals);
  json.number("service_level_target_seconds", queue.service_level_target_seconds, kWaitDecimals);
  write_today(json, queue.today);
  write_surge(json, queue, surge);
  return out;
}

std::string wait_of(const QueueSnapshot& queue, Time now) {
  std::string out = ",";
  JsonWriter json(out);
  const double waited = queue.oldest_waiting ? to_seconds(now - *queue.oldest_waiting) : 0;
  json.number("longest_wait_seconds", std::max(0.0, waited), kWaitDecimals);
  json.close_object();
  return out;
}

/// `"zone":...,"queues":[` and the rows that are `wanted`.
template <class Wanted>
void write_rows(std::string& out, const Snapshot& snapshot, const std::vector<QueueRow>& rows,
                Wanted wanted) {
  JsonWriter json(out);
  json.text("zone", snapshot.zone->name());
  out += ",\"queues\":[";
  bool is_first = true;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (!wanted(i)) continue;
    if (!std::exchange(is_first, false)) out += ',';
    out += rows[i].state;
    out += rows[i].wait;
  }
  out += ']';
}

}  // namespace

std::vector<QueueRow> queue_rows(const Snapshot& snapshot) {
  std::map<std::string_view, const std::string*> surges;
  for (const AlertChange& alert : snapshot.alerts) {
    if (alert.kind == AlertKind::surge && is_open(alert)) surges[alert.queue] = &alert.id;
  }
  std::vector<QueueRow> rows;
  rows.reserve(snapshot.queues.size());
  for (const QueueSnapshot& queue : snapshot.queues) {
    const auto surge = surges.find(queue.name);
    rows.push_back({state_of(queue, surge == surges.end() ? nullptr : surge->second),
                    wait_of(queue, snapshot.time)});
  }
  return rows;
}

std::string all_queues(const Snapshot& snapshot, const std::vector<QueueRow>& rows) {
  std::string out;
  write_rows(out, snapshot, rows, [](std::size_t) { return true; });
  return out;
}

std::string changed_queues(const Snapshot& snapshot, const std::vector<QueueRow>& rows,
                           const std::vector<QueueRow>& before) {
  std::string out = "\"partial\":true,";
  write_rows(out, snapshot, rows,
             [&](std::size_t i) { return i >= before.size() || rows[i].state != before[i].state; });
  return out;
}

}  // namespace holdwatch::api
