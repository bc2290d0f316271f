#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "benchmark/detection/series.h"

namespace holdwatch::bench {

struct Entrant {
  std::string name;
  std::function<std::unique_ptr<Comparator>()> make;
};

/// Every comparator, for a series of which each call is kept with a chance of `keep`; the last is
/// the hindsight oracle, which knows the surges' factor, and of each day how busy it turned out.
std::vector<Entrant> line_up(const Series& series, double keep, double factor);

}  // namespace holdwatch::bench
