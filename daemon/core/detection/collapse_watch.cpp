// A Shiryaev-Roberts mixture over factors m below one: R <- (R + dt) e^(1-m)u m^n for n calls where
// u were to come. A collapse is over once calls have come nearly as usual for long enough to tell.
#include "core/detection/collapse_watch.h"

#include <algorithm>
#include <cmath>

namespace holdwatch::core {

namespace {

constexpr std::array<double, 3> kCollapse = {0.5, 0.25, 0.08};
constexpr double kMostEvidence = 1e100;
constexpr double kCallsToJudge = 8;
constexpr double kNearlyUsual = 0.7;

}  // namespace

void CollapseWatch::start_session() {
  evidence_ = {};
  collapsed_ = false;
  usual_ = 0;
  calls_ = 0;
}

void CollapseWatch::end_slot(double minutes, double usual, std::uint32_t calls) {
  if (collapsed_) {
    look_for_its_end(usual, calls);
  } else {
    look_for_a_collapse(minutes, usual, calls);
  }
}

void CollapseWatch::look_for_a_collapse(double minutes, double usual, double calls) {
  double sum = 0;
  for (std::size_t k = 0; k < kFactors; ++k) {
    const double gain = std::exp((1 - kCollapse[k]) * usual + calls * std::log(kCollapse[k]));
    evidence_[k] = std::min((evidence_[k] + minutes) * gain, kMostEvidence);
    sum += evidence_[k] / kFactors;
  }
  collapsed_ = sum >= threshold_;
}

void CollapseWatch::look_for_its_end(double usual, double calls) {
  usual_ += usual;
  calls_ += calls;
  if (usual_ < kCallsToJudge) return;
  if (calls_ >= kNearlyUsual * usual_) return start_session();
  usual_ = 0;
  calls_ = 0;
}

}  // namespace holdwatch::core
