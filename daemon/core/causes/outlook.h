#pragma once

#include "core/causes/category_knowledge.h"
#include "core/queue.h"
#include "model/alert.h"
#include "model/snapshot.h"

namespace holdwatch::core {

/// What an incident is expected to make of a queue's calls, before any came.
struct Outlook {
  double probability = 0;  ///< that it makes calls here and they still are to come
  Estimate calls;          ///< with that probability taken into account
  TimeEstimate sets_in;    ///< if calls come, when they begin
  double usual = 0;        ///< calls of the queue in such a time; 0: not known yet
  double noise = 0;        ///< their standard deviation
};

/// `makes_calls`: the probability that the incident makes calls at all.
Outlook outlook(const IncidentSnapshot& incident, const CategoryKnowledge& category,
                double makes_calls, const Queue& queue, Time now);

}  // namespace holdwatch::core
