#include "core/causes/usual_shares.h"

#include <algorithm>
#include <vector>

namespace holdwatch::core {

namespace {
constexpr double kPooledCalls = 20;  // what the shares of all queues count for, in calls
constexpr double kLeastCoverage = 0.01;
}  // namespace

void ShareTable::add(AttributeKey key, double weight) {
  const std::size_t index = name_of(key);
  if (index >= names_.size()) names_.resize(index + 1);
  OneName& name = names_[index];
  name.total += weight;
  name.weights[key] += weight;
  if (name.weights.size() > values_per_name_) forget_rare(name);
}

double ShareTable::weight(AttributeKey key) const {
  const std::size_t index = name_of(key);
  if (index >= names_.size()) return 0;
  auto it = names_[index].weights.find(key);
  return it == names_[index].weights.end() ? 0 : it->second;
}

double ShareTable::total(std::size_t name) const {
  return name < names_.size() ? names_[name].total : 0;
}

std::size_t ShareTable::values(std::size_t name) const {
  return name < names_.size() ? names_[name].weights.size() : 0;
}

void ShareTable::forget_rare(OneName& name) {
  std::vector<double> weights;
  weights.reserve(name.weights.size());
  for (const auto& [key, weight] : name.weights) weights.push_back(weight);
  auto median = weights.begin() + static_cast<std::ptrdiff_t>(weights.size() / 2);
  std::nth_element(weights.begin(), median, weights.end());
  // A threshold, not a rank: what is kept does not depend on the order of the table.
  boost::unordered::erase_if(name.weights,
                             [&](const auto& entry) { return entry.second <= *median; });
}

double usual_share(const ShareTable& queue, const ShareTable& all, AttributeKey key,
                   double one_call) {
  const std::size_t name = name_of(key);
  const double values = static_cast<double>(all.values(name)) + 1;
  const double pooled =
      (all.weight(key) + 0.5 * one_call) / (all.total(name) + 0.5 * values * one_call);
  const double pooled_weight = kPooledCalls * one_call;
  return (queue.weight(key) + pooled_weight * pooled) / (queue.total(name) + pooled_weight);
}

double usual_coverage(const ShareTable& queue, const ShareTable& all, std::size_t name,
                      double one_call) {
  const double pooled = (all.total(name) + 0.5 * one_call) / (all.calls() + one_call);
  const double pooled_weight = kPooledCalls * one_call;
  const double share =
      (queue.total(name) + pooled_weight * pooled) / (queue.calls() + pooled_weight);
  return std::clamp(share, kLeastCoverage, 1 - kLeastCoverage);
}

}  // namespace holdwatch::core
