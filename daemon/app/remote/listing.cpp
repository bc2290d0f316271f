#include "app/remote/listing.h"

#include <fmt/format.h>

#include <algorithm>

#include "app/exit_status.h"
#include "app/remote/alert_pages.h"
#include "app/remote/queue_state.h"
#include "app/remote/tables.h"
#include "app/terminal/figures.h"
#include "config/zone_loader.h"
#include "sinks/console/alert_text.h"
#include "sinks/console/terminal.h"

namespace holdwatch::remote {

namespace {

// Where nobody cuts lines off.
constexpr std::size_t kNoTerminal = 100'000;
constexpr std::size_t kMostCardWidth = 110;

std::size_t width() {
  const auto size = console::size_of_stdout();
  return size ? size->columns : kNoTerminal;
}

void line(const std::string& text) {
  fmt::print("{}\n", text);
}

void print(const terminal::Table& table) {
  const bool colour = console::stdout_takes_colours();
  for (const std::string& row : terminal::lay_out(table, width(), colour)) line(row);
}

int print_json(std::string_view body) {
  while (body.ends_with('\n')) body.remove_suffix(1);
  fmt::print("{}\n", body);
  return 0;
}

/// What every table wants to know beside its own answer: how late it is there, and which queues are
/// not seen, since an empty table would call them calm.
struct Centre {
  explicit Centre(const Server& server)
      : queues(read_queues(get(server, "/api/v1/queues"))), zone(zone_named(queues.zone)) {}

  static Zone zone_named(const std::string& name) {
    const auto loaded = config::load_zone(name);
    return loaded ? **loaded : Zone();
  }

  void print_time(std::string_view title, Time now) const {
    line(fmt::format("{} at {} {}", title, terminal::clock(now, zone), zone.name()));
  }

  void print_unknown() const {
    std::vector<std::string> unknown;
    for (const QueueView& queue : queues.queues) {
      if (!queue.is_known) unknown.push_back(queue.name);
    }
    if (unknown.empty()) return;
    std::sort(unknown.begin(), unknown.end());
    line(
        fmt::format("Unknown, since no feed tells of them now: {}. A surge there would not be "
                    "seen.",
                    fmt::join(unknown, ", ")));
  }

  Queues queues;
  Zone zone;
};

bool is_asked_for(const Listing& listing, const std::string& queue) {
  const auto& asked = listing.queues;
  return asked.empty() || std::find(asked.begin(), asked.end(), queue) != asked.end();
}

/// Throws Refused when a queue that was asked for is none.
void expect_queues(const Listing& listing, const Queues& all) {
  for (const std::string& name : listing.queues) {
    const bool is_there = std::any_of(all.queues.begin(), all.queues.end(),
                                      [&name](const auto& queue) { return queue.name == name; });
    if (!is_there) {
      throw Refused(fmt::format("there is no queue `{}`: `holdwatchctl queues` names them", name),
                    kBad);
    }
  }
}

int print_alert(const Listing& listing) {
  const std::string body = get(listing.server, "/api/v1/alerts/" + listing.alert);
  if (listing.is_json) return print_json(body);
  const AlertStory story = read_alert_story(body);
  const Centre centre(listing.server);
  const console::Style style{console::stdout_takes_colours(), std::min(width(), kMostCardWidth),
                             &centre.zone};
  fmt::print("{}", console::render(story.alert, style));
  print(history_table(story.history, story.time, centre.zone));
  return 0;
}

template <class Item>
bool print_or_say(const std::vector<Item>& items, const terminal::Table& table,
                  const std::string& nothing) {
  if (items.empty()) {
    line(nothing);
  } else {
    print(table);
  }
  return !items.empty();
}

void print_departments(const Departments& departments, bool is_all) {
  const terminal::Table table = department_table(departments, is_all);
  print_or_say(table.rows, table, "Nothing yet: only surges that have ended are counted.");
  const std::size_t kRowsBesides = 2;  // service's own, and what nobody reported
  const std::size_t left_out = departments.departments.size() + kRowsBesides - table.rows.size();
  if (left_out > 0) line(fmt::format("{} without any are left out: --all shows them.", left_out));
}

}  // namespace

int list_queues(const Listing& listing) {
  if (listing.is_json) return print_json(get(listing.server, "/api/v1/queues"));
  Centre centre(listing.server);
  Queues& all = centre.queues;
  expect_queues(listing, all);
  std::erase_if(all.queues, [&](const auto& queue) { return !is_asked_for(listing, queue.name); });
  sort_worst_first(all.queues, all.time);
  centre.print_time("Queues", all.time);
  print_or_say(all.queues, queue_table(all.queues, all.time),
               "No queue has been seen yet: does a feed tell of calls? `holdwatchctl feeds`");
  return 0;
}

int list_surges(const Listing& listing) {
  const std::string body = get(listing.server, "/api/v1/surges");
  if (listing.is_json) return print_json(body);
  const Centre centre(listing.server);
  expect_queues(listing, centre.queues);
  const Surges answer = read_surges(body);
  std::vector<AlertChange> surges;
  for (const SurgeView& surge : answer.surges) {
    if (is_asked_for(listing, surge.alert.queue)) surges.push_back(surge.alert);
  }
  sort_worst_first(surges);
  centre.print_time("Surges", answer.time);
  const bool is_any =
      print_or_say(surges, surge_table(surges, answer.time, centre.zone), "No surge is open.");
  if (is_any) line("`holdwatchctl alerts ID` tells all of one.");
  centre.print_unknown();
  return 0;
}

int list_alerts(const Listing& listing) {
  if (!listing.alert.empty()) return print_alert(listing);
  const std::string body = fetch_alerts(listing);
  if (listing.is_json) return print_json(body);
  const Centre centre(listing.server);
  expect_queues(listing, centre.queues);
  const Alerts answer = read_alerts(body);
  centre.print_time("Alerts", answer.time);
  print_or_say(answer.alerts, alert_table(answer.alerts, answer.time, centre.zone),
               listing.is_all ? "There has been no such alert." : "No such alert is open.");
  if (answer.next) line("There are more: --limit 0 shows all.");
  centre.print_unknown();
  return 0;
}

int list_incidents(const Listing& listing) {
  const std::string target =
      std::string("/api/v1/incidents?status=") + (listing.is_all ? "all" : "open");
  const std::string body = get(listing.server, target);
  if (listing.is_json) return print_json(body);
  const Centre centre(listing.server);
  const Incidents answer = read_incidents(body);
  centre.print_time("Incidents", answer.time);
  print_or_say(answer.incidents, incident_table(answer.incidents, answer.time, centre.zone),
               listing.is_all ? "No incident is known." : "No incident is open.");
  return 0;
}

int list_departments(const Listing& listing) {
  const std::string body = get(listing.server, "/api/v1/departments");
  if (listing.is_json) return print_json(body);
  const Centre centre(listing.server);
  const Departments answer = read_departments(body);
  centre.print_time("Calls beyond the usual, by who brought them about,", answer.time);
  print_departments(answer, listing.is_all);
  const terminal::Table requests = request_table(answer, answer.time, centre.zone);
  if (requests.rows.empty()) return 0;
  line("");
  print(requests);
  return 0;
}

int list_abandoned(const Listing& listing) {
  const std::string body = get(listing.server, "/api/v1/abandoned");
  if (listing.is_json) return print_json(body);
  const Centre centre(listing.server);
  expect_queues(listing, centre.queues);
  AbandonedCalls answer = read_abandoned(body);
  std::erase_if(answer.calls, [&](const auto& call) { return !is_asked_for(listing, call.queue); });
  centre.print_time("Callers who gave up today and have not been back,", answer.time);
  print_or_say(answer.calls, abandoned_table(answer, centre.zone), "Nobody.");
  centre.print_unknown();
  return 0;
}

int list_feeds(const Listing& listing) {
  const std::string body = get(listing.server, "/api/v1/feeds");
  const Feeds answer = read_feeds(body);
  const bool is_failing = answer.journal && answer.journal->failing_since;
  const bool is_down = std::any_of(answer.feeds.begin(), answer.feeds.end(),
                                   [](const FeedView& feed) { return feed.is_down(); });
  const int status = is_down || is_failing ? kBad : 0;
  if (listing.is_json) return print_json(body), status;
  const Centre centre(listing.server);
  centre.print_time("Feeds", answer.time);
  print_or_say(answer.feeds, feed_table(answer, centre.zone), "No feed is configured.");
  if (is_failing) {
    line(fmt::format("The journal can't be written since {}: {}",
                     terminal::moment(*answer.journal->failing_since, answer.time, centre.zone),
                     answer.journal->problem));
  } else {
    line(answer.journal ? "The journal holds " + terminal::bytes(answer.journal->bytes) + "."
                        : "There is no journal: what is learned is lost at a restart.");
  }
  centre.print_unknown();
  return status;
}

}  // namespace holdwatch::remote
