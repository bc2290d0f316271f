#pragma once

#include <cstdint>

#include "model/settings.h"

namespace holdwatch {

/// What the daemon comes to hold in memory at most, with everything as full as the configuration
/// allows: the sum of its tables, each of which is bounded, at the size of their fullest entries as
/// measured. On top come only ZeroMQ's own queues, whose limit is a number of messages.
std::uint64_t memory_limit_bytes(const Limits& limits, std::uint64_t journal_backlog_bytes);

}  // namespace holdwatch
