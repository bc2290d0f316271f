#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>

#include "core/causes/lag_distribution.h"
#include "core/causes/lesson.h"
#include "core/ids.h"
#include "model/cause_model.h"
#include "model/settings.h"

namespace holdwatch::core {

/// What is known of a category's incidents: the catalogue's rough word, corrected by verdicts.
class CategoryKnowledge {
 public:
  explicit CategoryKnowledge(const Category& category);

  const LagDistribution& lag() const { return lag_; }
  /// Probability that an incident makes enough calls, anywhere, to be seen.
  double makes_calls() const;
  /// Probability that an incident that makes calls makes some in this queue. The name tells what
  /// the catalogue expects, the id what verdicts have confirmed.
  double lands_in(QueueId queue, std::string_view queue_name) const;
  /// Calls to be expected in one queue per affected customer.
  double calls_per_affected() const;

  /// `is_first`: no queue's calls were confirmed to be this incident's before.
  void confirmed(const Lesson& lesson, bool is_first);
  void rejected() { rejected_ += 1; }

  /// All but the name and the department.
  CategoryModel model(const std::function<std::string(QueueId)>& queue_name) const;

  /// What verdicts have taught; the rest is the catalogue's.
  template <class Archive>
  void serialize(Archive& archive) {
    archive(lag_, contact_calls_, contact_affected_, contact_cases_, confirmed_, incidents_,
            rejected_, landed_);
  }

 private:
  std::vector<std::string> queues_;
  LagDistribution lag_;
  double contact_rate_;  // of the catalogue
  double contact_calls_ = 0;
  double contact_affected_ = 0;
  double contact_cases_ = 0;
  double confirmed_ = 0;  // cases: an incident's calls in one queue
  double incidents_ = 0;  // that were confirmed
  double rejected_ = 0;
  std::map<QueueId, double> landed_;
};

/// How often a surge has a cause that nobody reported.
class UnreportedKnowledge {
 public:
  /// Of surges with a confirmed cause or a confirmed lack of reports.
  double share() const;
  /// Unreported causes per open hour of a queue.
  double per_open_hour() const;
  void confirmed(bool reported) { (reported ? reported_ : unreported_) += 1; }

  template <class Archive>
  void serialize(Archive& archive) {
    archive(reported_, unreported_);
  }

 private:
  double reported_ = 0;
  double unreported_ = 0;
};

}  // namespace holdwatch::core
