#include "app/replay/recorded_journal.h"

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

}  // namespace

void play_journal(const std::string& path, core::Engine& engine, const Witness& witness) {
  journal::Reader reader(path);
  LiveAgain live_again(engine, witness);
  const bool is_whole =
      reader.for_each(0, [&](const JournalRecord& record) { live_again.play(record); });
  if (!is_whole)
    throw std::runtime_error(path + ": inputs are missing; see holdwatchctl journal info");
}

}  // namespace holdwatch::replay
