#include "benchmark/detection/hindsight.h"

#include <map>

namespace holdwatch::bench {

namespace {

constexpr double kRise = 1.12;
constexpr std::size_t kHour = 12;  // bins

struct Sum {
  double calls = 0;
  double bins = 0;
};

}  // namespace

std::vector<double> usual_in_hindsight(const Series& series, double keep) {
  std::map<std::pair<int, int>, Sum> quarters;  // by weekday and quarter of an hour
  for (const auto& count : series.counts) {
    const Bin bin = series.bin(count);
    Sum& sum = quarters[{bin.weekday(), bin.slot / 3}];
    sum.calls += bin.calls;
    sum.bins += 1;
  }
  std::map<int, Sum> days;
  std::vector<double> usual;
  for (const auto& count : series.counts) {
    const Bin bin = series.bin(count);
    const Sum& sum = quarters[{bin.weekday(), bin.slot / 3}];
    usual.push_back(sum.calls / sum.bins);
    days[bin.day].calls += bin.calls;
    days[bin.day].bins += usual.back();
  }
  for (std::size_t i = 0; i < usual.size(); ++i) {
    const Sum& day = days[series.bin(series.counts[i]).day];
    usual[i] *= keep * day.calls / day.bins;
  }
  return usual;
}

std::vector<Span> surges_in_hindsight(const Series& series) {
  const std::vector<double> usual = usual_in_hindsight(series, 1);
  std::vector<Span> surges;
  double calls = 0;
  double expected = 0;
  std::size_t bins = 0;  // of the day, so far
  for (std::size_t i = 0; i < usual.size(); ++i) {
    const auto& counts = series.counts;
    const bool is_new = i == 0 || series.bin(counts[i]).day != series.bin(counts[i - 1]).day;
    if (is_new) {
      calls = expected = 0;
      bins = 0;
    }
    calls += counts[i].calls;
    expected += usual[i];
    if (++bins > kHour) {
      calls -= counts[i - kHour].calls;
      expected -= usual[i - kHour];
    }
    if (bins < 2 * kHour || calls < kRise * expected) continue;
    const Span hour{counts[i + 1 - kHour].from, counts[i].from + std::chrono::minutes{5}};
    if (surges.empty() || surges.back().to < hour.from) surges.push_back(hour);
    surges.back().to = hour.to;
  }
  return surges;
}

}  // namespace holdwatch::bench
