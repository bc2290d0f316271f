#include "benchmark/detection/line_up.h"

#include <map>

#include "benchmark/detection/cusum.h"
#include "benchmark/detection/ears.h"
#include "benchmark/detection/farrington.h"
#include "benchmark/detection/holt_winters.h"
#include "benchmark/detection/simple_rules.h"

namespace holdwatch::bench {

namespace {

template <typename T, typename... Args>
Entrant entrant(std::string name, Args... args) {
  return {std::move(name), [=] { return std::make_unique<T>(args...); }};
}

// What each bin usually brings, as hindsight knows: the mean day's shape of that weekday, times
// what this very day brought over it.
std::vector<double> hindsight(const Series& series, double keep) {
  struct Sum {
    double calls = 0;
    double bins = 0;
  };
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

}  // namespace

std::vector<Entrant> line_up(const Series& series, double keep, double factor) {
  return {entrant<StaticThreshold>("static threshold, 15 min"),
          entrant<RollingZ>("rolling z, 24 h"),
          entrant<Ears>("EARS C1", Ears::Rule::c1),
          entrant<Ears>("EARS C2", Ears::Rule::c2),
          entrant<Ears>("EARS C3", Ears::Rule::c3),
          entrant<SameSlotZ>("same-slot z, 5 weeks"),
          entrant<HoltWinters>("seasonal Holt-Winters band"),
          entrant<Farrington>("Farrington, 15 min"),
          entrant<NegativeBinomialCusum>("negative-binomial CUSUM"),
          entrant<OracleCusum>("hindsight oracle", hindsight(series, keep), factor)};
}

}  // namespace holdwatch::bench
