#pragma once

#include <string>
#include <vector>

#include "core/causes/cause_finder.h"
#include "question.h"

namespace holdwatch::bench {

/// What was true of a surge when it was asked about.
struct Truth {
  std::vector<Suspicion> main;  ///< any of these is right; nothing: nobody had reported it
  double calls = 0;             ///< of the first of them, so far
  double to_come = 0;           ///< of the first of them, afterwards
};

/// Counts how often answers are right, how sure they were, and how well they count.
class Scorecard {
 public:
  void answer(const core::Attribution& answer, const Truth& truth);
  void guess(const Suspicion& guess, const Truth& truth);

  std::size_t asked() const { return asked_; }
  double top1() const { return share(right_, asked_); }
  double top3() const { return share(among_three_, asked_); }
  double none_recall() const { return share(none_found_, none_true_); }
  double none_precision() const { return share(none_right_, none_said_); }
  /// Expected calibration error of the first cause's probability, in ten bins.
  double calibration_error() const;
  double sure_and_right() const { return share(sure_right_, sure_); }
  double median_excess_error() const;
  double coverage() const { return share(covered_, errors_.size()); }
  /// Likewise, of the calls still to come; and how wide those ranges are, as a multiple of the
  /// calls that came until then.
  double coverage_to_come() const { return share(covered_to_come_, errors_.size()); }
  double width_to_come() const;
  void add(const Scorecard& other);

 private:
  static double share(std::size_t part, std::size_t of) {
    return of == 0 ? 1 : static_cast<double>(part) / static_cast<double>(of);
  }
  bool count(const Suspicion& first, const Truth& truth);

  std::size_t asked_ = 0;
  std::size_t right_ = 0;
  std::size_t among_three_ = 0;
  std::size_t none_true_ = 0;
  std::size_t none_found_ = 0;
  std::size_t none_said_ = 0;
  std::size_t none_right_ = 0;
  std::size_t sure_ = 0;
  std::size_t sure_right_ = 0;
  std::size_t covered_ = 0;
  std::size_t covered_to_come_ = 0;
  std::vector<double> errors_;
  std::vector<double> widths_;
  std::array<double, 10> too_sure_{};  ///< by bin: sum of probability minus rightness
};

}  // namespace holdwatch::bench
