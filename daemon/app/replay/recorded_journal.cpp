#include "app/replay/recorded_journal.h"

#include <fmt/format.h>

#include <cstdio>
#include <stdexcept>
#include <variant>

#include "journal/reader.h"
#include "model/journal_record.h"

namespace holdwatch::replay {

namespace {

/// Applies what a journal recorded as it was applied live.
class LiveAgain {
 public:
  LiveAgain(core::Engine& engine, const Witness& witness) : engine_(engine), witness_(witness) {}

  void play(const JournalRecord& record) {
    engine_.advance_to(record.stamp.clock);
    stamp_ = record.stamp;
    std::visit(*this, record.input);
  }

  void operator()(const CallEvent& event) {
    witness_(event, engine_.apply(stamp_.source, event, stamp_.received_at));
  }
  void operator()(const IncidentReport& report) {
    witness_(report, engine_.apply(stamp_.source, report, stamp_.received_at));
  }
  void operator()(const Verdict& verdict) {
    witness_(verdict, engine_.apply(verdict, stamp_.received_at));
  }
  void operator()(const Acknowledgement& acknowledgement) {
    engine_.apply(acknowledgement, stamp_.received_at);
  }
  void operator()(const Missed& missed) {
    engine_.missed(stamp_.source, missed.count, stamp_.received_at);
  }
  void operator()(const FeedUp& feed) {
    engine_.feed_up(stamp_.source, feed.is_up, stamp_.received_at);
  }

 private:
  core::Engine& engine_;
  const Witness& witness_;
  Stamp stamp_;
};

/// Takes over the state of the first snapshot after `sequence` or a later input, and gives the
/// input that it stands behind.
std::uint64_t restore(core::Engine& engine, journal::Reader& reader, std::uint64_t sequence) {
  const auto snapshot = reader.snapshot_from(sequence);
  if (!snapshot) throw std::runtime_error("inputs are missing, and no snapshot goes on after them");
  if (engine.restore(snapshot->state)) return snapshot->sequence;
  throw std::runtime_error(
      "its snapshots are of another version of Holdwatch: play it with that one, or play what "
      "holdwatchctl journal export gives");
}

}  // namespace

void play_journal(const std::string& path, core::Engine& engine, const Witness& witness) {
  journal::Reader reader(path);
  LiveAgain live_again(engine, witness);
  const std::uint64_t last = reader.last();
  const bool begins_with_snapshot = reader.snapshot_from(0).has_value();
  std::uint64_t reached = begins_with_snapshot ? restore(engine, reader, 0) : 0;
  for (;;) {
    reached =
        reader.for_each(reached, [&](const JournalRecord& record) { live_again.play(record); });
    if (reached == last) return;
    const std::uint64_t after = restore(engine, reader, reached + 1);
    fmt::print(stderr, "{}: inputs {} to {} are lost; what follows begins with a snapshot\n", path,
               reached + 1, after);
    reached = after;
  }
}

}  // namespace holdwatch::replay
