#include "journal/told_alerts.h"

#include <SQLiteCpp/Statement.h>

#include <algorithm>
#include <limits>

#include "journal/reader.h"
#include "journal/rows.h"
#include "model/names.h"
#include "wire/alert_json.h"

namespace holdwatch::journal {

namespace {

// All that is looked at to choose alerts is in the index alerts_by_first_change.
constexpr const char* kChoose =
    "SELECT time_us, sequence, ordinal, id, kind, queue FROM alerts WHERE status = 'firing' "
    "AND time_us >= ?1 AND time_us < ?2 AND (time_us, sequence, ordinal) < (?3, ?4, ?5) "
    "ORDER BY time_us DESC, sequence DESC, ordinal DESC LIMIT ?6";

constexpr std::int64_t kEver = std::numeric_limits<std::int64_t>::max();

void bind_place(SQLite::Statement& rows, const std::optional<ToldPlace>& after) {
  rows.bind(3, after ? micros(after->time) : kEver);
  rows.bind(4, after ? number(after->sequence) : kEver);
  rows.bind(5, after ? static_cast<std::int64_t>(after->ordinal) : kEver);
}

bool is_wanted(SQLite::Statement& row, const AlertQuery& query) {
  const bool is_kind = !query.kind || row.getColumn(4).getString() == to_string(*query.kind);
  return is_kind && (!query.queue || row.getColumn(5).getString() == *query.queue);
}

}  // namespace

ToldAlerts::ToldAlerts(const std::string& path) : database_(open_to_read(path)) {}

AlertPage ToldAlerts::alerts(const AlertQuery& query) {
  SQLite::Statement rows(database_, kChoose);
  rows.bind(1, query.since ? micros(*query.since) : -kEver);
  rows.bind(2, query.until ? micros(*query.until) : kEver);
  bind_place(rows, query.after);
  rows.bind(6, kMostLookedAt);
  AlertPage page;
  ToldPlace place;
  int looked_at = 0;
  for (; rows.executeStep(); ++looked_at) {
    if (page.alerts.size() == query.limit) {
      page.next = place;
      break;
    }
    place = {moment(rows.getColumn(0).getInt64()), count(rows.getColumn(1)),
             rows.getColumn(2).getUInt()};
    if (!is_wanted(rows, query)) continue;
    page.alerts.push_back(newest_change(rows.getColumn(3).getString()));
  }
  if (looked_at == kMostLookedAt) page.next = place;
  return page;
}

std::string ToldAlerts::newest_change(const std::string& alert) {
  SQLite::Statement row(
      database_,
      "SELECT change, EXISTS (SELECT 1 FROM alerts WHERE id = ?1 AND status = 'resolved') "
      "FROM alerts WHERE id = ?1 ORDER BY sequence DESC, ordinal DESC LIMIT 1");
  row.bind(1, alert);
  row.executeStep();
  std::string change = row.getColumn(0).getString();
  return row.getColumn(1).getInt() != 0 ? wire::as_resolved(std::move(change)) : change;
}

std::vector<std::string> ToldAlerts::changes_of(const std::string& alert, std::size_t most) {
  SQLite::Statement rows(
      database_,
      "SELECT change FROM alerts WHERE id = ? ORDER BY sequence DESC, ordinal DESC LIMIT ?");
  rows.bind(1, alert);
  rows.bind(2, static_cast<std::int64_t>(most));
  std::vector<std::string> changes;
  while (rows.executeStep()) changes.push_back(rows.getColumn(0).getString());
  std::reverse(changes.begin(), changes.end());
  return changes;
}

std::optional<std::vector<ToldChange>> ToldAlerts::changes_from(Time time, std::size_t most) {
  SQLite::Statement oldest(database_, "SELECT coalesce(min(time_us), ?) FROM alerts");
  oldest.bind(1, kEver);
  oldest.executeStep();
  if (oldest.getColumn(0).getInt64() > micros(time)) return std::nullopt;
  SQLite::Statement rows(database_,
                         "SELECT time_us, change FROM alerts WHERE time_us >= ? "
                         "ORDER BY time_us, sequence, ordinal LIMIT ?");
  rows.bind(1, micros(time));
  rows.bind(2, static_cast<std::int64_t>(most) + 1);
  std::vector<ToldChange> changes;
  while (rows.executeStep()) {
    changes.push_back({moment(rows.getColumn(0).getInt64()), rows.getColumn(1).getString()});
  }
  if (changes.size() > most) return std::nullopt;
  return changes;
}

}  // namespace holdwatch::journal
