#include "app/memory_limit.h"

namespace holdwatch {

namespace {

constexpr std::uint64_t kMegabyte = std::uint64_t{1} << 20;

// The program, remembered calls of all queues (256 MB), attributes, agents, alerts that are kept or
// owed to receivers, HTTP bodies, callers and members of a PBX.
constexpr std::uint64_t kWhateverIsConfigured = 768 * kMegabyte;
// What it has learned of itself and of 512 values of attributes, with its share of a snapshot for
// the journal (which may have room for twice as much), of one for the sinks and of the page of
// metrics; of a call likewise.
constexpr std::uint64_t kQueue = 512 * 1024;
constexpr std::uint64_t kCall = 768;
constexpr std::uint64_t kIncident = 8 * 1024;

}  // namespace

std::uint64_t memory_limit_bytes(const Limits& limits, std::uint64_t journal_backlog_bytes) {
  return kWhateverIsConfigured + limits.queues * kQueue + limits.calls * kCall +
         limits.incidents * kIncident + 2 * journal_backlog_bytes;
}

}  // namespace holdwatch
