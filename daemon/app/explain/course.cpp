#include "app/explain/course.h"

namespace holdwatch::explain {

void Follower::alert(const AlertChange& change) {
  if (change.id != alert_) {
    if (change.kind == AlertKind::surge && change.status == AlertStatus::firing) {
      others_.push_back(change.id);
    }
    return;
  }
  auto evidence = engine_->explain(alert_);
  course_.changes.push_back(change);
  if (!evidence) return;
  if (!course_.at_first) course_.at_first = evidence->detection;
  // A late report or verdict may come when detection has forgotten the surge.
  if (!evidence->detection && course_.evidence) {
    evidence->detection = std::move(course_.evidence->detection);
  }
  if (evidence->suspects.empty() && course_.evidence) {
    evidence->suspects = std::move(course_.evidence->suspects);
  }
  course_.evidence = std::move(evidence);
}

}  // namespace holdwatch::explain
