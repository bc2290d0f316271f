#include "sinks/delivery/owner.h"

namespace holdwatch {

namespace {

constexpr double kSuspect = 0.5;  // from here on the alert's request is addressed to the owner

std::optional<Owner> owner_of(const Cause& cause) {
  if (!cause.incident || !cause.department) return std::nullopt;
  return Owner{*cause.department, cause.category.value_or("")};
}

std::optional<Owner> owner_of_surge(const AlertChange& surge) {
  if (surge.causes.empty() || surge.verdict == VerdictType::false_alarm) return std::nullopt;
  const Cause& first = surge.causes.front();
  if (first.incident) return first.probability >= kSuspect ? owner_of(first) : std::nullopt;
  if (!surge.suspected || surge.suspected->department.empty()) return std::nullopt;
  return Owner{surge.suspected->department, surge.suspected->category};
}

std::optional<Owner> owner_of_warning(const AlertChange& warning) {
  for (const Cause& cause : warning.causes) {
    if (cause.incident) return owner_of(cause);
  }
  return std::nullopt;
}

}  // namespace

std::optional<Owner> Owners::of(const AlertChange& change) {
  if (change.kind == AlertKind::early_warning) return owner_of_warning(change);
  if (change.kind == AlertKind::aggregate_surge) return owner_of_surge(change);
  if (change.kind == AlertKind::long_hold) {
    const auto found = of_surges_.find(change.queue);
    return found == of_surges_.end() ? std::nullopt : std::optional(found->second);
  }
  if (change.kind != AlertKind::surge) return std::nullopt;
  const std::optional<Owner> owner = owner_of_surge(change);
  if (owner && change.status != AlertStatus::resolved) {
    of_surges_[change.queue] = *owner;
  } else {
    of_surges_.erase(change.queue);
  }
  return owner;
}

}  // namespace holdwatch
