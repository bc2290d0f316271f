#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "core/detection/local_clock.h"
#include "model/time.h"

namespace holdwatch::core {

/// How many agents usually serve a queue at each quarter-hour of the week: the median of the last
/// three weeks' means, so that one short-staffed shift is no new usual.
class UsualAgents {
 public:
  /// A slot ended with this mean number of agents.
  void learn(int week_slot, double agents);
  /// 0 when not known.
  double at(int week_slot) const;

  /// Its state, to and from an archive.
  template <class Archive>
  void serialize(Archive& archive) {
    archive(recent_);
  }

 private:
  static constexpr int kWeeks = 3;
  static constexpr std::uint16_t kUnknown = 0xffff;

  struct Recent {
    std::array<std::uint16_t, kWeeks> tenths{kUnknown, kUnknown, kUnknown};

    template <class Archive>
    void serialize(Archive& archive) {
      archive(tenths);
    }
  };

  std::vector<Recent> recent_;  // by slot of the week; empty until agents are known
};

}  // namespace holdwatch::core
