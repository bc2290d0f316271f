#include <memory>

#include "app/command_line/commands.h"
#include "app/command_line/server_options.h"
#include "app/explain/explain.h"
#include "app/remote/incident_reports.h"
#include "app/remote/listing.h"
#include "app/top/top.h"
#include "model/names.h"

namespace holdwatch::command_line {

namespace {

using remote::Listing;

constexpr const char* kListings = "What a running daemon sees";

struct ListingCommand {
  CLI::App* command;
  std::shared_ptr<Listing> listing;
};

/// A verb below it, where it has any, says what else is wanted.
ListingCommand add_listing(CLI::App& app, Chosen& chosen, const std::string& name,
                           const std::string& what, int (*list)(const Listing&)) {
  auto listing = std::make_shared<Listing>();
  CLI::App* command = app.add_subcommand(name, what);
  command->add_flag("--json", listing->is_json, "The daemon's answer as it is, for programs");
  add_server(*command, listing->server);
  command->footer(kServerStatus);
  command->group(kListings)->callback([command, listing, list, &chosen] {
    if (!command->get_subcommands().empty()) return;
    chosen = [listing, list] {
      return remote::guarded([&listing, list] { return list(*listing); });
    };
  });
  return {command, listing};
}

void add_queue_filter(const ListingCommand& added) {
  added.command->add_option("--queue", added.listing->queues, "Only this queue; may be given again")
      ->type_name("NAME")
      ->take_all()
      ->excludes(added.command->get_option("--json"));
}

void add_alerts(CLI::App& app, Chosen& chosen) {
  const auto added = add_listing(app, chosen, "alerts",
                                 "The alerts that are open, the newest first; all of one by its id",
                                 remote::list_alerts);
  const auto [command, listing] = added;
  command->add_option("ID", listing->alert, "All that is known of this alert, sixteen digits")
      ->check(explain::problem_of_id);
  command->add_flag("--all", listing->is_all, "Also those that are over, as far as is kept");
  command->add_option("--queue", listing->queues, "Only of this queue")
      ->type_name("NAME")
      ->expected(1);
  std::vector<std::string> kinds(std::begin(Names<AlertKind>::kNames),
                                 std::end(Names<AlertKind>::kNames));
  command->add_option("--kind", listing->kind, "Only of this kind")->check(CLI::IsMember(kinds));
  command->add_option("--since", listing->since, "From then on: a time, or how long ago, as 2h")
      ->type_name("TIME")
      ->check(remote::problem_of_moment);
  command->add_option("--until", listing->until, "Up to then, likewise")
      ->type_name("TIME")
      ->check(remote::problem_of_moment);
  command->add_option("--limit", listing->most, "So many at most; 0: all there are")
      ->capture_default_str();
  command->footer(std::string("Examples:\n  holdwatchctl alerts --all --queue orders --since 7d\n"
                              "  holdwatchctl alerts bc19167268fb45e5\n\n") +
                  kServerStatus);
}

void add_departments(CLI::App& app, Chosen& chosen) {
  const auto [command, listing] =
      add_listing(app, chosen, "departments",
                  "What each department brought about today and this week, and what is asked of it",
                  remote::list_departments);
  command->add_flag("--all", listing->is_all, "Also those that brought nothing about");
}

ListingCommand add_incident_listing(CLI::App& app, Chosen& chosen, const std::string& name,
                                    const std::string& what) {
  const auto added = add_listing(app, chosen, name, what, remote::list_incidents);
  added.command->add_flag("--all", added.listing->is_all,
                          "Also those that are closed, as far as is kept");
  return added;
}

void add_incident_report(CLI::App& incidents, Chosen& chosen) {
  auto report = std::make_shared<remote::NewIncident>();
  CLI::App* command = incidents.add_subcommand("report", "Reports one, or what changed of it");
  command->add_option("ID", report->id, "Its id in the system that it comes from")->required();
  command->add_option("--category", report->category,
                      "Its kind, one of the configuration's, as backorder");
  command->add_option("--department", report->department,
                      "Whose it is, when not the category's own");
  command
      ->add_option("--started", report->started,
                   "When it began: a time, or how long ago, as 3h (default: now)")
      ->type_name("TIME")
      ->check(remote::problem_of_moment);
  command
      ->add_option("--scope", report->scope,
                   "What it touches, as sku=SKU-0042; again for more (default: everything)")
      ->type_name("NAME=VALUE")
      ->take_all();
  command->add_option("--affected", report->affected, "How many customers")
      ->check(CLI::NonNegativeNumber);
  command->add_option("--summary", report->summary, "What happened, in a sentence");
  command->add_option("--url", report->url, "Where more is to be read");
  command->add_flag("--update", report->is_update,
                    "Changes one that was reported; what isn't given stays as it is");
  command->add_flag("--dry-run", report->is_dry_run, "Only shows what would be sent");
  add_server(*command, report->server);
  command->footer(
      std::string("Example:\n  holdwatchctl incidents report INC-7 --category backorder "
                  "--started 3h\n      --scope sku=SKU-0042 --affected 600 --summary "
                  "\"Backorder of SKU-0042\"\n\n") +
      kServerStatus);
  command->callback(
      [report, &chosen] { chosen = [report] { return remote::report_incident(*report); }; });
}

void add_incident_close(CLI::App& incidents, Chosen& chosen) {
  auto report = std::make_shared<remote::NewIncident>();
  CLI::App* command = incidents.add_subcommand("close", "Says that one is over");
  command->add_option("ID", report->id, "The incident's id")->required();
  add_server(*command, report->server);
  command->footer(kServerStatus);
  command->callback(
      [report, &chosen] { chosen = [report] { return remote::close_incident(*report); }; });
}

void add_incidents(CLI::App& app, Chosen& chosen) {
  CLI::App* incidents =
      add_incident_listing(app, chosen, "incidents",
                           "What went wrong upstream, as it was reported: list, report or close")
          .command;
  incidents->require_subcommand(0, 1);
  add_incident_listing(*incidents, chosen, "list", "Those that are open, as without a verb")
      .command->group("Subcommands");
  add_incident_report(*incidents, chosen);
  add_incident_close(*incidents, chosen);
}

void add_top(CLI::App& app, Chosen& chosen) {
  auto options = std::make_shared<top::Options>();
  CLI::App* command = app.add_subcommand(
      "top", "All of that live: surges, queues, feeds and departments, as they change");
  add_server(*command, options->server);
  command->add_option("--who", options->who, "Who acknowledges alerts here")->envname("USER");
  command->footer(std::string("Keys: up, down, j, k, enter, a (acknowledge), c (confirm), r "
                              "(reject), / (filter), ? (help), q (quit). Where standard output is "
                              "no terminal, a line is written for every change.\n\n") +
                  kServerStatus);
  command->group(kListings)->callback(
      [options, &chosen] { chosen = [options] { return top::run(*options); }; });
}

}  // namespace

void add_listing_commands(CLI::App& app, Chosen& chosen) {
  add_queue_filter(add_listing(app, chosen, "queues", "Who waits where and how long, worst first",
                               remote::list_queues));
  add_queue_filter(add_listing(app, chosen, "surges",
                               "The surges that are open, with their driver and suspect",
                               remote::list_surges));
  add_alerts(app, chosen);
  add_incidents(app, chosen);
  add_departments(app, chosen);
  add_queue_filter(add_listing(app, chosen, "abandoned",
                               "Callers of today who gave up and have not been back",
                               remote::list_abandoned));
  add_listing(app, chosen, "feeds",
              "Whether the feeds are up, and the journal is kept; status 1 when one is not",
              remote::list_feeds);
  add_top(app, chosen);
}

}  // namespace holdwatch::command_line
