#include <fmt/format.h>

#include <algorithm>

#include "app/remote/tables.h"
#include "app/terminal/figures.h"
#include "model/spoken.h"

namespace holdwatch::remote {

namespace {

using terminal::Align;
using terminal::Cell;
using terminal::Table;
using terminal::Tone;

/// "sku SKU-0042, SKU-0043; region north"
std::string text_of(const Scope& scope) {
  std::string text;
  for (const auto& [name, values] : scope) {
    if (!text.empty()) text += "; ";
    text += fmt::format("{} {}", name, fmt::join(values, ", "));
  }
  return text.empty() ? "everything" : text;
}

std::vector<Cell> load_row(Cell name, const Load& today, const Load& week) {
  const auto figure = [](double value) { return Cell{fmt::format("{:.0f}", value)}; };
  return {std::move(name),
          figure(today.calls),
          figure(today.minutes),
          figure(week.calls),
          figure(week.minutes),
          figure(week.abandoned),
          {fmt::to_string(week.surges)}};
}

/// As it would be printed.
bool is_all_zero(const Load& load) {
  constexpr double kRoundsToZero = 0.5;
  return std::max({load.calls, load.minutes, load.abandoned}) < kRoundsToZero;
}

Cell feed_state(const FeedView& feed) {
  if (feed.has_ended) return {"■ played to its end", Tone::faint};
  return feed.is_up ? Cell{"● up", Tone::good} : Cell{"✖ down", Tone::bad};
}

}  // namespace

Table incident_table(const std::vector<IncidentView>& incidents, Time now, const Zone& zone) {
  Table table{{{"INCIDENT", Align::left, 0, true},
               {"STATE", Align::left, 5},
               {"CATEGORY"},
               {"DEPARTMENT", Align::left, 1},
               {"STARTED", Align::left, 2},
               {"ALERTS", Align::right, 4},
               {"AFFECTED", Align::right, 6},
               {"SCOPE", Align::left, 3, true},
               {"SUMMARY", Align::left, 7, true}},
              {}};
  for (const IncidentView& incident : incidents) {
    table.rows.push_back(
        {{incident.id, Tone::strong},
         {incident.is_open ? "open" : "closed", incident.is_open ? Tone::plain : Tone::faint},
         {spoken(incident.category)},
         {spoken(incident.department)},
         {terminal::moment(incident.started, now, zone)},
         {incident.alerts.empty() ? "-" : fmt::to_string(incident.alerts.size()),
          incident.alerts.empty() ? Tone::faint : Tone::warning},
         {incident.affected ? fmt::format("{:.0f}", *incident.affected) : "-"},
         {text_of(incident.scope)},
         {incident.summary}});
  }
  return table;
}

Table department_table(const Departments& departments, bool is_all) {
  Table table{{{"BROUGHT ABOUT BY", Align::left, 0, true},
               {"CALLS TODAY", Align::right},
               {"MINUTES", Align::right, 2},
               {"THIS WEEK", Align::right},
               {"MINUTES", Align::right, 1},
               {"GAVE UP", Align::right, 3},
               {"SURGES", Align::right, 4}},
              {}};
  std::vector<DepartmentView> sorted = departments.departments;
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const auto& a, const auto& b) { return a.week.calls > b.week.calls; });
  const auto add = [&table, is_all](Cell name, const Load& today, const Load& week) {
    if (is_all || !is_all_zero(today) || !is_all_zero(week)) {
      table.rows.push_back(load_row(std::move(name), today, week));
    }
  };
  for (const DepartmentView& department : sorted) {
    add({spoken(department.name), Tone::strong}, department.today, department.week);
  }
  add({"service itself"}, departments.service_today, departments.service_week);
  add({"nothing that was reported"}, departments.unexplained_today, departments.unexplained_week);
  return table;
}

Table request_table(const Departments& departments, Time now, const Zone& zone) {
  Table table{{{"ASKED OF"},
               {"SINCE", Align::left, 2},
               {"BECAUSE OF", Align::left, 1},
               {"REQUEST", Align::left, 0, true}},
              {}};
  for (const DepartmentView& department : departments.departments) {
    for (const OpenRequest& open : department.open_requests) {
      table.rows.push_back(
          {{spoken(department.name), Tone::strong},
           {terminal::moment(open.since, now, zone)},
           {fmt::format("{}, {}", open.incident, terminal::percent(open.probability))},
           {open.request}});
    }
  }
  return table;
}

Table abandoned_table(const AbandonedCalls& abandoned, const Zone& zone) {
  Table table{{{"GAVE UP AT"}, {"QUEUE", Align::left, 0, true}, {"WAITED", Align::right}, {"CALL"}},
              {}};
  for (const AbandonedCall& call : abandoned.calls) {
    table.rows.push_back({{terminal::moment(call.time, abandoned.time, zone)},
                          {call.queue, Tone::strong},
                          {terminal::span(call.waited_seconds)},
                          {call.call}});
  }
  return table;
}

Table feed_table(const Feeds& feeds, const Zone& zone) {
  Table table{{{"FEED", Align::left, 0, true},
               {"STATE"},
               {"LAST EVENT", Align::left, 1},
               {"EVENTS", Align::right, 4},
               {"REFUSED", Align::right, 2},
               {"MISSED", Align::right, 2},
               {"LATE", Align::right, 3}},
              {}};
  const auto count = [](std::uint64_t number) {
    return Cell{fmt::to_string(number), number > 0 ? Tone::warning : Tone::faint};
  };
  for (const FeedView& feed : feeds.feeds) {
    table.rows.push_back(
        {{feed.name, Tone::strong},
         feed_state(feed),
         {feed.last_event ? terminal::moment(*feed.last_event, feeds.time, zone) : "never"},
         {fmt::to_string(feed.events)},
         count(feed.rejected),
         count(feed.missed),
         {feed.lag_seconds ? fmt::format("{:.1f} s", *feed.lag_seconds) : "-"}});
  }
  return table;
}

}  // namespace holdwatch::remote
