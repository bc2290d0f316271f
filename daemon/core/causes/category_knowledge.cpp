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
// An incident confirmed elsewhere may have landed here without anybody noticing.
constexpr double kNotHere = 0.5;
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
  const bool listed =
      queue_name.empty() || std::find(queues_.begin(), queues_.end(), queue_name) != queues_.end();
  const double prior =
      queues_.empty() ? kLandsAnywhere : (listed ? kLandsWhereListed : kLandsElsewhere);
  const auto seen = landed_.find(queue);
  const double here = seen == landed_.end() ? 0 : seen->second;
  return (kLandsCases * prior + here) /
         (kLandsCases + here + kNotHere * std::max(0.0, incidents_ - here));
}

double CategoryKnowledge::calls_per_affected() const {
  const double queues = std::max<double>(1, static_cast<double>(queues_.size()));
  const double rate = contact_rate_ / queues;
  if (contact_cases_ == 0) return rate;
  const double mean_affected = contact_affected_ / contact_cases_;
  return (kContactCases * mean_affected * rate + contact_calls_) /
         (kContactCases * mean_affected + contact_affected_);
}

void CategoryKnowledge::confirmed(const Lesson& lesson, bool is_first) {
  confirmed_ += 1;
  if (is_first) incidents_ += 1;
  lag_.learn(lesson.lag_from, lesson.lag_to);
  landed_[lesson.queue] += 1;
  if (lesson.affected <= 0 || lesson.calls <= 0) return;
  contact_cases_ += 1;
  contact_calls_ += lesson.calls;
  contact_affected_ += lesson.affected;
}

CategoryModel CategoryKnowledge::model(
    const std::function<std::string(QueueId)>& queue_name) const {
  CategoryModel model;
  model.confirmed = static_cast<std::uint32_t>(confirmed_);
  model.rejected = static_cast<std::uint32_t>(rejected_);
  model.makes_calls = makes_calls();
  model.calls_per_affected = calls_per_affected();
  model.lag = lag_.histogram();
  // A queue that verdicts have not spoken of has no id here.
  for (const std::string& name : queues_) model.lands_in[name] = kLandsWhereListed;
  for (const auto& [queue, cases] : landed_) {
    const std::string name = queue_name(queue);
    model.lands_in[name] = lands_in(queue, name);
  }
  return model;
}

double UnreportedKnowledge::share() const {
  const double cases = kUnreportedCases + reported_ + unreported_;
  return (kUnreportedCases * kUnreportedShare + unreported_) / cases;
}

double UnreportedKnowledge::per_open_hour() const {
  const double odds = share() / (1 - share());
  constexpr double kPriorOdds = kUnreportedShare / (1 - kUnreportedShare);
  return kUnreportedPerOpenHour * odds / kPriorOdds;
}

}  // namespace holdwatch::core
