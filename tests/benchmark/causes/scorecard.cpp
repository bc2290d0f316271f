#include "scorecard.h"

#include <algorithm>
#include <cmath>

namespace holdwatch::bench {

namespace {

constexpr double kSure = 0.9;
constexpr double kWorthCounting = 30;  // true calls

bool is_main(const Suspicion& s, const Truth& truth) {
  return std::find(truth.main.begin(), truth.main.end(), s) != truth.main.end();
}

bool holds(const Estimate& e, double truth) {
  return e.low <= truth && truth <= e.high;
}

double median(std::vector<double> values) {
  if (values.empty()) return 0;
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

}  // namespace

void Scorecard::guess(const Suspicion& guess, const Truth& truth) {
  count(guess, truth);
}

bool Scorecard::count(const Suspicion& first, const Truth& truth) {
  const bool is_right = is_main(first, truth);
  // Where somebody reported is as right an answer, "none" need not be given.
  const bool only_none = truth.main == std::vector<Suspicion>{std::nullopt};
  ++asked_;
  right_ += is_right;
  none_true_ += only_none;
  none_found_ += only_none && !first;
  none_said_ += !first;
  none_right_ += is_right && !first;
  return is_right;
}

void Scorecard::answer(const core::Attribution& answer, const Truth& truth) {
  const Cause& first = answer.causes.front();
  const bool is_right = count(first.incident, truth);
  const std::size_t three = std::min<std::size_t>(3, answer.causes.size());
  among_three_ +=
      std::any_of(answer.causes.begin(), answer.causes.begin() + static_cast<std::ptrdiff_t>(three),
                  [&](const Cause& c) { return is_main(c.incident, truth); });
  const auto bin = std::min<std::size_t>(9, static_cast<std::size_t>(10 * first.probability));
  too_sure_[bin] += first.probability - (is_right ? 1 : 0);
  if (first.probability >= kSure) {
    ++sure_;
    sure_right_ += is_right;
  }
  if (!is_right || !first.incident || first.incident != truth.main.front()) return;
  if (truth.calls < kWorthCounting) return;
  errors_.push_back(std::abs(first.excess_calls.estimate - truth.calls) / truth.calls);
  covered_ += holds(first.excess_calls, truth.calls);
  covered_to_come_ += holds(answer.still_to_come, truth.to_come);
  widths_.push_back((answer.still_to_come.high - answer.still_to_come.low) / truth.calls);
}

double Scorecard::calibration_error() const {
  double sum = 0;
  for (double bin : too_sure_) sum += std::abs(bin);
  return asked_ == 0 ? 0 : sum / static_cast<double>(asked_);
}

double Scorecard::median_excess_error() const {
  return median(errors_);
}

double Scorecard::width_to_come() const {
  return median(widths_);
}

void Scorecard::add(const Scorecard& other) {
  asked_ += other.asked_;
  right_ += other.right_;
  among_three_ += other.among_three_;
  none_true_ += other.none_true_;
  none_found_ += other.none_found_;
  none_said_ += other.none_said_;
  none_right_ += other.none_right_;
  sure_ += other.sure_;
  sure_right_ += other.sure_right_;
  covered_ += other.covered_;
  covered_to_come_ += other.covered_to_come_;
  errors_.insert(errors_.end(), other.errors_.begin(), other.errors_.end());
  widths_.insert(widths_.end(), other.widths_.begin(), other.widths_.end());
  for (std::size_t i = 0; i < too_sure_.size(); ++i) too_sure_[i] += other.too_sure_[i];
}

}  // namespace holdwatch::bench
