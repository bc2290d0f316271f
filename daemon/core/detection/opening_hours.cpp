// Opening hours are kept as open minutes per slot of the week with their running sum, so that the
// open time between two moments is the difference of two look-ups. Local time is continuous only
// between changes of the offset; a stretch across one is summed piece by piece.
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
}

void OpeningHours::learn(const std::array<bool, kSlotsPerWeek>& open) {
  for (int slot = 0; slot < kSlotsPerWeek; ++slot) {
    const bool opening = !open[(slot + kSlotsPerWeek - 1) % kSlotsPerWeek];
    const bool closing = !open[(slot + 1) % kSlotsPerWeek];
    const Edges& edges = edges_[slot];
    const bool late = opening && edges.first != kUnknown && edges.first >= kClearly;
    const bool early = closing && edges.last + kClearly < kSlotMinutes;
    const int from = late ? edges.first : 0;
    const int to = early ? edges.last + 1 : kSlotMinutes;
    set_minutes(slot, open[slot] ? from : 0, open[slot] ? to : 0);
  }
}

void OpeningHours::note_calls(int week_slot, int first, int last) {
  Edges& edges = edges_[week_slot];
  if (edges.first == kUnknown) {
    edges = {static_cast<std::uint8_t>(first), static_cast<std::uint8_t>(last)};
    return;
  }
  // A single stray call moves an edge by little; a quiet week by less.
  edges.first += static_cast<std::uint8_t>(std::clamp(first - edges.first, -kOutward, kInward));
  edges.last += static_cast<std::uint8_t>(std::clamp(last - edges.last, -kInward, kOutward));
}

void OpeningHours::set_minutes(int week_slot, int open, int close) {
  open_[week_slot] = static_cast<std::uint8_t>(open);
  close_[week_slot] = static_cast<std::uint8_t>(std::max(open, close));
  before_[week_slot + 1] =
      static_cast<std::uint16_t>(before_[week_slot] + close_[week_slot] - open_[week_slot]);
}

bool OpeningHours::is_open(const Zone& zone, Time t) const {
  const Slot slot = slot_at(zone, t);
  const auto minute = std::chrono::floor<std::chrono::minutes>(zone.to_local(t).time_since_epoch() %
                                                               std::chrono::minutes{kSlotMinutes});
  return minute.count() >= open_[slot.week_slot] && minute.count() < close_[slot.week_slot];
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
  const Duration open = std::chrono::minutes{open_[slot]};
  const Duration close = std::chrono::minutes{close_[slot]};
  return (week / std::chrono::weeks{1}) * Duration{std::chrono::minutes{before_.back()}} +
         std::chrono::minutes{before_[slot]} + std::clamp(in_slot, open, close) - open;
}

}  // namespace holdwatch::core
