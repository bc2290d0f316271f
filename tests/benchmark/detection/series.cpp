#include "benchmark/detection/series.h"

#include <zlib.h>

#include <algorithm>
#include <cstdio>

#include "core/detection/local_clock.h"

namespace holdwatch::bench {

namespace {

constexpr std::chrono::year_month_day kMemorialDay{std::chrono::year{2003}, std::chrono::May,
                                                   std::chrono::day{26}};
constexpr Duration kFiveMinutes = std::chrono::minutes{5};
constexpr Duration kSurge = std::chrono::hours{2};
constexpr Duration kEarliest = std::chrono::hours{8};  // local time at which surges begin
constexpr Duration kSpread = std::chrono::hours{8};

std::optional<Series::Count> parse(const char* line) {
  int row, year, hour, minute, calls;
  unsigned month, day;
  if (std::sscanf(line, "%d,%d-%u-%uT%d:%d:00Z,%d", &row, &year, &month, &day, &hour, &minute,
                  &calls) != 7) {
    return std::nullopt;
  }
  const std::chrono::sys_days date =
      std::chrono::year{year} / static_cast<int>(month) / static_cast<int>(day);
  return Series::Count{date + std::chrono::hours{hour} + std::chrono::minutes{minute}, calls};
}

}  // namespace

Bin Series::bin(const Count& count) const {
  const auto local = zone->to_local(count.from);
  const auto midnight = std::chrono::floor<std::chrono::days>(local);
  return {static_cast<int>(midnight.time_since_epoch().count()),
          static_cast<int>((local - midnight) / kFiveMinutes), static_cast<double>(count.calls)};
}

double Series::calls_per_hour() const {
  double calls = 0;
  for (const Count& count : counts) calls += count.calls;
  return calls * 12 / static_cast<double>(counts.size());
}

std::optional<Series> read_bank(const std::string& path) {
  gzFile file = gzopen(path.c_str(), "rb");
  if (file == nullptr) return std::nullopt;
  Series series;
  char line[256];
  while (gzgets(file, line, sizeof line) != nullptr) {
    if (const auto count = parse(line)) series.counts.push_back(*count);
  }
  gzclose(file);
  series.holidays = {kMemorialDay};
  std::sort(series.counts.begin(), series.counts.end(),
            [](const auto& a, const auto& b) { return a.from < b.from; });
  return series;
}

Recording record(const Series& series, double keep, std::vector<Span> surges, double factor,
                 Random& random) {
  Recording out;
  out.zone = series.zone;
  out.holidays = series.holidays;
  for (const Series::Count& count : series.counts) {
    const std::size_t before = out.calls.size();
    for (int call = 0; call < count.calls; ++call) {
      const Time t = count.from + from_seconds(300 * random.uniform());
      if (random.uniform() < keep) out.calls.push_back(t);
      const bool surging = std::any_of(surges.begin(), surges.end(),
                                       [&](const Span& surge) { return surge.holds(t); });
      if (surging && random.uniform() < keep * (factor - 1)) out.calls.push_back(t);
    }
    std::sort(out.calls.begin() + static_cast<std::ptrdiff_t>(before), out.calls.end());
    out.bins.push_back(series.bin(count));
    out.bins.back().calls = static_cast<double>(out.calls.size() - before);
    out.bin_ends.push_back(count.from + kFiveMinutes);
  }
  out.surges = std::move(surges);
  return out;
}

std::vector<Span> surges_of_two_hours(const Series& series, Time from, Random& random) {
  std::vector<Span> surges;
  int day = -1;
  bool takes_part = false;
  for (const Series::Count& count : series.counts) {
    const Bin bin = series.bin(count);
    if (count.from < from || bin.day == day) continue;
    day = bin.day;
    takes_part = !takes_part;
    if (!takes_part) continue;
    const Time midnight = count.from - bin.slot * kFiveMinutes;
    const Time start = midnight + kEarliest + from_seconds(to_seconds(kSpread) * random.uniform());
    surges.push_back({start, start + kSurge});
  }
  return surges;
}

}  // namespace holdwatch::bench
