// Each value is expected in its usual share of all calls. Whenever a call is about it, a Shiryaev-
// Roberts mixture over factors m weighs the time since the last that was: R <- m e^-(m-1)u (R +
// dt), u being the calls about it that may have come meanwhile, from the upper end of what its
// share and the day's busyness may be. A value that nobody mentions costs nothing. Since when there
// are more is told by Page's cumulative sum for one factor: it begins anew whenever it falls to
// zero.
#include "core/detection/attribute_watch.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace holdwatch::core {

namespace {

constexpr std::array<float, 5> kValueFactor = {1.6f, 2.5f, 4, 8, 20};
constexpr double kRunFactor = 2.5;
constexpr std::size_t kMostValues = 512;
constexpr double kBudget = 0.3;   // the queue's calls as a whole have the rest
constexpr double kFade = 0.9755;  // a day: half in four weeks
constexpr double kDoubt = 1.5;    // sds by which a share may be greater than it looks
constexpr float kTolerance = 1.1f;
constexpr float kLouder = 2;        // after an alarm,
constexpr float kForgives = 0.95f;  // a day
constexpr double kStray = 0.1;      // sd of a day's share around the usual
constexpr double kDayOutlier = 3;   // sds beyond which a day's calls teach no more
constexpr double kDaysToJudge = 3;

}  // namespace

void AttributeWatch::start_session() {
  ++session_;
  tolerated_ = 0;
  minutes_ = 0;
}

void AttributeWatch::pass(double minutes, double usual, double tolerated) {
  usual_ += usual;
  tolerated_ += tolerated;
  minutes_ += minutes;
}

double AttributeWatch::about(Time t, std::span<const AttributeKey> keys) {
  double most = 0;
  for (AttributeKey key : keys) {
    Value& value = value_of(key);
    ++value.today;
    const double statistic = share_of_budget(key) * test(value, t);
    if (statistic <= most) continue;
    most = statistic;
    loudest_ = key;
  }
  if (values_.size() > kMostValues) forget_rare();
  return most;
}

AttributeWatch::Value& AttributeWatch::value_of(AttributeKey key) {
  auto [place, is_new] = values_.try_emplace(key);
  if (is_new) {
    place->second.known = forgotten_;
    place->second.tolerance = kTolerance;
    if (count_[name_of(key)]++ == 0) ++names_;
  }
  return place->second;
}

double AttributeWatch::share_of_budget(AttributeKey key) const {
  return kBudget / (names_ * count_[name_of(key)]);
}

double AttributeWatch::test(Value& value, Time t) const {
  if (exposure_ <= 0) return 0;
  if (value.session != session_) {
    value.session = session_;
    value.evidence = {};
    value.tolerated = 0;
    value.minutes = 0;
    value.run = 0;
  }
  const double calls = tolerated_share(value) * (tolerated_ - value.tolerated);
  const auto minutes = static_cast<float>(minutes_ - value.minutes);
  value.tolerated = tolerated_;
  value.minutes = minutes_;
  value.run -= (kRunFactor - 1) * calls;
  if (value.run <= 0) {
    value.run = 0;
    value.since = t;
  }
  value.run += std::log(kRunFactor);
  float sum = 0;
  for (std::size_t k = 0; k < kFactors; ++k) {
    const float less = (kValueFactor[k] - 1) * static_cast<float>(calls);
    const float survival = std::exp(-less);
    const float begun = less > 1e-3f ? minutes * (1 - survival) / less : minutes;
    value.evidence[k] = std::min(kValueFactor[k] * (value.evidence[k] * survival + begun), 1e30f);
    sum += value.evidence[k];
  }
  return static_cast<double>(sum) / kFactors;
}

double AttributeWatch::tolerated_share(const Value& value) const {
  const double known = value.known + kDoubt * std::sqrt(value.known) + kDoubt;
  return static_cast<double>(value.tolerance) * known / exposure_;
}

void AttributeWatch::alarmed() {
  auto loudest = values_.find(loudest_);
  if (loudest != values_.end()) loudest->second.tolerance *= kLouder;
}

Time AttributeWatch::loudest_since() const {
  const auto loudest = values_.find(loudest_);
  return loudest == values_.end() ? Time{} : loudest->second.since;
}

void AttributeWatch::end_day(double busyness) {
  const double calls = busyness * usual_;
  const bool is_new = exposure_ < kDaysToJudge * calls;
  for (auto& [key, value] : values_) {
    const double usual = is_new ? value.today : value.known / exposure_ * calls;
    const double sd = std::sqrt(usual + kStray * kStray * usual * usual);
    // What has cried lately may have changed for good, and teaches more.
    const double louder = static_cast<double>(value.tolerance / kTolerance);
    const double most = louder * (usual + kDayOutlier * (sd + 1));
    value.known = kFade * value.known + std::min<double>(value.today, most);
    value.tolerance = kTolerance + kForgives * (value.tolerance - kTolerance);
    value.today = 0;
  }
  exposure_ = kFade * exposure_ + calls;
  forgotten_ *= kFade;
  usual_ = 0;
}

void AttributeWatch::forget_rare() {
  std::vector<double> known;
  known.reserve(values_.size());
  for (const auto& [key, value] : values_) known.push_back(value.known + value.today);
  auto median = known.begin() + static_cast<std::ptrdiff_t>(known.size() / 2);
  std::nth_element(known.begin(), median, known.end());
  forgotten_ = std::max(forgotten_, *median);
  boost::unordered::erase_if(values_, [&](const auto& entry) {
    if (entry.second.known + entry.second.today > *median) return false;
    --count_[name_of(entry.first)];
    return true;
  });
}

}  // namespace holdwatch::core
