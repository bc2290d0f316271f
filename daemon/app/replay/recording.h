#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/engine.h"
#include "model/settings.h"
#include "sources/recorded.h"

namespace holdwatch::replay {

/// What was recorded, and under which configuration it is played: what `replay`, `report` and
/// `explain` are told alike.
struct Recording {
  std::optional<std::string> config;
  std::string format = "jsonl";
  std::optional<std::string> zone;  ///< of queues that have none of their own
  std::optional<std::string> incidents;
  std::optional<std::string> verdicts;
  std::vector<std::string> events;  ///< files of that format, or a daemon's journal alone
};

/// Throws ConfigurationError.
Settings read_settings(const Recording& recording);

/// Told of each input, and of what the engine made of it.
using Witness = std::function<void(const Input& input, Disposition disposition)>;

/// Puts the whole recording to the engine as fast as it goes, with a bar on standard error when
/// that is a terminal. Throws std::runtime_error when a file can't be read.
void play(const Recording& recording, core::Engine& engine, const RejectedHandler& rejected,
          const Witness& witness);

/// Runs a command of the tool and turns what it throws into a message on standard error and an exit
/// status: 78 for a bad configuration, else 1.
int guarded(std::string_view command, const std::function<void()>& run);

/// Throws std::runtime_error when it can't.
void write_file(const std::string& path, const std::string& text);
/// The same to standard output.
void write_out(const std::string& text);

}  // namespace holdwatch::replay
