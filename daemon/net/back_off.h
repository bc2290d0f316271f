#pragma once

#include <algorithm>
#include <chrono>

namespace holdwatch::net {

/// How long to wait between attempts: up to twice as long each time, never beyond `most`. Each
/// delay is drawn from the upper half of its range, so that many who lost the same peer do not
/// come back together. Pure: whoever asks brings the random number.
class BackOff {
 public:
  using Delay = std::chrono::milliseconds;

  BackOff(Delay first, Delay most) : first_(first), most_(most), range_(first) {}

  /// The next delay; `random` is in [0, 1).
  Delay next(double random) {
    const Delay range = std::min(range_, most_);
    range_ = range * 2;
    return Delay{static_cast<Delay::rep>(static_cast<double>(range.count()) * (0.5 + random / 2))};
  }

  /// An attempt succeeded: the next delay is the first again.
  void reset() { range_ = first_; }

 private:
  Delay first_;
  Delay most_;
  Delay range_;
};

}  // namespace holdwatch::net
