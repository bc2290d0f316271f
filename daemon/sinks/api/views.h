#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/health.h"
#include "model/snapshot.h"
#include "model/time.h"
#include "wire/json_writer.h"

/// What the snapshot says, as openapi.json has it: the members of each answer's object behind
/// `time`, so that two answers can be compared. with_time() makes an answer of them.
namespace holdwatch::api {

std::string with_time(Time time, std::string_view members);

/// Each queue's object, in the order of the snapshot, in two parts: the first changes only when
/// something happens, the second with time.
struct QueueRow {
  std::string state;  ///< `{...` without its end
  std::string wait;   ///< `,"longest_wait_seconds":...}`
};
std::vector<QueueRow> queue_rows(const Snapshot& snapshot);
/// All of them; or only those that `before`, rows of an older snapshot, has not or had otherwise.
std::string all_queues(const Snapshot& snapshot, const std::vector<QueueRow>& rows);
std::string changed_queues(const Snapshot& snapshot, const std::vector<QueueRow>& rows,
                           const std::vector<QueueRow>& before);

std::string open_surges(const Snapshot& snapshot);
/// `"curve":[...]` of one alert; empty when there is none.
std::string curve(const Snapshot& snapshot, std::string_view alert);
std::string incidents(const Snapshot& snapshot, bool with_closed);
std::string departments(const Snapshot& snapshot);
std::string abandoned_calls(const Snapshot& snapshot);
std::string feeds(const Health& health);

inline bool is_open(const AlertChange& alert) {
  return alert.status != AlertStatus::resolved;
}
inline bool is_surge(const AlertChange& alert) {
  return alert.kind == AlertKind::surge || alert.kind == AlertKind::aggregate_surge;
}

/// The stage of the customer's journey that a category belongs to; empty: the catalogue hasn't it.
std::string_view stage_of(const Snapshot& snapshot, std::string_view category);

/// The first members of an incident's object, wherever one stands: who it is, and since when.
void write_incident_head(wire::JsonWriter& json, const Snapshot& snapshot,
                         const IncidentSnapshot& incident);

}  // namespace holdwatch::api
