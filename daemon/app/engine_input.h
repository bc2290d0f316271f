#pragma once

#include "core/engine.h"
#include "journal/journal.h"
#include "model/journal_record.h"

namespace holdwatch {

/// Puts one input to the engine, stamped as it was when it came.
inline Disposition put(core::Engine& engine, const Stamp& stamp, const CallEvent& event) {
  return engine.apply(stamp.source, event, stamp.received_at);
}
inline Disposition put(core::Engine& engine, const Stamp& stamp, const IncidentReport& report) {
  return engine.apply(stamp.source, report, stamp.received_at);
}
inline Disposition put(core::Engine& engine, const Stamp& stamp, const Verdict& verdict) {
  return engine.apply(verdict, stamp.received_at);
}
inline Disposition put(core::Engine& engine, const Stamp& stamp, const Acknowledgement& seen) {
  return engine.apply(seen, stamp.received_at);
}
inline Disposition put(core::Engine& engine, const Stamp& stamp, const Missed& missed) {
  engine.missed(stamp.source, missed.count, stamp.received_at);
  return Disposition::accepted;
}
inline Disposition put(core::Engine& engine, const Stamp& stamp, const FeedUp& feed) {
  if (feed.is_away) {
    engine.feed_unheard(stamp.source, stamp.received_at);
  } else {
    engine.feed_up(stamp.source, feed.is_up, stamp.received_at);
  }
  return Disposition::accepted;
}

inline Disposition put(core::Engine& engine, const Stamp& stamp, const Passed&) {
  engine.advance_to(stamp.clock);
  return Disposition::accepted;
}

/// The way to the engine: through the journal, when one is kept.
struct JournaledEngine {
  core::Engine& engine;
  journal::Journal* journal;  ///< null: none is kept

  template <class Input>
  Disposition put(SourceId source, const Input& input, Time received_at) {
    const Stamp stamp{engine.now(), received_at, source};
    if (journal != nullptr) journal->input(stamp, input);
    return holdwatch::put(engine, stamp, input);
  }
};

}  // namespace holdwatch
