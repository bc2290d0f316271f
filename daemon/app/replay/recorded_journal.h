#pragma once

#include <string>

#include "app/replay/recording.h"
#include "core/engine.h"

namespace holdwatch::replay {

/// Puts a daemon's journal to the engine, each input as it was put live: at the same clock and with
/// the same moment of arrival. Throws std::runtime_error when it can't be read to its end.
void play_journal(const std::string& path, core::Engine& engine, const Witness& witness);

}  // namespace holdwatch::replay
