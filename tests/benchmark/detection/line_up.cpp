#include "benchmark/detection/line_up.h"

#include "benchmark/detection/cusum.h"
#include "benchmark/detection/ears.h"
#include "benchmark/detection/farrington.h"
#include "benchmark/detection/hindsight.h"
#include "benchmark/detection/holt_winters.h"
#include "benchmark/detection/simple_rules.h"

namespace holdwatch::bench {

namespace {

template <typename T, typename... Args>
Entrant entrant(std::string name, Args... args) {
  return {std::move(name), [=] { return std::make_unique<T>(args...); }};
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
          entrant<OracleCusum>("hindsight oracle", usual_in_hindsight(series, keep), factor)};
}

}  // namespace holdwatch::bench
