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

// The processor's widest vectors, found out when the program starts.
#if defined(__x86_64__) && !defined(__clang__) && !defined(__SANITIZE_ADDRESS__) && \
    !defined(__SANITIZE_THREAD__)
#define HOLDWATCH_WIDEST_VECTORS [[gnu::target_clones("avx2", "default")]]
#else
#define HOLDWATCH_WIDEST_VECTORS
#endif

namespace holdwatch::core {

namespace {

constexpr std::array<float, SurgeGrid::kFactors> kSurgeFactor = {1,     1.2f, 1.35f, 1.55f,
                                                                 1.85f, 2.3f, 3.1f,  5.0f};
// How the budget of false alarms is shared out: bursts of a few minutes feign the large factors.
constexpr std::array<float, SurgeGrid::kFactors> kShare = {0,     0.2f,  0.2f, 0.18f,
                                                           0.15f, 0.13f, 0.1f, 0.04f};
// A minute in which less than a tenth of a call is usual gets less of the budget: what few calls
// could tell would not be worth telling.
constexpr double kMinutesOfACall = 10;
constexpr double kReach = 3.2;    // sds of the day's busyness on either side
constexpr float kLeast = 1e-30f;  // no weight ever vanishes, nor goes subnormal
constexpr float kMostExponent = 80;
constexpr double kLongestStretch = 4;   // usual calls: longer ones are taken piece by piece
constexpr float kDayDrift = 0.01f;      // sd of the logarithm of D's random walk, a slot
constexpr float kEndHazard = 0.1f;      // a slot
constexpr float kReturnHazard = 0.01f;  // a slot
constexpr float kFactorDrift = 0.1f;    // to each neighbouring factor, a slot
constexpr float kOffAtOpening = 0.1f;

float sum(const float* row) {
  float total = 0;
  for (int j = 0; j < SurgeGrid::kDays; ++j) total += row[j];
  return total;
}

// Two rows make whole vectors, however wide.
constexpr int kPair = 2 * SurgeGrid::kDays;
using Pair = std::array<float, kPair>;

// What each row has once, for every cell of the pairs of rows.
constexpr std::array<Pair, SurgeGrid::kFactors / 2> by_pair(
    const std::array<float, SurgeGrid::kFactors>& of_rows) {
  std::array<Pair, SurgeGrid::kFactors / 2> pairs{};
  for (int p = 0; p < SurgeGrid::kFactors / 2; ++p) {
    for (int j = 0; j < kPair; ++j) pairs[p][j] = of_rows[2 * p + j / SurgeGrid::kDays];
  }
  return pairs;
}
constexpr auto kSharesByPair = by_pair(kShare);
constexpr auto kFactorsByPair = by_pair(kSurgeFactor);

// The same row twice.
Pair twice(const float* row) {
  Pair pair;
  std::copy_n(row, SurgeGrid::kDays, pair.begin());
  std::copy_n(row, SurgeGrid::kDays, pair.begin() + SurgeGrid::kDays);
  return pair;
}

// What is the same for all cells, in one step.
struct Step {
  float budget;        // of which each factor has its share
  float shape;         // of the half-hour's Gamma factor
  float evidence;      // shape + calls so far
  float usual_before;  // calls, this block, at D = 1
  float usual;         // calls, this stretch
  float scale;         // of all weights, left from the step before
  bool called;
};

// The likelihood of a stretch, and of a call at its end. Without branches and without aliases, so
// that the compiler makes vectors of it.
inline void advance_pair(float* __restrict weights, float* __restrict seen,
                         const float* __restrict calm, const float* __restrict day,
                         const float* __restrict share, const float* __restrict factor,
                         const Step& step) {
  const Step s = step;
  const float with_call = s.called ? 1.0f : 0.0f;
  for (int j = 0; j < kPair; ++j) {
    const float joining = s.budget * share[j] * calm[j];
    const float weight = weights[j] + joining;
    // Who joins a surge only now has seen calm's calls so far.
    const float seen_mass = seen[j] + joining * day[j] * s.usual_before;
    const float rate = day[j] * factor[j];
    const float intensity = rate * s.evidence * weight / (s.shape * weight + seen_mass);
    const float exponent = intensity * s.usual;
    const float survival = exp_negative(exponent < kMostExponent ? exponent : kMostExponent);
    const float likelihood = survival * (with_call * intensity + (1.0f - with_call));
    const float moved = weight * likelihood * s.scale;
    weights[j] = moved > kLeast ? moved : kLeast;
    const float moved_seen = (seen_mass + weight * rate * s.usual) * likelihood * s.scale;
    seen[j] = moved_seen > kLeast ? moved_seen : 0.0f;
  }
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
  normalise();
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
    advance(stretch(minutes / pieces, usual / pieces, false));
  }
}

void SurgeGrid::call(double minutes, double usual) {
  if (usual > kLongestStretch) {
    quiet(minutes, usual);
    minutes = 0;
    usual = 0;
  }
  advance(stretch(minutes, usual, true));
}

SurgeGrid::Stretch SurgeGrid::stretch(double minutes, double usual, bool called) const {
  const double budget = open_ ? 0 : std::min(minutes, usual * kMinutesOfACall);
  return {static_cast<float>(budget), static_cast<float>(usual), called};
}

void SurgeGrid::advance(const Stretch& stretch) {
  advance_cells(stretch);
  normalise();
}

// The same to the bit, whether in vectors of four or of eight: each cell is worked out by itself.
// Nothing may be called at its end: then g++ 12 leaves the wide registers dirty, and whatever is
// computed afterwards takes up to ten times as long.
HOLDWATCH_WIDEST_VECTORS
void SurgeGrid::advance_cells(const Stretch& stretch) {
  const Pair calm = twice(weight_[0]);
  const Pair day = twice(day_.data());
  const Step step{stretch.budget, shape_, shape_ + calls_, usual_,
                  stretch.usual,  scale_, stretch.called};
  for (int p = 0; p < kFactors / 2; ++p) {
    advance_pair(weight_[2 * p], seen_[2 * p], calm.data(), day.data(), kSharesByPair[p].data(),
                 kFactorsByPair[p].data(), step);
  }
  usual_ += stretch.usual;
  calls_ += stretch.called ? 1.0f : 0.0f;
}

// Weights count relative to calm's sum, or once a surge is open to the sum of all; the division is
// left to the next step.
void SurgeGrid::normalise() {
  Row surges{};
  for (int k = 1; k < kFactors; ++k) {
    for (int j = 0; j < kDays; ++j) surges[j] += weight_[k][j];
  }
  const float calm = mass(0);
  const float surge = sum(surges.data());
  statistic_ = surge / calm;
  scale_ = 1 / (open_ ? calm + surge : calm);
}

void SurgeGrid::end_slot() {
  const float step = std::log(day_[1] / day_[0]);
  const float move = std::min(kDayDrift * kDayDrift / (2 * step * step), 0.25f);
  for (Cells* cells : {&weight_, &seen_}) {
    for (int k = 0; k < kFactors; ++k) drift((*cells)[k], move);
    if (open_) change(*cells);
  }
}

void SurgeGrid::drift(float* row, float move) {
  Row before;
  std::copy_n(row, kDays, before.begin());
  for (int j = 0; j < kDays; ++j) {
    const float below = before[std::max(j - 1, 0)];
    const float above = before[std::min(j + 1, kDays - 1)];
    row[j] = before[j] + move * (below - 2 * before[j] + above);
  }
}

void SurgeGrid::change(Cells& cells) {
  const Cells before = cells;
  for (int j = 0; j < kDays; ++j) {
    float ended = 0;
    for (int k = 1; k < kFactors; ++k) {
      const float below = before[std::max(k - 1, 1)][j];
      const float above = before[std::min(k + 1, kFactors - 1)][j];
      const float mixed = before[k][j] + kFactorDrift * (below - 2 * before[k][j] + above);
      ended += kEndHazard * mixed;
      cells[k][j] = (1 - kEndHazard) * mixed + kReturnHazard / (kFactors - 1) * before[0][j];
    }
    cells[0][j] = (1 - kReturnHazard) * before[0][j] + ended;
  }
}

void SurgeGrid::open() {
  for (int k = 0; k < kFactors; ++k) {
    scale_row(k, k == 0 ? kOffAtOpening : (1 - kOffAtOpening) / statistic_);
  }
  open_ = true;
  normalise();
}

void SurgeGrid::close() {
  for (int k = 1; k < kFactors; ++k) scale_row(k, 0);
  open_ = false;
  normalise();
}

void SurgeGrid::scale_row(int row, float by) {
  for (int j = 0; j < kDays; ++j) {
    weight_[row][j] = std::max(weight_[row][j] * by, kLeast);
    seen_[row][j] *= by;
  }
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
  Row posterior;
  std::copy_n(weight_[0], kDays, posterior.begin());
  if (open_) {
    for (int k = 1; k < kFactors; ++k) {
      for (int j = 0; j < kDays; ++j) posterior[j] += weight_[k][j];
    }
  }
  const float total = sum(posterior.data());
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
    weighted += mass(k) * kSurgeFactor[k];
  }
  return static_cast<double>(weighted / total);
}

}  // namespace holdwatch::core
