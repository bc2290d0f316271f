#pragma once

#include <vector>

#include "benchmark/detection/series.h"

namespace holdwatch::bench {

/// What each bin usually brings, as hindsight knows: the mean quarter of an hour of its weekday,
/// times what its own day brought over that; of calls that are kept with a chance of `keep`.
std::vector<double> usual_in_hindsight(const Series& series, double keep);

/// Hours with at least 12 % more calls than that (three times what intensity wanders within a day),
/// joined where they overlap: real surges, whatever made them. The first hour of a day is left out.
std::vector<Span> surges_in_hindsight(const Series& series);

}  // namespace holdwatch::bench
