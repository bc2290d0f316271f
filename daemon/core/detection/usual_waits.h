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
  void end_slot(int week_slot) { slots_.add(hour(week_slot), 1); }
  /// Lets the past fade by a day.
  void end_day();
  /// Minutes that the callers of a slot wait, together.
  double minutes(int week_slot) const;
  double over_share(int week_slot) const { return share(over_, week_slot); }
  double bad_share(int week_slot) const { return share(bad_, week_slot); }

  /// Its state, to and from an archive.
  template <class Archive>
  void serialize(Archive& archive) {
    archive(ended_, over_, bad_, minutes_, slots_);
  }

 private:
  static constexpr int kHours = 7 * 24;

  static int hour(int week_slot) { return week_slot / 4; }

  struct Tally {
    std::array<double, kHours> hours{};
    double all = 0;

    void add(int hour, double amount);
    void fade(double keep);

    template <class Archive>
    void serialize(Archive& archive) {
      archive(hours, all);
    }
  };

  double share(const Tally& tally, int week_slot) const;

  Tally ended_;
  Tally over_;
  Tally bad_;
  Tally minutes_;
  Tally slots_;
};

}  // namespace holdwatch::core
