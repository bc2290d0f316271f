#pragma once

#include <functional>
#include <span>

#include "core/causes/cause_finder.h"
#include "core/queue.h"
#include "core/state/attribute_keys.h"
#include "model/incident.h"
#include "model/time.h"

namespace holdwatch::core {

/// Hands to each group of queues the calls of its members, so that detection sees a surge that is
/// spread over them. A member whose own surge of demand has been found, or whose feed is blind, is
/// left out with what is usual of it: nothing is told twice.
class QueueGroups {
 public:
  /// `causes` must outlive this; `settle` is called for each group that a call may have moved.
  QueueGroups(CauseFinder& causes, std::function<void(Queue&)> settle)
      : causes_(causes), settle_(std::move(settle)) {}

  /// A call was offered to a queue, turned out to be about something, or its wait has ended.
  void offered(const Queue& member, std::span<const AttributeKey> about, Time now);
  void tagged(const Queue& member, std::span<const AttributeKey> about, Time now);
  void left(const Queue& member, const Course& course, Time now);
  /// After everything that may have begun or ended a member's surge.
  void settle(Queue& member, Time now);
  /// Time has come to look at a group.
  void evaluate(Queue& group, Time now);

 private:
  CauseFinder& causes_;
  std::function<void(Queue&)> settle_;
};

/// What a surge of a group is over: its name, and the members that bring more calls than usual
/// since then, the most first.
Scope scope_of(const Queue& group, Time since, Time now);

}  // namespace holdwatch::core
