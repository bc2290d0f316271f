#pragma once

#include <CLI/CLI.hpp>
#include <functional>

/// The commands of holdwatchctl: their options, and the words that help.
namespace holdwatch::command_line {

/// What the command line asked for, to be run once all of it is read; gives the exit status.
using Chosen = std::function<int()>;

/// replay, report, explain, check
void add_recording_commands(CLI::App& app, Chosen& chosen);
/// simulate, journal, test-alert, keys, completions
void add_upkeep_commands(CLI::App& app, Chosen& chosen);
/// queues, surges, alerts, incidents, departments, abandoned, feeds, top
void add_listing_commands(CLI::App& app, Chosen& chosen);
/// acknowledge, confirm, reject, false-alarm
void add_remark_commands(CLI::App& app, Chosen& chosen);

}  // namespace holdwatch::command_line
