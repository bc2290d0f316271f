#include "app/source_intake.h"

#include <fmt/chrono.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <utility>

#include "model/names.h"

namespace holdwatch {

namespace {
constexpr Duration kTellLeftOut = std::chrono::seconds{1};
constexpr Duration kMomentToTell = std::chrono::seconds{1};
constexpr std::size_t kMostCategoriesTold = 100;
}  // namespace

SourceIntake::SourceIntake(SourceId id, std::string name, JournaledEngine engine, InputClock& clock)
    : id_(id), engine_(engine), clock_(clock), rejections_(name) {
  health_.name = std::move(name);
}

template <class Input, class Describe>
Disposition SourceIntake::take(const Input& input, Describe describe) {
  const Time arrival = clock_.arrival(input.time, arrived_ ? *arrived_ : clock_.now());
  const Disposition result = engine_.put(id_, input, arrival);
  if (result == Disposition::accepted) {
    health_.last_event = std::max(health_.last_event.value_or(input.time), input.time);
  }
  if (input.time < clock_.live_from()) {
    ++trained_;
    return result;
  }
  count(result);
  if (result == Disposition::accepted) {
    health_.lag_seconds = to_seconds(arrival - input.time);
  } else {
    rejections_.rejected(result, arrival, describe);
  }
  return result;
}

Disposition SourceIntake::event(const CallEvent& event) {
  if (const auto kind = shedding_.leaves_out(event)) return leave_out(*kind);
  return take(event, [&] {
    return fmt::format("type={} queue={:?} call={:?} time={:%FT%TZ}", to_string(event.type),
                       event.queue, event.call, event.time);
  });
}

Disposition SourceIntake::leave_out(Shed kind) {
  ++health_.events;
  ++health_.shed[static_cast<std::size_t>(kind)];
  ++left_out_;
  return Disposition::too_many;
}

/// At most once a second, since every queue of the feed hears of it; and a clock that was set back
/// must not keep it silent.
void SourceIntake::tick(Time now) {
  rejections_.tick(now);
  if (is_just_back() && clock_.live() && now >= back_at_) tell_up();
  const bool is_due = now - left_out_told_ >= kTellLeftOut || now < left_out_told_;
  if (left_out_ == 0 || !is_due) return;
  left_out_told_ = now;
  missed(std::exchange(left_out_, 0), "more came than can be taken");
}

Disposition SourceIntake::incident(const IncidentReport& report) {
  const Disposition result = take(report, [&] {
    return fmt::format("incident={:?} type={}", report.id, to_string(report.type));
  });
  if (result == Disposition::accepted) note_category(report);
  return result;
}

/// Most likely a slip of the pen, or a category that the configuration has yet to get.
void SourceIntake::note_category(const IncidentReport& report) {
  if (report.category.empty() || knows_category(report.category)) return;
  if (report.time >= clock_.live_from()) ++health_.uncatalogued;
  if (unknown_categories_.size() == kMostCategoriesTold) return;
  if (!unknown_categories_.insert(report.category).second) return;
  spdlog::warn(
      "incident of a category that the catalogue lacks, taken with nothing to go by source={} "
      "category={:?} incident={:?}",
      health_.name, report.category, report.id);
}

Disposition SourceIntake::verdict(const Verdict& verdict) {
  return take(verdict, [&] {
    return fmt::format("verdict={} alert={:?}", to_string(verdict.verdict), verdict.alert);
  });
}

Disposition SourceIntake::acknowledgement(const Acknowledgement& acknowledgement) {
  return take(acknowledgement,
              [&] { return fmt::format("acknowledgement of alert={:?}", acknowledgement.alert); });
}

void SourceIntake::rejected(Disposition reason, std::string_view place, std::string_view detail) {
  count(reason);
  rejections_.rejected(reason, clock_.now(),
                       [&] { return fmt::format("place={:?} detail={:?}", place, detail); });
}

void SourceIntake::count(Disposition disposition) {
  ++health_.events;
  if (disposition != Disposition::accepted) {
    ++health_.rejected[static_cast<std::size_t>(disposition)];
  }
}

void SourceIntake::missed(std::uint64_t count, std::string_view detail) {
  health_.missed += count;
  spdlog::warn("messages missed source={} count={} detail={:?}", health_.name, count, detail);
  if (clock_.live()) engine_.put(id_, Missed{count}, clock_.now());
}

void SourceIntake::resynced(std::string_view reason) {
  ++health_.resyncs[std::string(reason)];
  spdlog::info("feed began anew source={} reason={}", health_.name, reason);
}

void SourceIntake::up(bool is_up) {
  if (up_ == is_up) return;
  up_ = health_.up = is_up;
  if (is_up) ++times_up_;
  spdlog::log(is_up ? spdlog::level::info : spdlog::level::warn, "source is {} source={}",
              is_up ? "up" : "down", health_.name);
  back_at_ = clock_.now() + kMomentToTell;
  if (clock_.live() && !is_just_back()) tell_up();
}

void SourceIntake::tell_up() {
  is_away_ = false;
  engine_.put(id_, FeedUp{*up_}, clock_.now());
}

void SourceIntake::was_away() {
  back_at_ = clock_.now() + kMomentToTell;
  if (health_.ended || std::exchange(is_away_, true)) return;
  engine_.put(id_, FeedUp{.is_up = false, .is_away = true}, engine_.engine.now());
}

void SourceIntake::reached(std::string_view place) {
  if (engine_.journal != nullptr) engine_.journal->reached(id_, place);
}

std::optional<std::string> SourceIntake::place() const {
  return engine_.journal != nullptr ? engine_.journal->cursor(id_) : std::nullopt;
}

void SourceIntake::when_durable(std::function<void(bool)> done) {
  if (engine_.journal == nullptr) return done(true);
  engine_.journal->when_durable(std::move(done));
}

void SourceIntake::ended() {
  history_done();
  up_ = true;  // an end is no outage
  if (is_away_) tell_up();
  up_.reset();
  health_.up = false;
  health_.ended = true;
  spdlog::info("source has come to its end source={}", health_.name);
}

void SourceIntake::expect_history() {
  reading_history_ = true;
  clock_.history_begins();
}

void SourceIntake::history_done() {
  if (!reading_history_) return;
  reading_history_ = false;
  spdlog::info("history is read source={} inputs={}", health_.name, trained_);
  clock_.history_ends();
}

void SourceIntake::go_live() {
  if (up_ && !is_just_back()) tell_up();
}

}  // namespace holdwatch
