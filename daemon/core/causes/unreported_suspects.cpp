// An unreported incident could have any scope, and averaging over all of them is out of reach; but
// nearly all of the average comes from the scopes that the calls cluster on. So the search goes
// through the attributes one after the other: it tries no focus at all, each of the few most
// overrepresented values and the first two or three of them together, goes on from the best, and
// keeps what it met on the way, each with its own share of the prior.
#include "core/causes/unreported_suspects.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace holdwatch::core {

namespace {

constexpr double kUnfocused = 0.5;  // prior probability that an attribute plays no part
constexpr std::array<double, 3> kFocused = {0.25, 0.15, 0.10};  // or that 1, 2, 3 values do
constexpr double kUnreportedSizeSd = 1.5;
constexpr double kChanceSize = 0.25;  // of the usual calls
constexpr double kChanceSizeSd = 0.7;

double choose(std::size_t n, std::size_t k) {
  double ways = 1;
  for (std::size_t i = 0; i < k; ++i)
    ways *= static_cast<double>(n - i) / static_cast<double>(i + 1);
  return std::max(ways, 1.0);
}

void scale_prior(Suspect& s, double weight) {
  s.opens *= weight;
  s.joins *= weight;
  s.first_look += std::log(weight);
}

}  // namespace

struct UnreportedSuspects::Option {
  std::optional<Focus> focus{};
  double weight = 1;
  std::string category{};  // whose reasons these are
};

UnreportedSuspects::UnreportedSuspects(const SurgeEvidence& surge, const SurgeWindow& window,
                                       const Belief& belief, Rates rates)
    : surge_(surge),
      window_(window),
      belief_(belief),
      rates_(rates),
      extra_calls_(std::max(surge.excess_calls.estimate, 3.0) / window.thinning) {
  const OnsetSpan span = onset_span(surge);
  opening_hours_ = span.worth_hours;
  joining_hours_ =
      span.worth_hours + to_minutes(surge.open_between(span.to, std::max(span.to, window.to))) / 60;
  best_.opens = rates.causes_per_open_hour * opening_hours_;
  best_.joins = rates.causes_per_open_hour * joining_hours_;
  best_.source.log_size_mean = std::log(extra_calls_);
  best_.source.log_size_sd = kUnreportedSizeSd;
  best_.look(window, belief, extra_calls_);  // all there is when calls carry no attributes
}

/// The reason goes first: it tells the category.
Visits UnreportedSuspects::step(std::span<const Category> categories, const AttributeKeys& keys,
                                const ShareTable& all_shares) {
  const AttributeColumn* reasons = window_.column(keys.find_name("reason"));
  if (!std::exchange(has_tried_reasons_, true) && reasons != nullptr) {
    return try_all(reason_options(categories, keys, *reasons));
  }
  while (tried_ < window_.columns.size()) {
    const AttributeColumn& column = window_.columns[tried_++];
    if (&column != reasons) return try_all(scope_options(column, all_shares.values(column.name)));
  }
  return 0;
}

std::vector<UnreportedSuspects::Option> UnreportedSuspects::reason_options(
    std::span<const Category> categories, const AttributeKeys& keys,
    const AttributeColumn& column) const {
  std::vector<Option> options(1);
  for (const Category& c : categories) {
    const bool here =
        c.queues.empty() || surge_.queue_name.empty() ||
        std::find(c.queues.begin(), c.queues.end(), surge_.queue_name) != c.queues.end();
    if (!here || c.reasons.empty()) continue;
    Focus focus{.column = &column, .values = {}, .of = c.reasons.size()};
    for (const std::string& reason : c.reasons) {
      const std::uint32_t place = window_.place(keys.find("reason", reason));
      if (place != 0) focus.values.push_back(place);
    }
    options.push_back({.focus = std::move(focus), .category = c.name});
  }
  for (Option& o : options) o.weight /= static_cast<double>(options.size());
  return options;
}

std::vector<UnreportedSuspects::Option> UnreportedSuspects::scope_options(
    const AttributeColumn& column, std::size_t known_values) {
  const std::size_t values = std::max(known_values, column.keys.size() - 1);
  std::vector<Option> options{{.weight = kUnfocused}};
  const std::vector<std::uint32_t> top = overrepresented(column);
  for (std::uint32_t v : top) {
    options.push_back({.focus = Focus{&column, {v}, 1}, .weight = kFocused[0] / choose(values, 1)});
  }
  for (std::size_t n = 2; n <= std::min(kFocused.size(), top.size()); ++n) {
    std::vector<std::uint32_t> first(top.begin(), top.begin() + static_cast<std::ptrdiff_t>(n));
    options.push_back({.focus = Focus{&column, std::move(first), n},
                       .weight = kFocused[n - 1] / choose(values, n)});
  }
  return options;
}

/// Goes on from the best so far. The first option is to leave the attribute out of it, as all that
/// stayed behind do.
Visits UnreportedSuspects::try_all(const std::vector<Option>& options) {
  Visits cost = 0;
  for (Suspect& s : left_behind_) scale_prior(s, options.front().weight);
  const Suspect base = std::move(best_);
  best_ = {};
  best_.first_look = -HUGE_VAL;
  std::vector<Suspect> found;
  for (const Option& option : options) {
    Suspect s = base;
    scale_prior(s, option.weight);
    if (option.focus) s.scope.push_back(*option.focus);
    if (!option.category.empty()) s.category = option.category;
    cost += s.look(window_, belief_, extra_calls_);
    if (s.first_look > best_.first_look) best_ = s;
    found.push_back(std::move(s));
  }
  // The best goes on to the next attribute; the others stay behind as they are.
  for (Suspect& s : found) {
    if (s.first_look < best_.first_look) left_behind_.push_back(std::move(s));
  }
  return cost;
}

Suspect UnreportedSuspects::chance() const {
  Suspect s{.opens = rates_.chance_per_open_hour * opening_hours_,
            .joins = rates_.chance_per_open_hour * joining_hours_};
  s.source.log_size_mean = std::log(std::max(kChanceSize * window_.expected, 1.0));
  s.source.log_size_sd = kChanceSizeSd;
  s.is_chance = true;
  s.look(window_, belief_, extra_calls_);
  return s;
}

std::vector<Suspect> UnreportedSuspects::take(std::size_t most) && {
  left_behind_.push_back(std::move(best_));
  keep_first(left_behind_, most,
             [](const Suspect& a, const Suspect& b) { return a.first_look > b.first_look; });
  left_behind_.push_back(chance());
  return std::move(left_behind_);
}

}  // namespace holdwatch::core
