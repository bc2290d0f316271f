#include "core/causes/category_knowledge.h"

#include <algorithm>

namespace holdwatch::core {

namespace {

// Each prior is a share and the number of cases it is worth.
constexpr double kMakesCalls = 0.2;
constexpr double kMakesCallsCases = 3;
constexpr double kLandsWhereListed = 0.8;
constexpr double kLandsElsewhere = 0.02;
constexpr double kLandsAnywhere = 0.3;  // of a category that lists no queues
constexpr double kLandsCases = 5;
constexpr double kContactCases = 3;
constexpr double kUnreportedPerOpenHour = 0.005;
constexpr double kUnreportedShare = 0.2;
constexpr double kUnreportedCases = 10;

}  // namespace

CategoryKnowledge::CategoryKnowledge(const Category& category)
    : queues_(category.queues),
      lag_(category.median_lag),
      contact_rate_(category.calls_per_affected) {}

double CategoryKnowledge::makes_calls() const {
  return kMakesCalls * (kMakesCallsCases + confirmed_) /
         (kMakesCallsCases + confirmed_ + rejected_);
}

double CategoryKnowledge::lands_in(QueueId queue, std::string_view queue_name) const {
  const bool listed = std::find(queues_.begin(), queues_.end(), queue_name) != queues_.end();
  const double prior =
      queues_.empty() ? kLandsAnywhere : (listed ? kLandsWhereListed : kLandsElsewhere);
  const auto seen = landed_.find(queue);
  const double here = seen == landed_.end() ? 0 : seen->second;
  // A case confirmed elsewhere says little against this queue: incidents land in several.
  return (kLandsCases * prior + here) / (kLandsCases + here);
}

double CategoryKnowledge::calls_per_affected() const {
  const double queues = std::max<double>(1, static_cast<double>(queues_.size()));
  const double rate = contact_rate_ / queues;
  if (confirmed_ == 0 || contact_affected_ <= 0) return rate;
  const double mean_affected = contact_affected_ / confirmed_;
  return (kContactCases * mean_affected * rate + contact_calls_) /
         (kContactCases * mean_affected + contact_affected_);
}

void CategoryKnowledge::confirmed(QueueId queue, Duration lag, double calls, double affected) {
  confirmed_ += 1;
  lag_.learn(lag, 1);
  landed_[queue] += 1;
  if (affected > 0) {
    contact_calls_ += calls;
    contact_affected_ += affected;
  }
}

double UnreportedKnowledge::per_open_hour() const {
  const double cases = kUnreportedCases + reported_ + unreported_;
  const double share = (kUnreportedCases * kUnreportedShare + unreported_) / cases;
  const double odds = share / (1 - share);
  constexpr double kPriorOdds = kUnreportedShare / (1 - kUnreportedShare);
  return kUnreportedPerOpenHour * odds / kPriorOdds;
}

}  // namespace holdwatch::core
