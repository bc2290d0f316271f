#pragma once

#include <array>

#include "core/detection/local_clock.h"
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
  double over_share(int week_slot) const { return share(&Tally::over, week_slot); }
  double bad_share(int week_slot) const { return share(&Tally::bad, week_slot); }

  /// Its state, to and from an archive.
  template <class Archive>
  void serialize(Archive& archive) {
    archive(hours_, all_);
  }

 private:
  static constexpr int kHours = 7 * 24;

  static int hour(int week_slot) { return week_slot / 4; }

  struct Tally {
    double ended = 0;
    double over = 0;
    double bad = 0;
    double minutes = 0;
    double slots = 0;

    void add(const Tally& other);
    void fade(double keep);

    template <class Archive>
    void serialize(Archive& archive) {
      archive(ended, over, bad, minutes, slots);
    }
  };

  void add(int week_slot, const Tally& what);
  double share(double Tally::*of, int week_slot) const;

  std::array<Tally, kHours> hours_{};
  Tally all_;
};

}  // namespace holdwatch::core
