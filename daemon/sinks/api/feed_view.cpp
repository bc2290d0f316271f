#include <numeric>

#include "model/names.h"
#include "sinks/api/views.h"
#include "wire/json_writer.h"

namespace holdwatch::api {

namespace {

using wire::JsonWriter;

constexpr int kLagDecimals = 3;

void write_rejected(JsonWriter& json, const SourceHealth& source) {
  json.whole("rejected",
             std::accumulate(source.rejected.begin(), source.rejected.end(), std::uint64_t{0}));
  json.key("rejected_by_reason");
  json.open_object();
  for (std::size_t i = 0; i < kDispositions; ++i) {
    if (source.rejected[i] > 0)
      json.whole(to_string(static_cast<Disposition>(i)), source.rejected[i]);
  }
  json.close_object();
}

void write_feed(JsonWriter& json, const SourceHealth& source) {
  json.open_object();
  json.text("name", source.name);
  json.boolean("up", source.up);
  json.boolean("ended", source.ended);
  json.key("last_event");
  source.last_event ? json.time(*source.last_event) : json.null();
  json.whole("events", source.events);
  write_rejected(json, source);
  json.whole("missed", source.missed);
  json.number("lag_seconds", source.lag_seconds, kLagDecimals);
  json.close_object();
}

void write_journal(JsonWriter& json, const JournalHealth& journal) {
  json.open_object();
  json.whole("bytes", journal.bytes);
  json.key("failing_since");
  journal.failing_since ? json.time(*journal.failing_since) : json.null();
  json.key("problem");
  journal.problem.empty() ? json.null() : json.text(journal.problem);
  json.close_object();
}

}  // namespace

std::string feeds(const Health& health) {
  std::string out;
  JsonWriter json(out);
  json.key("feeds");
  json.open_array();
  for (const SourceHealth& source : health.sources) write_feed(json, source);
  json.close_array();
  json.key("journal");
  health.journal ? write_journal(json, *health.journal) : json.null();
  return out;
}

std::string abandoned_calls(const Snapshot& snapshot) {
  std::string out;
  JsonWriter json(out);
  json.key("calls");
  json.open_array();
  const std::vector<AbandonedCall>& calls = *snapshot.abandoned;
  for (auto call = calls.rbegin(); call != calls.rend(); ++call) {
    json.open_object();
    json.text("queue", call->queue);
    json.text("call", call->call);
    json.time("time", call->time);
    json.number("waited_seconds", call->waited_seconds, kLagDecimals);
    json.close_object();
  }
  json.close_array();
  return out;
}

std::string with_time(Time time, std::string_view members) {
  std::string out;
  JsonWriter json(out);
  json.open_object();
  json.time("time", time);
  out += ',';
  out += members;
  out += '}';
  return out;
}

}  // namespace holdwatch::api
