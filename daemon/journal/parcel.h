#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "journal/stored.h"
#include "model/alert.h"
#include "model/call_event.h"
#include "model/time.h"

/// What goes from the event thread to the writer: values, in the shape of the tables.
namespace holdwatch::journal {

/// Inputs that are kept as one row: a `holdwatch.v1.JournalBatch`.
struct Batch {
  std::uint64_t first = 0;  ///< sequence of its first input
  std::uint64_t inputs = 0;
  Time from;  ///< when the first was received
  Time until;
  std::string records;
};

struct AlertRow {
  std::uint64_t sequence = 0;  ///< of the input put last
  std::uint32_t ordinal = 0;   ///< among the alerts told after that input
  Time time;
  AlertKind kind = AlertKind::surge;
  AlertStatus status = AlertStatus::firing;
  std::string id;
  std::string queue;
  std::string change;  ///< the contract's JSON
};

/// An incident report or a verdict, also among the inputs under its sequence.
struct ReportRow {
  std::uint64_t sequence = 0;
  Time time;
  std::string subject;  ///< the incident; of a verdict: the alert
  std::string report;   ///< the contract's JSON
};

/// Everything put between two commits: one transaction.
struct Parcel {
  std::uint64_t generation = 0;  ///< of the file that it was put for
  std::vector<Batch> batches;
  std::vector<AlertRow> alerts;
  std::vector<ReportRow> incidents;
  std::vector<ReportRow> verdicts;
  std::vector<std::pair<SourceId, std::string>> sources;  ///< new ones and their names
  std::map<SourceId, std::string> cursors;
  std::vector<Gap> gaps;
  std::optional<StoredSnapshot> snapshot;          ///< as a whole: what else is in here needs it
  std::optional<StoredSnapshot> in_pieces;         ///< is written with the parcels after this one
  std::vector<std::function<void(bool)>> waiting;  ///< to be told, on the writer's thread
  std::vector<std::string> spare;                  ///< for the records of further batches
  std::size_t bytes = 0;                           ///< about what it takes in memory
  Time until;                                      ///< the newest moment of arrival in it
};

}  // namespace holdwatch::journal
