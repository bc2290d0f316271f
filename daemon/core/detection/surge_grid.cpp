// A mixture Shiryaev-Roberts e-detector over surge factors m, joint with the day's busyness D:
// calm's weights are the posterior of D under "no surge"; each moment a surge may begin, so calm's
// weights flow into the rows of m, and every row is multiplied by its likelihood over calm's
// predictive. Once a surge is open the same weights are the state of a hidden Markov filter (off or
// on, m, D), whose probability of "off" tells the end. Each cell carries its own half-hour
// intensity noise: a Gamma factor whose mean, given the block so far, is (shape + calls) / (shape +
// calls expected).
#include "core/detection/surge_grid.h"

#include <algorithm>
#include <cmath>

#include "core/detection/fast_exp.h"

namespace holdwatch::core {

namespace {

constexpr std::array<float, SurgeGrid::kFactors> kFactor = {1,    1.15f, 1.3f, 1.5f, 1.75f,
                                                            2.0f, 2.5f,  3.2f, 4.5f, 7.0f};
// How the budget of false alarms is shared out: bursts of a few minutes feign the large factors.
constexpr std::array<float, SurgeGrid::kFactors> kShare = {0,     0.15f, 0.2f,  0.2f,  0.15f,
                                                           0.12f, 0.09f, 0.05f, 0.03f, 0.01f};
// A minute in which less than a tenth of a call is usual gets less of the budget: what few calls
// could tell would not be worth telling.
constexpr float kMinutesOfACall = 10;
constexpr double kReach = 3.2;    // sds of the day's busyness on either side
constexpr float kLeast = 1e-30f;  // no weight ever vanishes, nor goes subnormal
constexpr float kMostExponent = 80;
constexpr double kLongestStretch = 4;   // usual calls: longer ones are taken piece by piece
constexpr float kDayDrift = 0.01f;      // sd of the logarithm of D's random walk, a slot
constexpr float kEndHazard = 0.1f;      // a slot
constexpr float kReturnHazard = 0.01f;  // a slot
constexpr float kFactorDrift = 0.1f;    // to each neighbouring factor, a slot
constexpr float kOffAtOpening = 0.1f;

float sum(const std::array<float, SurgeGrid::kDays>& row) {
  float total = 0;
  for (float x : row) total += x;
  return total;
}

}  // namespace

void SurgeGrid::start_day(double mean, double sd) {
  std::array<float, kFactors> rows{};
  for (int k = 0; k < kFactors; ++k) rows[k] = open_ ? mass(k) : 0;
  if (!open_) rows[0] = 1;

  Row prior;
  float total = 0;
  for (int j = 0; j < kDays; ++j) {
    const double z = kReach * (2.0 * j / (kDays - 1) - 1);
    day_[j] = static_cast<float>(std::exp(mean + sd * z));
    prior[j] = static_cast<float>(std::exp(-0.5 * z * z));
    total += prior[j];
  }
  for (int k = 0; k < kFactors; ++k) {
    for (int j = 0; j < kDays; ++j) weight_[k][j] = std::max(rows[k] * prior[j] / total, kLeast);
  }
  statistic_ = 0;
  start_block(1 / shape_);
}

void SurgeGrid::start_block(double relative_variance) {
  shape_ = static_cast<float>(1 / relative_variance);
  usual_ = 0;
  calls_ = 0;
  seen_ = {};
}

void SurgeGrid::quiet(double minutes, double usual) {
  const int pieces = 1 + static_cast<int>(usual / kLongestStretch);
  for (int i = 0; i < pieces; ++i) {
    advance(static_cast<float>(minutes / pieces), static_cast<float>(usual / pieces), false);
  }
}

void SurgeGrid::call(double minutes, double usual) {
  if (usual > kLongestStretch) {
    quiet(minutes, usual);
    minutes = 0;
    usual = 0;
  }
  advance(static_cast<float>(minutes), static_cast<float>(usual), true);
}

void SurgeGrid::advance(float minutes, float usual, bool called) {
  const Row calm = weight_[0];
  const float budget = open_ ? 0 : std::min(minutes, usual * kMinutesOfACall);
  Row total{};
  for (int k = 0; k < kFactors; ++k) {
    const float m = kFactor[k];
    const float in = budget * kShare[k];
    Row& weights = weight_[k];
    Row& seen = seen_[k];
    for (int j = 0; j < kDays; ++j) {
      const float joining = in * calm[j];
      const float weight = weights[j] + joining;
      // Who joins a surge only now has seen calm's calls so far.
      const float expected = (weights[j] * seen[j] + joining * day_[j] * usual_) / weight;
      const float intensity = day_[j] * m * (shape_ + calls_) / (shape_ + expected);
      const float exponent = intensity * usual;
      const float survival = exp_negative(exponent < kMostExponent ? exponent : kMostExponent);
      const float likelihood = called ? survival * intensity : survival;
      weights[j] = weight * likelihood;
      seen[j] = expected + day_[j] * m * usual;
    }
    if (k == 0 || open_) {
      for (int j = 0; j < kDays; ++j) total[j] += weights[j];
    }
  }
  scale(1 / sum(total));
  usual_ += usual;
  calls_ += called ? 1.0f : 0.0f;
}

void SurgeGrid::scale(float by) {
  Row surges{};
  for (int k = 0; k < kFactors; ++k) {
    for (int j = 0; j < kDays; ++j) {
      const float weight = weight_[k][j] * by;
      weight_[k][j] = weight > kLeast ? weight : kLeast;
    }
    if (k == 0) continue;
    for (int j = 0; j < kDays; ++j) surges[j] += weight_[k][j];
  }
  statistic_ = sum(surges);
}

void SurgeGrid::end_slot() {
  const float step = std::log(day_[1] / day_[0]);
  const float move = std::min(kDayDrift * kDayDrift / (2 * step * step), 0.25f);
  for (Row& weights : weight_) {
    const Row before = weights;
    for (int j = 0; j < kDays; ++j) {
      const float below = before[std::max(j - 1, 0)];
      const float above = before[std::min(j + 1, kDays - 1)];
      weights[j] = before[j] + move * (below - 2 * before[j] + above);
    }
  }
  if (open_) end_slot_of_open_surge();
}

void SurgeGrid::end_slot_of_open_surge() {
  const auto before = weight_;
  for (int j = 0; j < kDays; ++j) {
    float off = (1 - kReturnHazard) * before[0][j];
    float seen = off * seen_[0][j];
    for (int k = 1; k < kFactors; ++k) {
      const float ended = kEndHazard * before[k][j];
      off += ended;
      seen += ended * seen_[k][j];
    }
    seen_[0][j] = seen / off;
    weight_[0][j] = off;
    for (int k = 1; k < kFactors; ++k) {
      const float below = before[std::max(k - 1, 1)][j];
      const float above = before[std::min(k + 1, kFactors - 1)][j];
      const float mixed = (1 - 2 * kFactorDrift) * before[k][j] + kFactorDrift * (below + above);
      weight_[k][j] = (1 - kEndHazard) * mixed + kReturnHazard / (kFactors - 1) * before[0][j];
    }
  }
}

void SurgeGrid::open() {
  float on = 0;
  for (int k = 1; k < kFactors; ++k) on += mass(k);
  for (int k = 0; k < kFactors; ++k) {
    const float share = k == 0 ? kOffAtOpening : (1 - kOffAtOpening) / on;
    for (float& weight : weight_[k]) weight = std::max(weight * share, kLeast);
  }
  open_ = true;
}

void SurgeGrid::close() {
  const float off = mass(0);
  for (int j = 0; j < kDays; ++j) weight_[0][j] = std::max(weight_[0][j] / off, kLeast);
  for (int k = 1; k < kFactors; ++k) {
    weight_[k].fill(kLeast);
    seen_[k] = {};
  }
  open_ = false;
  statistic_ = 0;
}

float SurgeGrid::mass(int row) const {
  return sum(weight_[row]);
}

double SurgeGrid::off_probability() const {
  float total = 0;
  for (int k = 0; k < kFactors; ++k) total += mass(k);
  return static_cast<double>(mass(0) / total);
}

SurgeGrid::Row SurgeGrid::day_posterior() const {
  Row posterior = weight_[0];
  if (open_) {
    for (int k = 1; k < kFactors; ++k) {
      for (int j = 0; j < kDays; ++j) posterior[j] += weight_[k][j];
    }
  }
  const float total = sum(posterior);
  for (float& p : posterior) p /= total;
  return posterior;
}

double SurgeGrid::day_mean() const {
  const Row posterior = day_posterior();
  float mean = 0;
  for (int j = 0; j < kDays; ++j) mean += posterior[j] * day_[j];
  return static_cast<double>(mean);
}

double SurgeGrid::day_sd() const {
  const Row posterior = day_posterior();
  const auto mean = static_cast<float>(day_mean());
  float variance = 0;
  for (int j = 0; j < kDays; ++j) {
    variance += posterior[j] * (day_[j] - mean) * (day_[j] - mean);
  }
  return static_cast<double>(std::sqrt(variance));
}

double SurgeGrid::factor_mean() const {
  float total = 0;
  float weighted = 0;
  for (int k = 1; k < kFactors; ++k) {
    total += mass(k);
    weighted += mass(k) * kFactor[k];
  }
  return static_cast<double>(weighted / total);
}

}  // namespace holdwatch::core
