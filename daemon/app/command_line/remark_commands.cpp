#include <memory>

#include "app/command_line/commands.h"
#include "app/command_line/server_options.h"
#include "app/explain/explain.h"
#include "app/remote/remark.h"

namespace holdwatch::command_line {

namespace {

/// A command that says something of an alert to a running daemon.
struct RemarkCommand {
  CLI::App* command;
  std::shared_ptr<remote::Remark> remark;
};

RemarkCommand add_remark(CLI::App& app, Chosen& chosen, const std::string& name,
                         const std::string& what, std::optional<VerdictType> verdict) {
  auto remark = std::make_shared<remote::Remark>();
  remark->verdict = verdict;
  CLI::App* command = app.add_subcommand(name, what);
  command->add_option("ID", remark->alert, "The alert's id, sixteen digits")
      ->required()
      ->check(explain::problem_of_id);
  add_server(*command, remark->server);
  command->footer(kServerStatus);
  command->group("What people say of an alert")->callback([remark, &chosen] {
    chosen = [remark] { return remote::tell(*remark); };
  });
  return {command, remark};
}

void add_confirm(CLI::App& app, Chosen& chosen) {
  const auto [command, remark] = add_remark(
      app, chosen, "confirm", "Says what was the cause of an alert: Holdwatch learns from it",
      VerdictType::confirmed);
  CLI::Option* incident = command->add_option("INCIDENT", remark->incident, "The incident's id");
  const std::string nothing = "Nothing that was reported was the cause";
  CLI::Option* none = command->add_flag("--none", nothing);
  none->excludes(incident);
  command->callback([incident, none, remark = remark, &chosen] {
    if (incident->empty() && none->empty()) throw CLI::RequiredError("INCIDENT or --none");
    chosen = [remark] { return remote::tell(*remark); };
  });
}

}  // namespace

void add_remark_commands(CLI::App& app, Chosen& chosen) {
  const auto seen = add_remark(app, chosen, "acknowledge",
                               "Says that somebody has seen an alert and is on it", std::nullopt);
  seen.command->add_option("--who", seen.remark->who, "Who has")->envname("USER");
  add_confirm(app, chosen);
  const auto rejected = add_remark(
      app, chosen, "reject", "Says that a suspect was not the cause: Holdwatch learns from it",
      VerdictType::rejected);
  rejected.command->add_option("INCIDENT", rejected.remark->incident, "The incident's id")
      ->required();
  add_remark(app, chosen, "false-alarm", "Says that what came was usual: it then counts as such",
             VerdictType::false_alarm);
}

}  // namespace holdwatch::command_line
