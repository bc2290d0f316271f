#include "app/pipeline.h"

#include <algorithm>

#include "app/logging.h"

namespace holdwatch {

namespace {
constexpr auto kShortestTurn = std::chrono::milliseconds{1};
}  // namespace

Pipeline::Pipeline(Settings settings, const Clock& clock, BuildInfo build)
    : input_clock_(clock), engine_(std::move(settings), *this, input_clock_.started()) {
  own_health_.started = started();
  own_health_.build = std::move(build);
  own_health_.config_last_reload_success = started();
}

SourceIntake& Pipeline::add_source(std::string name) {
  const auto id = static_cast<SourceId>(sources_.size());
  sources_.push_back(std::make_unique<SourceIntake>(id, std::move(name), engine_, input_clock_));
  return *sources_.back();
}

void Pipeline::add_sink(std::unique_ptr<Sink> sink) {
  sinks_.push_back(std::move(sink));
}

void Pipeline::alert(const AlertChange& change) {
  for (const auto& sink : sinks_) sink->alert(change);
}

void Pipeline::turn(Duration lag) {
  own_health_.loop_lag_seconds = to_seconds(lag);
  const Time now = input_clock_.now();
  if (live()) advance(now);
  for (const auto& source : sources_) source->tick(now);
  // A clock that was set back must not silence the sinks until it has caught up.
  const bool is_due =
      !last_snapshot_ || now - *last_snapshot_ >= kSnapshotPeriod || now < *last_snapshot_;
  if (is_due) publish(now);
}

Duration Pipeline::until_next_turn(Duration longest) const {
  const Time next = engine_.next_step();
  if (!was_live_ || next == Time::max()) return longest;
  return std::clamp(next - input_clock_.now(), Duration{kShortestTurn}, longest);
}

void Pipeline::advance(Time now) {
  engine_.advance_to(now);
  if (was_live_) return;
  was_live_ = true;
  for (const auto& source : sources_) source->go_live();
}

void Pipeline::publish(Time now) {
  last_snapshot_ = now;
  const auto snapshot = std::make_shared<const Snapshot>(engine_.snapshot());
  const auto own = health(now);
  for (const auto& sink : sinks_) {
    sink->snapshot(snapshot);
    sink->health(own);
  }
}

std::shared_ptr<const Health> Pipeline::health(Time now) const {
  auto whole = std::make_shared<Health>(own_health_);
  whole->time = now;
  for (const auto& source : sources_) whole->sources.push_back(source->health());
  whole->log_messages = log_message_counts();
  return whole;
}

void Pipeline::reloaded(bool is_success) {
  own_health_.config_last_reload_successful = is_success;
  if (is_success) own_health_.config_last_reload_success = input_clock_.now();
}

void Pipeline::close() {
  publish(input_clock_.now());
  for (const auto& sink : sinks_) sink->close();
}

}  // namespace holdwatch
