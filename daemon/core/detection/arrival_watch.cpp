// Demand, as one story: time is cut into slots of the local week; each call and each slot's end
// moves the grid; what came is logged and is learned only when its day is over, less whatever
// turned out to belong to a surge. So the baseline never learns a surge that is found late.
#include "core/detection/arrival_watch.h"

#include <algorithm>
#include <cmath>

namespace holdwatch::core {

namespace {

constexpr double kAllCallsBudget = 0.7;  // of false alarms; what they are about has the rest
constexpr double kOverProbability = 0.8;
constexpr double kSlotOutlier = 2.58;  // sds beyond which a slot counts for less
constexpr std::uint8_t kHabitWeeks = 3;
constexpr double kEnoughCalls = 10;  // for a first baseline
constexpr double kCallsToJudgeADay = 5;
constexpr double kDeadShare = 0.1;    // of the usual calls: less is no busyness
constexpr double kJudgedShare = 0.5;  // of a day that must be free of surges to judge it
constexpr double kDaysForHalfHours = 1;
constexpr double kCallsToJudgeAHalfHour = 2;
constexpr Duration kOpening = std::chrono::hours{1};
constexpr double kNinety = 1.645;  // sds of a 90 % interval
constexpr Duration kOnsetSettles = std::chrono::hours{1};
constexpr double kSilenceOdds = 11;     // -ln of the chance that calm is all there is
constexpr double kLeastBusyness = 0.5;  // calm's benefit of the doubt

// Anscombe's residual of a count whose variance is dispersion * mean [Farrington et al. 1996].
double residual(double count, double mean, double dispersion) {
  return 1.5 * (std::cbrt(count * count) / std::pow(mean, 1.0 / 6) - std::sqrt(mean)) /
         std::sqrt(dispersion);
}

}  // namespace

ArrivalWatch::ArrivalWatch(const Settings& settings, const QueueSettings& queue)
    : zone_(queue.zone ? queue.zone : settings.zone),
      calendar_(settings.holidays),
      budget_(settings.detection.false_alarm_open_minutes),
      threshold_(budget_),
      hours_(queue.hours),
      collapse_(budget_) {
  grid_.start_day(0, 0.1);
}

void ArrivalWatch::start_slot(const Slot& slot) {
  if (has_day_ && slot.day != slot_.day) end_day();
  const bool new_day = !has_day_ || slot.day != slot_.day;
  slot_ = slot;
  if (new_day) start_day();
  has_day_ = true;

  const Duration into = zone_->to_local(slot.from).time_since_epoch() % std::chrono::minutes{15};
  const Time quarter = slot.from - into;
  open_from_ = std::max(slot.from, quarter + hours_.opens(slot.week_slot));
  open_to_ = std::max(open_from_, std::min(slot.to, quarter + hours_.closes(slot.week_slot)));
  is_open_ = open_from_ < open_to_;
  rate_ = is_open_ ? baseline_.rate(slot.week_slot) * crowding(slot.week_slot) : 0;
  now_ = SlotRecord{.from = std::chrono::floor<SlotRecord::Seconds>(slot.from),
                    .day = static_cast<std::uint16_t>(slot.day),
                    .week_slot = static_cast<std::uint16_t>(slot.week_slot),
                    .blind = !is_seeing_};
  so_far_ = {};
  passed_ = slot.from;
  attribute_statistic_ = 0;
  const bool was_testing = is_testing_;
  is_testing_ = is_ready_ && is_open_ && rate_ > 0;
  if (is_testing_ && !was_testing) {
    session_ = open_from_;
    usual_since_call_ = 0;
    attributes_.start_session();
    collapse_.start_session();
  }
  now_.opening = is_testing_ && open_from_ - session_ < kOpening;
  tolerated_busyness_ = grid_.day_mean() + grid_.day_sd();
  if (is_testing_ && (!was_testing || slot.quarter() % 2 == 0)) {
    grid_.start_block(block_variance());
  }
}

double ArrivalWatch::crowding(int week_slot) const {
  if (!hours_.learned()) return 1;
  return 15 / to_minutes(hours_.closes(week_slot) - hours_.opens(week_slot));
}

// Opening brings what gathered overnight: its half-hours vary more, and are learned apart.
double ArrivalWatch::half_hour_sd(const SlotRecord& slot) const {
  return slot.opening ? openings_.sd() : half_hours_.sd();
}

double ArrivalWatch::block_variance() const {
  const double sd = half_hour_sd(now_);
  return sd * sd + baseline_.relative_variance(slot_.week_slot);
}

double ArrivalWatch::spread() const {
  return std::sqrt(busyness_sd() * busyness_sd() + block_variance());
}

double ArrivalWatch::open_minutes_until(Time t) {
  const Time from = std::max(passed_, open_from_);
  const Time to = std::min(t, open_to_);
  passed_ = t;
  if (!is_seeing_ || from >= to) return 0;
  const double minutes = to_minutes(to - from);
  so_far_.unwatched_minutes += (1 - watched_) * minutes;
  return watched_ * minutes;
}

void ArrivalWatch::watch(Time t, double share) {
  pass(t);
  watched_ = share;
}

void ArrivalWatch::drop_evidence(Time t) {
  pass(t);
  if (!grid_.is_open()) close_surge();
}

void ArrivalWatch::pass(Time t) {
  const double minutes = open_minutes_until(t);
  if (minutes <= 0) return;
  const double usual = minutes * rate_;
  expect(minutes, usual);
  usual_since_call_ += usual;
  if (is_testing_) grid_.quiet(minutes, usual);
  if (grid_.is_open()) surge_usual_ += usual;
}

void ArrivalWatch::expect(double minutes, double usual) {
  so_far_.open_minutes += minutes;
  so_far_.usual += usual;
  attribute_statistic_ = 0;
  if (grid_.is_open() || watched_ < 1) return;  // what is left is about other things
  attributes_.pass(minutes, usual, usual * tolerated_busyness_);
}

void ArrivalWatch::about(std::span<const AttributeKey> keys) {
  if (grid_.is_open() || watched_ < 1) return;
  const double statistic = attributes_.about(passed_, keys);
  attribute_statistic_ = is_testing_ ? statistic : 0;
}

double ArrivalWatch::statistic() const {
  return attributes_.any() ? kAllCallsBudget * grid_.statistic() + attribute_statistic_
                           : grid_.statistic();
}

void ArrivalWatch::call(Time t) {
  const double minutes = open_minutes_until(t);
  const double usual = minutes * rate_;
  expect(minutes, usual);
  ++now_.calls;
  now_.minutes.add(static_cast<int>((t - slot_.from) / std::chrono::minutes{1}));
  usual_since_call_ = 0;
  minutes_.count(t);
  if (is_testing_) grid_.call(minutes, usual);
  if (!grid_.is_open()) return;
  surge_usual_ += usual;
  surge_calls_ += 1;
}

void ArrivalWatch::end_slot() {
  pass(slot_.to);
  if (is_testing_) {
    const double least = std::max(0.0, grid_.day_mean() - 2 * grid_.day_sd());
    if (!now_.blind) collapse_.end_slot(so_far_.open_minutes, least * so_far_.usual, now_.calls);
    grid_.end_slot();
  }
  if (grid_.is_open()) {
    now_.in_surge = true;
    surge_usual_squares_ += 2 * so_far_.usual * so_far_.usual;
  }
  log_.add(current());
  if (grid_.is_open() && slot_.to - opened_ <= kOnsetSettles) estimate_onset(slot_.to);
}

double ArrivalWatch::score() const {
  if (grid_.is_open()) return (1 - grid_.off_probability()) / (1 - kOverProbability);
  return is_testing_ ? statistic() / threshold_ : 0;
}

void ArrivalWatch::open_surge(Time t) {
  earliest_onset_ = std::max(session_, last_end_);
  if (attribute_statistic_ > kAllCallsBudget * grid_.statistic()) {
    // All calls together say little of a surge that few carry: least of all when it began.
    earliest_onset_ = std::max(earliest_onset_, attributes_.loudest_since() - kRise);
    attributes_.alarmed();
  }
  grid_.open();
  attribute_statistic_ = 0;
  opened_ = t;
  estimate_onset(t);
}

bool ArrivalWatch::is_over() const {
  return !is_testing_ || grid_.off_probability() > kOverProbability;
}

void ArrivalWatch::close_surge() {
  grid_.close();
  attributes_.start_session();
  last_end_ = passed_;
}

void ArrivalWatch::estimate_onset(Time t) {
  const double busyness = grid_.day_mean();
  const double block = busyness * rate_ * 30;
  const double sd = half_hour_sd(now_);
  const double dispersion = 1 + block * sd * sd;
  const bool in_slot = t < slot_.to;
  const Onset found = find_onset(minutes_, log_, in_slot ? slot_.from : slot_.to, rate_, busyness,
                                 dispersion, earliest_onset_, t);
  onset_ = found.time;
  surge_calls_ = found.calls;
  surge_usual_ = found.expected / busyness;
  surge_usual_squares_ = 0;
  for (int i = log_.size() - 1; i >= 0 && log_[i].to() > onset_.estimate; --i) {
    log_[i].in_surge = true;
    surge_usual_squares_ += 2 * log_[i].usual * log_[i].usual;
  }
  if (in_slot) now_.in_surge = true;
}

Estimate ArrivalWatch::excess_calls() const {
  const double busyness = grid_.day_mean();
  const double expected = busyness * surge_usual_;
  const double block_sd = half_hours_.sd() * busyness;
  const double day = grid_.day_sd() * surge_usual_;
  const double variance = expected + day * day + block_sd * block_sd * surge_usual_squares_;
  const double excess = std::max(0.0, surge_calls_ - expected);
  const double reach = kNinety * std::sqrt(variance);
  return {excess, std::max(0.0, excess - reach), excess + reach};
}

void ArrivalWatch::blind(Time from, Time to) {
  for (int i = 0; i < log_.size(); ++i) {
    if (log_[i].from < to && log_[i].to() > from) log_[i].blind = true;
  }
  if (now_.from < to) now_.blind = true;
  usual_since_call_ = 0;
  collapse_.start_session();
  // The emptiness has been taken for calm: begin the day again, as far as busyness goes.
  if (is_testing_ && !grid_.is_open()) start_day();
}

void ArrivalWatch::see(Time t, bool is_seeing) {
  pass(t);
  is_seeing_ = is_seeing;
  now_.blind = true;
  usual_since_call_ = 0;
}

void ArrivalWatch::reinstate(Time from, Time to) {
  for (int i = 0; i < log_.size(); ++i) {
    SlotRecord& slot = log_[i];
    if (slot.to() <= from || slot.from >= to) continue;
    slot.in_surge = false;
    if (slot.day < slot_.day) learn_slot(slot);
  }
  if (now_.from < to) now_.in_surge = false;
}

void ArrivalWatch::end_day() {
  log_.set_busyness(slot_.day, grid_.day_mean());
  learn_day(slot_.day);
  attributes_.end_day(grid_.day_mean());
  baseline_.end_day();
  is_ready_ = baseline_.calls_seen() >= kEnoughCalls;
  if (!hours_.learned() || !is_ready_) return;
  std::array<bool, kSlotsPerWeek> open;
  for (int slot = 0; slot < kSlotsPerWeek; ++slot) open[slot] = !baseline_.looks_closed(slot);
  hours_.learn(open);
}

void ArrivalWatch::start_day() {
  const DayOutlook outlook =
      days_.outlook(slot_.day, calendar_.kind(slot_.day), baseline_.days_seen(slot_.weekday()));
  grid_.start_day(outlook.mean, outlook.sd);
}

void ArrivalWatch::learn_day(int day) {
  const DayKind kind = calendar_.kind(day);
  const int weekday = slot_.weekday();
  const double days_seen = baseline_.days_seen(weekday);
  const DayTotals totals = add_up(day);
  const bool was_dead = dead_[weekday];
  dead_[weekday] = is_ready_ && totals.calls < kDeadShare * totals.usual;
  // A day without calls is no day like others, unless it is the second such weekday running.
  const bool is_odd = kind == DayKind::holiday || (dead_[weekday] && !was_dead);
  for (int i = 0; i < log_.size(); ++i) {
    if (log_[i].day == day && !is_odd) learn_slot(log_[i]);
  }
  if (!is_ready_ || dead_[weekday] || totals.calm_usual < kCallsToJudgeADay ||
      totals.calm_usual < kJudgedShare * totals.usual) {
    return;
  }
  if (days_seen >= kDaysForHalfHours) learn_half_hours(day);
  const double sd = half_hours_.sd();
  const double noise = sd * sd * totals.calm_squares / (totals.calm_usual * totals.calm_usual);
  days_.learn(day, kind, days_seen, std::log((totals.calm_calls + 0.5) / (totals.calm_usual + 0.5)),
              1 / totals.calm_usual + noise);
}

ArrivalWatch::DayTotals ArrivalWatch::add_up(int day) const {
  DayTotals totals;
  for (int i = 0; i < log_.size(); ++i) {
    const SlotRecord& slot = log_[i];
    if (slot.day != day || slot.blind || slot.usual <= 0) continue;
    totals.calls += slot.calls;
    totals.usual += slot.usual;
    if (slot.in_surge) continue;
    totals.calm_calls += slot.calls;
    totals.calm_usual += slot.usual;
    totals.calm_squares += 2 * slot.usual * slot.usual;
  }
  return totals;
}

void ArrivalWatch::learn_slot(SlotRecord& slot) {
  if (slot.learned || slot.blind) return;
  const std::uint8_t known = surging_weeks_[slot.week_slot];
  const std::uint8_t weeks = slot.in_surge ? std::min<std::uint8_t>(known + 1, kHabitWeeks) : 0;
  if (weeks != known) surging_weeks_.at(slot.week_slot) = weeks;
  // What surges at the same hour every week is no surge but a habit: the second time it counts like
  // any outlier, from the third wholly. On the first such weekday nobody knows yet what is a surge.
  const bool is_habit = weeks == kHabitWeeks;
  const bool is_new = baseline_.days_seen(slot.week_slot / kQuartersPerDay) < 0.5;
  if (weeks == 1 && !is_new) return;
  slot.learned = true;
  if (slot.calls > 0) hours_.note_calls(slot.week_slot, slot.minutes);
  // Learned hours are no certain ones: calls may show that they changed.
  const double seen = hours_.learned() ? to_minutes(slot.length) - slot.unwatched_minutes
                                       : double{slot.open_minutes};
  if (seen <= 0) return;
  baseline_.learn(slot.week_slot, slot.calls, seen, is_habit ? 1 : robust_weight(slot));
}

double ArrivalWatch::robust_weight(const SlotRecord& slot) const {
  const double expected = slot.usual * log_.busyness(slot.day);
  if (!is_ready_ || expected <= 0) return 1;
  const double sd = half_hour_sd(slot);
  const double variance = sd * sd + baseline_.relative_variance(slot.week_slot);
  const double away = std::abs(residual(slot.calls, expected, 1 + expected * variance));
  return away > kSlotOutlier ? kSlotOutlier * kSlotOutlier / (away * away) : 1;
}

void ArrivalWatch::learn_half_hours(int day) {
  for (int i = 0; i + 1 < log_.size(); ++i) {
    const SlotRecord& a = log_[i];
    const SlotRecord& b = log_[i + 1];
    const bool pair = a.day == day && a.week_slot % 2 == 0 && b.week_slot == a.week_slot + 1;
    if (!pair || a.in_surge || b.in_surge || a.blind || b.blind) continue;
    const double expected = (a.usual + b.usual) * log_.busyness(day);
    if (expected < kCallsToJudgeAHalfHour) continue;
    const double known =
        (baseline_.relative_variance(a.week_slot) + baseline_.relative_variance(b.week_slot)) / 4;
    NoiseLevel& noise = a.opening ? openings_ : half_hours_;
    noise.learn((a.calls + b.calls) / expected - 1, 1 / expected + known);
  }
}

double ArrivalWatch::expected_per_minute(Time t) const {
  if (!hours_.is_open(*zone_, t)) return 0;
  const int week_slot = slot_at(*zone_, t).week_slot;
  return baseline_.rate(week_slot) * crowding(week_slot) * grid_.day_mean();
}

bool ArrivalWatch::silent(Time now) const {
  if (!is_testing_ || !is_seeing_) return false;
  const Time from = std::max(passed_, open_from_);
  const Time to = std::min(now, open_to_);
  const double usual = usual_since_call_ + (from < to ? rate_ * to_minutes(to - from) : 0);
  return kLeastBusyness * usual > kSilenceOdds;
}

SlotRecord ArrivalWatch::current() const {
  SlotRecord record = now_;
  record.length = std::chrono::floor<SlotRecord::Length>(passed_ - record.from);
  record.open_minutes = so_far_.open_minutes;
  record.unwatched_minutes = so_far_.unwatched_minutes;
  record.usual = so_far_.usual;
  return record;
}

double ArrivalWatch::busyness_of(const SlotRecord& slot) const {
  return slot.day == slot_.day ? grid_.day_mean() : log_.busyness(slot.day);
}

}  // namespace holdwatch::core
