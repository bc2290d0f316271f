#pragma once

#include <array>

#include "core/detection/local_clock.h"
#include "core/single.h"
#include "core/sparse_array.h"
#include "model/time.h"

namespace holdwatch::core {

/// The usual shares of callers, in each hour of the week, who wait over the limit, and of those who
/// wait over it or give up; and how long all of them wait together.
class UsualWaits {
 public:
  void learn(int week_slot, Duration wait, bool over, bool bad);
  /// A slot in which the queue was open has passed.
  void end_slot(int week_slot);
  /// Lets the past fade by a day.
  void end_day();
  /// Minutes that the callers of a slot wait, together.
  double minutes(int week_slot) const;
  double over_share(int week_slot) const;
  double bad_share(int week_slot) const;

  /// Its state, to and from an archive.
  template <class Archive>
  void serialize(Archive& archive) {
    archive(hours_, slots_, all_, all_slots_);
  }

 private:
  static int hour(int week_slot) { return week_slot / kSlotsPerHour; }

  // Of the callers of an hour of the week, or of all.
  template <class Number>
  struct Tally {
    static constexpr bool kIsPlain = true;

    Number ended = 0;
    Number over = 0;
    Number bad = 0;
    Number minutes = 0;

    void add(const Tally<double>& other);
    void fade(double keep);
  };

  double share(double of_hour, double of_all, int week_slot) const;

  SparseArray<Tally<Single>, kHoursPerWeek> hours_;
  std::array<Single, kHoursPerWeek> slots_{};  // open ones that have passed
  Tally<double> all_;
  double all_slots_ = 0;
};

}  // namespace holdwatch::core
