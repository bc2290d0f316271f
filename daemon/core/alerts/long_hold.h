#pragma once

#include <functional>
#include <optional>
#include <string_view>

#include "model/alert.h"
#include "model/time.h"

namespace holdwatch::core {

/// Who holds longest in a queue, waiting or on hold in a conversation.
struct Holding {
  std::optional<Time> waiting_since;
  std::optional<Time> held_since;
};

/// Someone has held longer than the queue's limit: the rule by which the whole office rang.
///
/// One run of long holds is one alert. It climbs a step when the longest hold passes 1, 3, 5 and
/// 10 times the limit; steps beyond the first, at which people are notified, are climbed only when
/// such holds are beyond what is usual at that hour. It ends after 15 minutes with nobody over the
/// limit.
class LongHold {
 public:
  static constexpr int kFactors[] = {1, 3, 5, 10};
  static constexpr Duration kQuiet = std::chrono::minutes{15};

  bool is_open() const { return step_ > 0; }
  int step() const { return step_; }
  Time opened() const { return opened_; }
  /// `waiting` or `held`: where the longest hold is, or was last.
  std::string_view phase() const { return phase_; }

  /// The next moment at which advance() may have something to say without any event.
  Time next_due(const Holding& holding, Duration limit) const;

  /// False when advance() would change nothing: the usual case, told cheaply.
  bool needs_look(Time now, const Holding& holding, Duration limit) const {
    return is_open() || passed_ > 0 || next_due(holding, limit) <= now;
  }

  /// What changed by `now`: nullopt when nothing did. `beyond_usual` is asked only when a step
  /// beyond the first is to be climbed.
  std::optional<AlertStatus> advance(Time now, const Holding& holding, Duration limit,
                                     const std::function<bool()>& beyond_usual);

  template <class Archive>
  void serialize(Archive& archive) {
    bool is_held = phase_ == "held";
    archive(step_, passed_, opened_, last_over_, is_held);
    phase_ = is_held ? "held" : "waiting";
  }

 private:
  std::optional<AlertStatus> close_when_quiet(Time now);

  int step_ = 0;    ///< 0: closed
  int passed_ = 0;  ///< factors that the present longest hold has passed
  Time opened_;
  Time last_over_;
  std::string_view phase_ = "waiting";
};

}  // namespace holdwatch::core
