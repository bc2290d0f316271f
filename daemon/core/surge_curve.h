#pragma once

#include <vector>

#include "core/queue_table.h"
#include "model/snapshot.h"
#include "model/time.h"

namespace holdwatch::core {

/// The open surges that were told, with their calls in steps of five minutes against the usual
/// ones: kMostCurves at most, groups first.
std::vector<SurgeCurve> surge_curves(const QueueTable& queues, Time now);

}  // namespace holdwatch::core
