#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/engine.h"
#include "model/evidence.h"

namespace holdwatch::explain {

/// Everything that is known of an alert: its evidence at the last change that still had it, and how
/// it came about.
struct Course {
  std::optional<DetectionEvidence> at_first;  ///< when it was first told
  std::optional<Evidence> evidence;
  std::vector<AlertChange> changes;
};

/// Follows one alert through a replay.
class Follower final : public core::Decisions {
 public:
  explicit Follower(std::string alert) : alert_(std::move(alert)) {}

  /// Who is asked for the evidence; before anything is played.
  void ask(const core::Engine& engine) { engine_ = &engine; }
  void alert(const AlertChange& change) override;

  const Course& course() const { return course_; }
  /// Ids of other alerts about demand, the latest last: to be named when there is no such alert.
  const std::vector<std::string>& others() const { return others_; }

 private:
  std::string alert_;
  const core::Engine* engine_ = nullptr;
  Course course_;
  std::vector<std::string> others_;
};

}  // namespace holdwatch::explain
