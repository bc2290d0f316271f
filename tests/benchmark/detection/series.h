#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "benchmark/detection/comparator.h"
#include "benchmark/detection/random.h"
#include "model/time.h"
#include "model/zone.h"

namespace holdwatch::bench {

struct Span {
  Time from;
  Time to;

  bool holds(Time t) const { return from <= t && t < to; }
};

/// Calls of one queue in each five minutes that it was open.
struct Series {
  struct Count {
    Time from;
    int calls = 0;
  };

  std::vector<Count> counts;
  std::shared_ptr<const Zone> zone = std::make_shared<const Zone>();
  std::vector<std::chrono::year_month_day> holidays;  ///< that anybody there would know of

  Bin bin(const Count& count) const;
  double calls_per_hour() const;
};

/// A queue's time as a detector meets it: call by call, and in bins.
struct Recording {
  std::vector<Time> calls;
  std::vector<Bin> bins;
  std::vector<Time> bin_ends;
  std::vector<Span> surges;  ///< that were put in
  std::shared_ptr<const Zone> zone;
  std::vector<std::chrono::year_month_day> holidays;

  Time begin() const { return bin_ends.front() - std::chrono::minutes{5}; }
  Time end() const { return bin_ends.back(); }
};

/// The bank's calls from the shared recordings; none when they are not there.
std::optional<Series> read_bank(const std::string& path);

/// Keeps each call with a chance of `keep`, and in surges adds calls so that `factor` times as many
/// come. The calls of a bin fall anywhere in it.
Recording record(const Series& series, double keep, std::vector<Span> surges, double factor,
                 Random& random);

/// One surge of two hours on every second day from `from` on, at a random moment from 8 to 16 local
/// time.
std::vector<Span> surges_of_two_hours(const Series& series, Time from, Random& random);

}  // namespace holdwatch::bench
