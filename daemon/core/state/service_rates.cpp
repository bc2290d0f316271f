#include "core/state/service_rates.h"

namespace holdwatch::core {

namespace {
constexpr double kRateMemory = 0.999;   // each event fades those before it
constexpr double kTalksNeeded = 10;     // before a mean says anything
constexpr std::uint32_t kSummed = 500;  // callers ahead whose terms are summed one by one
}  // namespace

void ServiceRates::talk_ended(Duration talk) {
  talks_ = kRateMemory * talks_ + 1;
  talk_seconds_ = kRateMemory * talk_seconds_ + to_seconds(talk);
}

void ServiceRates::wait_ended(Duration wait, bool abandoned) {
  abandoned_ = kRateMemory * abandoned_ + (abandoned ? 1 : 0);
  wait_seconds_ = kRateMemory * wait_seconds_ + to_seconds(wait);
}

std::optional<double> ServiceRates::expected_wait_seconds(std::uint32_t waiting,
                                                          double agents) const {
  if (talks_ < kTalksNeeded || talk_seconds_ <= 0 || agents < 1) return std::nullopt;
  const double served_per_second = agents * talks_ / talk_seconds_;
  const double theta = wait_seconds_ > 0 ? abandoned_ / wait_seconds_ : 0;
  double seconds = 0;
  std::uint32_t i = 0;
  for (; i <= waiting && i < kSummed; ++i) seconds += 1 / (served_per_second + i * theta);
  if (i <= waiting) seconds += (waiting - i + 1) / (served_per_second + i * theta);
  return seconds;
}

}  // namespace holdwatch::core
