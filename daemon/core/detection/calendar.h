#pragma once

#include <cstdint>
#include <vector>

#include "model/settings.h"

namespace holdwatch::core {

/// Days that are unlike others of their weekday.
enum class DayKind : std::uint8_t { ordinary, holiday, after_holiday, month_turn };
inline constexpr int kDayKinds = 4;

/// Tells the kind of a local day from the configured holidays and the day of the month.
class Calendar {
 public:
  explicit Calendar(const std::vector<Holiday>& holidays);

  /// `day` counts local days since 1970-01-01.
  DayKind kind(int day) const;

 private:
  bool is_holiday(int day) const;

  std::vector<int> holidays_;  // ascending
};

}  // namespace holdwatch::core
