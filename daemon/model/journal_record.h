#pragma once

#include <cstdint>
#include <variant>

#include "model/call_event.h"
#include "model/incident.h"
#include "model/time.h"
#include "model/verdict.h"

namespace holdwatch {

/// A feed lost `count` messages.
struct Missed {
  std::uint64_t count = 0;
};

/// A feed went up or down.
struct FeedUp {
  bool is_up = false;
  bool is_away = false;  ///< not the feed, but the daemon: nobody hears it until the next word
};

/// Something was decided because time had passed, and nothing else: whoever plays the journal goes
/// as far before anything that came later.
struct Passed {};

/// Everything that is ever put to the engine.
using JournalInput =
    std::variant<CallEvent, IncidentReport, Verdict, Acknowledgement, Missed, FeedUp, Passed>;

/// When and whence an input was put to the engine.
struct Stamp {
  Time clock;        ///< the engine's, before the input was applied
  Time received_at;  ///< as the engine was told
  SourceId source = 0;
};

/// One input as the journal has it. Advancing an engine to `clock` and applying the input, one
/// record after the other, gives the decisions that were made live. The text of a call event is
/// valid only during the call that hands the record over.
struct JournalRecord {
  std::uint64_t sequence = 0;  ///< counts all inputs of a journal, from 1
  Stamp stamp;
  JournalInput input;
};

}  // namespace holdwatch
