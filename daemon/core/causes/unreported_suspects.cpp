// An unreported incident could have any scope, and averaging over all of them is out of reach; but
// nearly all of the average comes from the scopes that the calls cluster on. So the search goes
// through the attributes one after the other: it tries no focus at all, each of the few most
// overrepresented values and the first two or three of them together, goes on from the best, and
// keeps what it met on the way, each with its own share of the prior.
#include "core/causes/unreported_suspects.h"

#include <algorithm>
#include <cmath>

namespace holdwatch::core {

namespace {

constexpr double kUnfocused = 0.5;  // prior probability that an attribute plays no part
constexpr std::array<double, 3> kFocused = {0.25, 0.15, 0.10};  // or that 1, 2, 3 values do
constexpr std::size_t kTopValues = 4;
constexpr double kSizeSd = 1.5;
constexpr double kChanceSize = 0.25;  // of the usual calls
constexpr double kChanceSizeSd = 0.7;

struct Option {
  std::optional<Focus> focus;
  double weight = 1;
};

double choose(std::size_t n, std::size_t k) {
  double ways = 1;
  for (std::size_t i = 0; i < k; ++i)
    ways *= static_cast<double>(n - i) / static_cast<double>(i + 1);
  return std::max(ways, 1.0);
}

/// The values that are furthest above their usual share, by likelihood ratio.
std::vector<std::uint32_t> overrepresented(const AttributeColumn& column) {
  std::vector<double> count(column.keys.size());
  for (std::uint32_t v : column.value) count[v] += 1;
  std::vector<std::pair<double, std::uint32_t>> lifts;
  for (std::uint32_t v = 1; v < count.size(); ++v) {
    const double usual = column.usual[v] * column.known;
    if (count[v] <= usual) continue;
    lifts.emplace_back(count[v] * std::log(count[v] / usual) - (count[v] - usual), v);
  }
  std::stable_sort(lifts.begin(), lifts.end(),
                   [](const auto& a, const auto& b) { return a.first > b.first; });
  std::vector<std::uint32_t> top;
  for (std::size_t i = 0; i < std::min(kTopValues, lifts.size()); ++i)
    top.push_back(lifts[i].second);
  return top;
}

std::vector<Option> scope_options(const AttributeColumn& column, std::size_t values) {
  std::vector<Option> options{{.focus = std::nullopt, .weight = kUnfocused}};
  const std::vector<std::uint32_t> top = overrepresented(column);
  for (std::uint32_t v : top) {
    options.push_back({Focus{&column, {v}, 1}, kFocused[0] / choose(values, 1)});
  }
  for (std::size_t n = 2; n <= std::min(kFocused.size(), top.size()); ++n) {
    std::vector<std::uint32_t> first(top.begin(), top.begin() + static_cast<std::ptrdiff_t>(n));
    options.push_back({Focus{&column, std::move(first), n}, kFocused[n - 1] / choose(values, n)});
  }
  return options;
}

/// Tries options for one attribute after the other, from the best so far.
class UnreportedSearch {
 public:
  UnreportedSearch(const SurgeWindow& window, double extra_calls, Suspect start)
      : window_(window), extra_calls_(extra_calls), best_(std::move(start)) {
    best_.first_look = -HUGE_VAL;
  }

  /// The first option is to leave the attribute out of it, as all that stayed behind do.
  void try_all(const std::vector<Option>& options) {
    for (Suspect& s : left_behind_) scale_prior(s, options.front().weight);
    const Suspect base = best_;
    best_.first_look = -HUGE_VAL;
    std::vector<Suspect> found;
    for (const Option& option : options) {
      Suspect s = base;
      scale_prior(s, option.weight);
      if (option.focus) s.scope.push_back(*option.focus);
      s.look(window_, extra_calls_);
      if (s.first_look > best_.first_look) best_ = s;
      found.push_back(std::move(s));
    }
    // The best goes on to the next attribute; the others stay behind as they are.
    for (Suspect& s : found) {
      if (s.first_look < best_.first_look) left_behind_.push_back(std::move(s));
    }
  }

  std::vector<Suspect> finish() && {
    left_behind_.push_back(std::move(best_));
    return std::move(left_behind_);
  }

 private:
  static void scale_prior(Suspect& s, double weight) {
    s.opens *= weight;
    s.joins *= weight;
    s.first_look += std::log(weight);
  }

  const SurgeWindow& window_;
  double extra_calls_;
  Suspect best_;
  std::vector<Suspect> left_behind_;
};

std::vector<Option> reason_options(std::span<const Category> categories, const AttributeKeys& keys,
                                   const AttributeColumn& column, std::string_view queue_name) {
  std::vector<Option> options{{.focus = std::nullopt, .weight = 1}};
  for (const Category& c : categories) {
    const bool here = c.queues.empty() ||
                      std::find(c.queues.begin(), c.queues.end(), queue_name) != c.queues.end();
    if (!here || c.reasons.empty()) continue;
    Focus focus{.column = &column, .values = {}, .of = c.reasons.size()};
    for (const std::string& reason : c.reasons) {
      auto it = std::find(column.keys.begin() + 1, column.keys.end(), keys.find("reason", reason));
      if (it != column.keys.end()) {
        focus.values.push_back(static_cast<std::uint32_t>(it - column.keys.begin()));
      }
    }
    options.push_back({.focus = std::move(focus), .weight = 1});
  }
  for (Option& o : options) o.weight /= static_cast<double>(options.size());
  return options;
}

}  // namespace

std::vector<Suspect> UnreportedSuspects::find(const SurgeEvidence& surge, const SurgeWindow& window,
                                              const OnsetSpan& span, std::size_t most) const {
  const double extra = std::max(surge.excess_calls.estimate, 3.0) / window.thinning;
  const double joining_hours =
      span.worth_hours + to_minutes(surge.open_between(span.to, std::max(span.to, window.to))) / 60;
  Suspect start{.opens = per_open_hour * span.worth_hours, .joins = per_open_hour * joining_hours};
  start.source.log_size_mean = std::log(extra);
  start.source.log_size_sd = kSizeSd;
  start.look(window, extra);  // all there is when calls carry no attributes

  UnreportedSearch search(window, extra, start);
  const std::size_t reason = keys.find_name("reason");
  if (const AttributeColumn* column = window.column(reason)) {
    search.try_all(reason_options(categories, keys, *column, surge.queue_name));
  }
  for (const AttributeColumn& column : window.columns) {
    if (column.name == reason) continue;
    const std::size_t values = std::max(all_shares.values(column.name), column.keys.size() - 1);
    search.try_all(scope_options(column, values));
  }
  std::vector<Suspect> found = std::move(search).finish();
  std::stable_sort(found.begin(), found.end(),
                   [](const Suspect& a, const Suspect& b) { return a.first_look > b.first_look; });
  if (found.size() > most) found.resize(most);

  Suspect chance{.opens = chance_per_open_hour * span.worth_hours,
                 .joins = chance_per_open_hour * joining_hours};
  chance.source.log_size_mean = std::log(std::max(kChanceSize * window.expected, 1.0));
  chance.source.log_size_sd = kChanceSizeSd;
  chance.is_chance = true;
  chance.look(window, extra);
  found.push_back(std::move(chance));
  return found;
}

}  // namespace holdwatch::core
