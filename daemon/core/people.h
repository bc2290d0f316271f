#pragma once

#include <array>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "core/alerts/alert_book.h"
#include "core/causes/cause_finder.h"
#include "core/queue_table.h"
#include "core/surge_lifecycle.h"
#include "model/disposition.h"
#include "model/snapshot.h"
#include "model/verdict.h"

namespace holdwatch::core {

/// What people say of alerts: verdicts, which teach and are told at once, and acknowledgements.
/// Saying again what was said last changes nothing.
class People {
 public:
  using Tell = std::function<void(const AlertChange&)>;

  /// All must outlive this.
  People(const AlertBook& book, CauseFinder& causes, const QueueTable& queues,
         SurgeLifecycle& surges, Tell tell)
      : book_(book), causes_(causes), queues_(queues), surges_(surges), tell_(std::move(tell)) {}

  Disposition judge(const Verdict& verdict, Time now);
  Disposition acknowledge(const Acknowledgement& acknowledgement, Time now);

  /// How many verdicts of each type concerned a department's incidents.
  std::vector<FeedbackSnapshot> feedback() const;

  template <class Archive>
  void serialize(Archive& archive) {
    archive(feedback_);
  }

 private:
  void teach(const Verdict& verdict, const AlertChange& of, Queue& queue, Time now);

  const AlertBook& book_;
  CauseFinder& causes_;
  const QueueTable& queues_;
  SurgeLifecycle& surges_;
  Tell tell_;
  std::map<std::string, std::array<std::uint64_t, 3>> feedback_;  // by department
};

}  // namespace holdwatch::core
