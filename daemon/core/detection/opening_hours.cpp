// Opening hours are kept as open minutes per slot of the week with their running sum by hours, so
// that the open time between two moments is the difference of two look-ups. Local time is
// continuous only between changes of the offset; a stretch across one is summed piece by piece.
#include "core/detection/opening_hours.h"

#include <algorithm>

namespace holdwatch::core {

namespace {

constexpr int kSlotMinutes = 15;
constexpr int kOutward = 2;  // minutes a week
constexpr int kInward = 1;
constexpr int kClearly = 4;  // minutes without a call at an edge; fewer may be chance

}  // namespace

OpeningHours::OpeningHours(const std::optional<WeekHours>& configured)
    : learned_(!configured.has_value()) {
  for (int slot = 0; slot < kSlotsPerWeek; ++slot) {
    const int start = slot % kQuartersPerDay * kSlotMinutes;
    const DayHours day = configured ? (*configured)[slot / kQuartersPerDay] : DayHours{0, 1440};
    set_minutes(slot, std::clamp(day.open - start, 0, kSlotMinutes),
                std::clamp(day.close - start, 0, kSlotMinutes));
  }
  add_up();
}

void OpeningHours::learn(const std::array<bool, kSlotsPerWeek>& open) {
  for (int slot = 0; slot < kSlotsPerWeek; ++slot) {
    const bool opening = !open[(slot + kSlotsPerWeek - 1) % kSlotsPerWeek];
    const bool closing = !open[(slot + 1) % kSlotsPerWeek];
    const CallMinutes& calls = calls_[slot];
    const bool late = opening && calls.any() && calls.first >= kClearly;
    const bool early = closing && calls.any() && calls.last + kClearly < kSlotMinutes;
    const int from = late ? calls.first : 0;
    const int to = early ? calls.last + 1 : kSlotMinutes;
    set_minutes(slot, open[slot] ? from : 0, open[slot] ? to : 0);
  }
  add_up();
}

void OpeningHours::note_calls(int week_slot, CallMinutes calls) {
  CallMinutes& known = calls_[week_slot];
  if (!known.any()) {
    known = calls;
    return;
  }
  // A single stray call moves an edge by little; a quiet week by less.
  known.first += std::clamp(calls.first - known.first, -kOutward, kInward);
  known.last += std::clamp(calls.last - known.last, -kInward, kOutward);
}

void OpeningHours::set_minutes(int week_slot, int from, int to) {
  open_[week_slot].from = static_cast<std::uint8_t>(from);
  open_[week_slot].to = static_cast<std::uint8_t>(std::max(from, to));
}

void OpeningHours::add_up() {
  for (int slot = 0; slot < kSlotsPerWeek; ++slot) {
    std::uint16_t& before = before_[slot / kSlotsPerHour + 1];
    if (slot % kSlotsPerHour == 0) before = before_[slot / kSlotsPerHour];
    before += static_cast<std::uint16_t>(open_[slot].length());
  }
}

bool OpeningHours::is_open(const Zone& zone, Time t) const {
  const Slot slot = slot_at(zone, t);
  const auto minute = std::chrono::floor<std::chrono::minutes>(zone.to_local(t).time_since_epoch() %
                                                               std::chrono::minutes{kSlotMinutes});
  return minute.count() >= open_[slot.week_slot].from && minute.count() < open_[slot.week_slot].to;
}

Duration OpeningHours::open_between(const Zone& zone, Time from, Time to) const {
  Duration sum{0};
  while (from < to) {
    const Time end = std::min(to, zone.next_transition(from));
    const auto begin = zone.to_local(from);
    sum += open_since_epoch(begin + (end - from)) - open_since_epoch(begin);
    from = end;
  }
  return sum;
}

Duration OpeningHours::open_since_epoch(std::chrono::local_time<Duration> local) const {
  // Weeks begin on a Monday: 1970-01-05.
  const auto since = local.time_since_epoch() - std::chrono::days{4};
  const auto week = std::chrono::floor<std::chrono::weeks>(since);
  const Duration into = since - week;
  const auto slot = into / std::chrono::minutes{kSlotMinutes};
  const Duration in_slot = into % std::chrono::minutes{kSlotMinutes};
  const auto hour = slot / kSlotsPerHour;
  int minutes = before_[hour];
  for (auto earlier = hour * kSlotsPerHour; earlier < slot; ++earlier) {
    minutes += open_[earlier].length();
  }
  const Duration from = std::chrono::minutes{open_[slot].from};
  const Duration to = std::chrono::minutes{open_[slot].to};
  return (week / std::chrono::weeks{1}) * Duration{std::chrono::minutes{before_.back()}} +
         std::chrono::minutes{minutes} + std::clamp(in_slot, from, to) - from;
}

}  // namespace holdwatch::core
