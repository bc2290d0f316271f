#include "app/pipeline.h"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <limits>
#include <utility>
#include <variant>

#include "app/logging.h"

namespace holdwatch {

namespace {
constexpr auto kShortestTurn = std::chrono::milliseconds{1};
constexpr std::size_t kQueuesATurn = 250;  // of a snapshot: events wait for 0.2 to 0.5 ms

/// The sources under the numbers that they have for the journal's life.
Settings numbered(Settings settings, journal::Journal* journal) {
  if (journal == nullptr) return settings;
  for (const std::string& name : settings.sources) journal->source_id(name);
  settings.sources = journal->source_names();
  return settings;
}
}  // namespace

Pipeline::Pipeline(Settings settings, const Clock& clock, BuildInfo build,
                   journal::Journal* journal)
    : input_clock_(clock),
      journal_(journal),
      engine_(numbered(std::move(settings), journal), *this, input_clock_.live_from()),
      release_(journal) {
  own_health_.started = own_health_.config_last_reload_success = input_clock_.started();
  own_health_.build = std::move(build);
}

SourceIntake& Pipeline::add_source(std::string name) {
  const auto id = journal_ ? journal_->source_id(name) : static_cast<SourceId>(sources_.size());
  sources_.push_back(std::make_unique<SourceIntake>(
      id, std::move(name), JournaledEngine{engine_, journal_}, input_clock_));
  return *sources_.back();
}

bool Pipeline::go_on() {
  if (journal_ == nullptr) return false;
  const auto& snapshot = journal_->snapshot();
  if (!snapshot) {
    journal_->snapshot(live_from(), engine_.save().value());
    return false;
  }
  if (!engine_.restore(snapshot->state)) {
    spdlog::error("what was learned can't be read by this version: learning begins anew");
    wants_snapshot_ = true;
  }
  is_going_on_ = true;
  for (const AlertChange& alert : engine_.alerts()) standing_.put(alert);
  told_again_ = {snapshot->owed.begin(), snapshot->owed.end()};
  journal_->replay([this](Time clock) { engine_.advance_to(clock); },
                   [this](const JournalRecord& record) {
                     std::visit([&](const auto& input) { put(engine_, record.stamp, input); },
                                record.input);
                   });
  goes_on_ = true;
  input_clock_.goes_on_from(engine_.live_from());
  return true;
}

/// Time that has passed since may have ended what stood open when the journal ended.
void Pipeline::tell_again() {
  is_going_on_ = false;
  for (const AlertChange& alert : std::exchange(standing_, {}).all()) {
    if (told_again_.contains(alert.id)) tell(alert);
  }
}

void Pipeline::add_sink(std::unique_ptr<Sink> sink) {
  sinks_.push_back(std::move(sink));
}

void Pipeline::alert(const AlertChange& change) {
  if (journal_ != nullptr) journal_->alert(change);
  if (is_advancing_) {
    decided_.push_back(change);
  } else {
    pass_on(change);
  }
}

void Pipeline::pass_on(const AlertChange& change) {
  if (is_going_on_) {
    standing_.put(change);
    told_again_.insert(change.id);
  } else {
    tell(change);
  }
}

void Pipeline::tell(const AlertChange& change) {
  release_.when_safe(
      [this, change, receipt = untold_.issue(change.id)] {
        for (const auto& sink : sinks_) sink->alert(change);
      },
      input_clock_.now());
}

void Pipeline::turn(Duration lag) {
  own_health_.loop_lag_seconds = to_seconds(lag);
  const Time now = input_clock_.now();
  release_.turn(now);
  if (live()) advance(now);
  if (is_going_on_) tell_again();
  for (const auto& source : sources_) source->tick(now);
  // A clock that was set back must not silence the sinks until it has caught up.
  const bool is_due =
      !last_snapshot_ || now - *last_snapshot_ >= kSnapshotPeriod || now < *last_snapshot_;
  if (is_due || !queues_shown_next_.empty()) publish(now, kQueuesATurn);
  keep_state();
}

Duration Pipeline::until_next_turn(Duration longest) const {
  if (!queues_shown_next_.empty()) return kShortestTurn;
  const Time next = engine_.next_step();
  if (!was_live_ || next == Time::max()) return longest;
  return std::clamp(next - input_clock_.now(), Duration{kShortestTurn}, longest);
}

void Pipeline::advance(Time now) {
  // What a run before this one saw, and the history that has been read since.
  if (!was_live_) watched_until_ = goes_on_ ? std::max(engine_.now(), live_from()) : now;
  if (const Duration unwatched = now - watched_until_; unwatched >= kUnwatched) {
    spdlog::warn("time went on by {} s and nobody watched: what happened meanwhile is unknown",
                 static_cast<std::int64_t>(to_seconds(unwatched)));
    for (const auto& source : sources_) source->was_away();
  }
  watched_until_ = now;
  is_advancing_ = true;
  engine_.advance_to(now);
  is_advancing_ = false;
  // What was decided without any input must be decided again before a later one, after a crash.
  if (!decided_.empty()) JournaledEngine{engine_, journal_}.put(0, Passed{}, now);
  for (const AlertChange& change : std::exchange(decided_, {})) pass_on(change);
  if (was_live_) return;
  was_live_ = true;
  for (const auto& source : sources_) source->go_live();
}

/// Of very many queues over several turns, so that no event waits for all of them.
void Pipeline::publish(Time now, std::size_t queues) {
  last_snapshot_ = now;
  if (engine_.take_queues(queues_shown_next_, queues)) return;
  Snapshot seen = engine_.surroundings();
  seen.queues = std::exchange(queues_shown_next_, {});
  if (engine_.now() == Time::min()) seen.time = now;  // nothing has come yet
  const auto snapshot = std::make_shared<const Snapshot>(std::move(seen));
  const auto own = health(now);
  release_.when_safe(
      [this, snapshot, own] {
        for (const auto& sink : sinks_) {
          sink->snapshot(snapshot);
          sink->health(own);
        }
        is_shown_ = true;
      },
      now);
}

/// The engine can't be saved while it works out an answer; the next turn tries again.
void Pipeline::keep_state() {
  if (journal_ == nullptr || !(wants_snapshot_ || journal_->snapshot_due(live()))) return;
  std::optional<std::string> state = engine_.save();
  if (!state) return;
  // What is decided after a reload, and by the next run, needs it.
  const auto pace =
      wants_snapshot_ ? journal::Journal::Pace::at_once : journal::Journal::Pace::in_pieces;
  journal_->snapshot(engine_.now(), *std::move(state), owed(), pace);
  wants_snapshot_ = false;
}

/// What a daemon after this one has to tell again, if that state is what it begins with.
std::vector<std::string> Pipeline::owed() {
  std::vector<std::string> ids = untold_.alerts();
  for (const auto& sink : sinks_) {
    const std::vector<std::string> of_sink = sink->owed();
    ids.insert(ids.end(), of_sink.begin(), of_sink.end());
  }
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  return ids;
}

/// What comes from now on is judged by other settings: it can't be played on the state before.
void Pipeline::reconfigure(Settings settings) {
  engine_.reconfigure(numbered(std::move(settings), journal_));
  wants_snapshot_ = true;
}

std::shared_ptr<const Health> Pipeline::health(Time now) const {
  auto whole = std::make_shared<Health>(own_health_);
  whole->time = now;
  for (const auto& source : sources_) whole->sources.push_back(source->health());
  if (journal_ != nullptr) whole->journal = journal_->health();
  whole->log_messages = log_message_counts();
  return whole;
}

void Pipeline::reloaded(bool is_success) {
  own_health_.config_last_reload_successful = is_success;
  if (is_success) own_health_.config_last_reload_success = input_clock_.now();
}

void Pipeline::close() {
  if (is_going_on_) tell_again();
  queues_shown_next_.clear();
  publish(input_clock_.now(), std::numeric_limits<std::size_t>::max());
  release_.flush();
  for (const auto& sink : sinks_) sink->close();
  wants_snapshot_ = true;
  keep_state();
}

}  // namespace holdwatch
