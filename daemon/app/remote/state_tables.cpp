#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "app/remote/queue_state.h"
#include "app/remote/tables.h"
#include "app/terminal/figures.h"
#include "model/names.h"
#include "model/spoken.h"

namespace holdwatch::remote {

namespace {

using terminal::Align;
using terminal::Cell;
using terminal::Table;
using terminal::Tone;

/// "3 of 12 free": of those who are logged in.
std::string agents(const QueueView& queue) {
  if (!queue.agents) return queue.staffed ? fmt::format("{} staffed", *queue.staffed) : "-";
  const auto count = [&queue](AgentState state) {
    return (*queue.agents)[static_cast<std::size_t>(state)];
  };
  const auto free = count(AgentState::available);
  return fmt::format("{} of {} free", free,
                     free + count(AgentState::busy) + count(AgentState::paused));
}

Cell state_cell(const QueueView& queue, QueueState state) {
  std::string text = fmt::format("{} {}", sign_for(state), word_for(state));
  if (state == QueueState::surge && !queue.is_known) text += ", unknown";
  return {text, tone_of(state)};
}

/// What is not seen isn't told as if it were.
std::vector<Cell> queue_row(const QueueView& queue, Time now) {
  const QueueState state = state_of(queue, now);
  const double longest = longest_wait_seconds(queue, now);
  const Tone tone = state == QueueState::calm ? Tone::faint : Tone::plain;
  const auto seen = [&](std::string text, Tone of_text) {
    return queue.is_known ? Cell{std::move(text), of_text} : Cell{"?", Tone::unknown};
  };
  return {
      {queue.name, state == QueueState::calm ? Tone::plain : Tone::strong},
      state_cell(queue, state),
      seen(fmt::to_string(queue.waiting), tone),
      seen(queue.waiting > 0 ? terminal::span(longest) : "-",
           longest > queue.long_hold_seconds ? Tone::warning : tone),
      seen(queue.expected_wait_seconds ? terminal::span(*queue.expected_wait_seconds) : "-", tone),
      {queue.service_level ? terminal::percent(*queue.service_level) : "-", tone},
      seen(agents(queue), tone),
      {fmt::to_string(queue.abandoned), tone},
      {fmt::to_string(queue.offered), tone},
      seen(fmt::to_string(queue.held), tone)};
}

Cell severity_cell(const AlertChange& change) {
  if (change.status == AlertStatus::resolved) return {"○ over", Tone::good};
  if (change.severity == Severity::critical) return {"● critical", Tone::bad};
  return {"▲ warning", Tone::warning};
}

std::string driver(const AlertChange& change) {
  return change.driver ? spoken(to_string(*change.driver)) : "-";
}

/// What a person has said of it, the last word first.
std::string said(const AlertChange& change) {
  if (change.verdict) return spoken(to_string(*change.verdict));
  if (change.acknowledged_by) return "seen by " + *change.acknowledged_by;
  return "";
}

}  // namespace

std::string spell(const Cause& cause) {
  const std::string share = terminal::percent(cause.probability);
  if (!cause.incident) return share + " none of the reported";
  return fmt::format("{} {} {} ({})", share, *cause.incident, spoken(cause.category.value_or("?")),
                     spoken(cause.department.value_or("?")));
}

std::string suspect(const AlertChange& change) {
  return change.causes.empty() ? "-" : spell(change.causes.front());
}

bool is_worse(const AlertChange& a, const AlertChange& b) {
  const auto rank = [](const AlertChange& change) {
    return std::make_tuple(change.status == AlertStatus::resolved,
                           change.severity != Severity::critical, change.opened);
  };
  return rank(a) < rank(b);
}

void sort_worst_first(std::vector<AlertChange>& alerts) {
  std::stable_sort(alerts.begin(), alerts.end(),
                   [](const auto& a, const auto& b) { return is_worse(a, b); });
}

Table queue_table(const std::vector<QueueView>& queues, Time now) {
  Table table{{{"QUEUE", Align::left, 0, true},
               {"STATE"},
               {"WAITING", Align::right},
               {"LONGEST", Align::right, 1},
               {"EXPECTED", Align::right, 4},
               {"IN TARGET", Align::right, 3},
               {"AGENTS", Align::left, 5},
               {"ABANDONED", Align::right, 2},
               {"OFFERED", Align::right, 6},
               {"ON HOLD", Align::right, 7}},
              {}};
  for (const QueueView& queue : queues) table.rows.push_back(queue_row(queue, now));
  return table;
}

Table surge_table(const std::vector<AlertChange>& surges, Time now, const Zone& zone) {
  Table table{{{"SURGE IN", Align::left, 0, true},
               {"SEVERITY"},
               {"SINCE", Align::left, 1},
               {"DRIVER", Align::left, 3},
               {"EXTRA CALLS", Align::left, 2},
               {"SUSPECT", Align::left, 0, true},
               {"SAID", Align::left, 4},
               {"ID", Align::left, 5}},
              {}};
  for (const AlertChange& change : surges) {
    const Time since = change.onset ? change.onset->estimate : change.opened;
    table.rows.push_back({{std::string(subject(change)), Tone::strong},
                          severity_cell(change),
                          {terminal::moment(since, now, zone)},
                          {driver(change)},
                          {change.excess_calls ? terminal::extra(*change.excess_calls) : "-"},
                          {suspect(change)},
                          {said(change)},
                          {change.id, Tone::faint}});
  }
  return table;
}

Table alert_table(const std::vector<AlertChange>& alerts, Time now, const Zone& zone) {
  Table table{{{"OPENED"},
               {"ALERT", Align::left, 1},
               {"OF", Align::left, 0, true},
               {"STATE"},
               {"DRIVER", Align::left, 4},
               {"SUSPECT", Align::left, 3, true},
               {"SAID", Align::left, 5},
               {"ID"}},
              {}};
  for (const AlertChange& change : alerts) {
    table.rows.push_back({{terminal::moment(change.opened, now, zone)},
                          {spoken(to_string(change.kind))},
                          {std::string(subject(change)), Tone::strong},
                          severity_cell(change),
                          {driver(change)},
                          {suspect(change)},
                          {said(change)},
                          {change.id}});
  }
  return table;
}

Table history_table(const std::vector<AlertChange>& changes, Time now, const Zone& zone) {
  Table table{{{"AT"},
               {"STATE"},
               {"DRIVER", Align::left, 3},
               {"EXTRA CALLS", Align::left, 1},
               {"SUSPECT", Align::left, 0, true},
               {"SAID", Align::left, 2}},
              {}};
  for (const AlertChange& change : changes) {
    table.rows.push_back({{terminal::moment(change.time, now, zone)},
                          severity_cell(change),
                          {driver(change)},
                          {change.excess_calls ? terminal::extra(*change.excess_calls) : "-"},
                          {suspect(change)},
                          {said(change)}});
  }
  return table;
}

}  // namespace holdwatch::remote
