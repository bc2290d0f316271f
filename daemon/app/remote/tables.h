#pragma once

#include <vector>

#include "app/remote/answers.h"
#include "app/terminal/table.h"
#include "model/zone.h"

/// What the daemon answers, as tables for people: a row for each thing, in the order given. Times
/// are those of the centre's zone.
namespace holdwatch::remote {

terminal::Table queue_table(const std::vector<QueueView>& queues, Time now);
terminal::Table surge_table(const std::vector<AlertChange>& surges, Time now, const Zone& zone);
terminal::Table alert_table(const std::vector<AlertChange>& alerts, Time now, const Zone& zone);
/// What became of one alert, change by change.
terminal::Table history_table(const std::vector<AlertChange>& changes, Time now, const Zone& zone);
terminal::Table incident_table(const std::vector<IncidentView>& incidents, Time now,
                               const Zone& zone);
/// Departments by what they brought about this week, then service's own share, then what nobody
/// reported explains; unless `is_all`, without those rows that have nothing but zeros.
terminal::Table department_table(const Departments& departments, bool is_all);
terminal::Table request_table(const Departments& departments, Time now, const Zone& zone);
terminal::Table abandoned_table(const AbandonedCalls& abandoned, const Zone& zone);
terminal::Table feed_table(const Feeds& feeds, const Zone& zone);

/// Open ones, critical ones and old ones first.
bool is_worse(const AlertChange& a, const AlertChange& b);
void sort_worst_first(std::vector<AlertChange>& alerts);

/// "98 % INC-0051 backorder (supply chain)", or "2 % none of the reported".
std::string spell(const Cause& cause);
/// The first of an alert's causes, where it has any.
std::string suspect(const AlertChange& change);

}  // namespace holdwatch::remote
