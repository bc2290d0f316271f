#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "model/health.h"

namespace holdwatch {

/// How lines look: `journald` with a `<N>` priority and no time, which the journal adds itself;
/// `terminal` with colours; `plain` with times; `automatic` finds out where stderr leads.
enum class LogFormat : std::uint8_t { automatic, journald, terminal, plain };
inline constexpr std::array<std::string_view, 4> kLogFormats = {"auto", "journald", "terminal",
                                                                "plain"};

struct LogSettings {
  std::string level = "info";  ///< one of kLogLevels
  LogFormat format = LogFormat::automatic;
};

/// Makes the default logger: to stderr, each message counted by its level. Before any thread runs.
void set_up_logging(const LogSettings& settings);

/// Any thread may be logging meanwhile.
void set_log_level(const std::string& level);

/// Messages logged so far, by kLogLevels.
std::array<std::uint64_t, kLogLevels.size()> log_message_counts();

}  // namespace holdwatch
