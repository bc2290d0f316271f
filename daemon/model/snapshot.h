#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "model/alert.h"
#include "model/alert_list.h"
#include "model/call_event.h"
#include "model/cause_model.h"
#include "model/evidence.h"
#include "model/incident.h"
#include "model/ledger.h"
#include "model/settings.h"
#include "model/time.h"
#include "model/zone.h"

/// The whole visible state at one moment, immutable once made: every page, GET and metric reads
/// this, so nobody asks the core.
namespace holdwatch {

inline constexpr std::size_t kWaitBuckets = 12;

/// Times in finite buckets: counts[i] fell at or below bounds[i], the one after the last bound
/// beyond all of them. Without an allocation, since there are some in each queue.
struct WaitHistogram {
  std::array<std::uint64_t, kWaitBuckets> counts{};
  double sum_seconds = 0;
};

/// What a queue has counted since midnight in its zone.
struct QueueDay {
  std::uint32_t offered = 0;
  std::uint32_t answered = 0;
  std::uint32_t abandoned = 0;
  std::uint32_t answered_in_target = 0;  ///< of those answered
};

struct QueueSnapshot {
  std::string name;
  bool is_known = true;  ///< false: its feed is not seen, so that all this was so when it last was
  std::uint32_t waiting = 0;
  std::optional<Time> oldest_waiting;  ///< when the longest-waiting caller joined
  std::uint32_t held = 0;              ///< callers on hold during a conversation, now
  bool agents_known = false;
  std::array<std::uint32_t, kAgentStates> agents{};
  std::optional<std::uint32_t> staffed;  ///< of feeds that only give a number
  std::uint64_t offered = 0;
  std::array<std::uint64_t, kOutcomes> left{};                ///< by Outcome
  std::shared_ptr<const std::vector<double>> bounds_seconds;  ///< of the histograms
  WaitHistogram answered_wait;
  WaitHistogram abandoned_wait;
  WaitHistogram hold;  ///< ended holds during a conversation
  double service_level_target_seconds = 20;
  double long_hold_seconds = 60;                ///< whoever waits longer has waited too long
  std::optional<double> expected_wait_seconds;  ///< of a caller who joins now
  QueueDay today;
  double expected_arrivals_per_second = 0;
  double surge_score = 0;  ///< statistic / threshold
  bool surge_active = false;
  std::array<std::uint64_t, kDrivers> surges_opened{};  ///< by Driver
  double surge_excess_calls = 0;                        ///< of closed demand surges
  double unattributed_calls = 0;                        ///< of closed demand surges
  std::uint64_t ghosts = 0;  ///< callers dropped because no end ever came
};

/// Calls of closed surges that were put down to a kind of incident.
struct AttributedSnapshot {
  std::string queue;
  std::string department;
  std::string category;
  double calls = 0;
  double wait_seconds = 0;
};

struct FeedbackSnapshot {
  std::string department;
  std::array<std::uint64_t, 3> verdicts{};  ///< by VerdictType
};

struct IncidentSnapshot {
  std::string id;
  std::string category;
  std::string department;
  Time started;
  Time reported;
  Scope scope;
  std::optional<double> affected;
  std::string summary;
  bool closed = false;
};

/// A caller who gave up and hasn't come back to the queue. Who it is, nobody is told.
struct AbandonedCall {
  std::string queue;
  std::string call;
  Time time;  ///< when the caller gave up
  double waited_seconds = 0;
};

/// The calls of an open surge against the usual ones.
struct SurgeCurve {
  std::string alert;
  double spread = 0;                 ///< relative sd of usual calls about what was expected
  std::vector<ExpectedCalls> calls;  ///< from an hour before the onset on; only what was open
};

inline constexpr std::size_t kMostCurves = 100;

struct Snapshot {
  Time time;                         ///< the core's clock
  std::shared_ptr<const Zone> zone;  ///< the centre's
  std::shared_ptr<const Catalogue> catalogue;
  std::vector<QueueSnapshot> queues;
  AlertList alerts;                ///< the last change of each alert still kept, oldest first
  std::vector<SurgeCurve> curves;  ///< of the open surges, at most kMostCurves
  std::vector<IncidentSnapshot> incidents;
  std::shared_ptr<const std::vector<AbandonedCall>> abandoned;  ///< of today, oldest first
  std::vector<AttributedSnapshot> attributed;
  std::vector<FeedbackSnapshot> feedback;
  std::shared_ptr<const std::vector<LedgerLine>> ledger;  ///< of ended surges; by day
  CauseModel cause_model;                                 ///< what verdicts have taught
};

}  // namespace holdwatch
