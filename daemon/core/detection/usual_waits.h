#pragma once

#include <array>

#include "core/detection/local_clock.h"
#include "core/single.h"
#include "model/time.h"

namespace holdwatch::core {

/// The usual shares of callers, in each hour of the week, who wait over the limit, and of those who
/// wait over it or give up; and how long all of them wait together.
class UsualWaits {
 public:
  void learn(int week_slot, Duration wait, bool over, bool bad);
  /// A slot in which the queue was open has passed.
  void end_slot(int week_slot) { add(week_slot, {.slots = 1}); }
  /// Lets the past fade by a day.
  void end_day();
  /// Minutes that the callers of a slot wait, together.
  double minutes(int week_slot) const;
  double over_share(int week_slot) const;
  double bad_share(int week_slot) const;

  /// Its state, to and from an archive.
  template <class Archive>
  void serialize(Archive& archive) {
    archive(hours_, all_);
  }

 private:
  static int hour(int week_slot) { return week_slot / 4; }

  template <class Number>
  struct Tally {
    Number ended = 0;
    Number over = 0;
    Number bad = 0;
    Number minutes = 0;
    Number slots = 0;

    void add(const Tally<double>& other);
    void fade(double keep);

    template <class Archive>
    void serialize(Archive& archive) {
      archive(ended, over, bad, minutes, slots);
    }
  };

  void add(int week_slot, const Tally<double>& what);
  double share(double of_hour, double of_all, int week_slot) const;

  std::array<Tally<Single>, kHoursPerWeek> hours_{};
  Tally<double> all_;
};

}  // namespace holdwatch::core
