#pragma once

#include <cstdint>
#include <deque>
#include <functional>

#include "journal/journal.h"
#include "model/time.h"

namespace holdwatch {

/// Keeps back what is to be told until everything that it was decided from is on disk: nobody hears
/// of an alert, or sees a counter, that a crash would undo. While the disk fails, or takes longer
/// than a moment, it is told all the same. On the event thread.
class Release {
 public:
  static constexpr Duration kLongest = std::chrono::seconds{1};

  /// `journal` may be null: then everything is told at once. It must outlive this.
  explicit Release(journal::Journal* journal) : journal_(journal) {}

  /// Calls `tell` when it may, in the order in which it was asked.
  void when_safe(std::function<void()> tell, Time now);
  /// Tells what has been kept back for too long.
  void turn(Time now);
  /// Tells all that is kept back.
  void flush() { tell_up_to(last_); }

 private:
  struct Kept {
    std::uint64_t number;
    Time since;
    std::function<void()> tell;
  };

  void tell_up_to(std::uint64_t number);

  journal::Journal* journal_;
  std::deque<Kept> kept_;
  std::uint64_t last_ = 0;
};

}  // namespace holdwatch
