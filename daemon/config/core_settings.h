#pragma once

#include "config/section.h"
#include "model/settings.h"

namespace holdwatch::config {

/// Reads what the core needs from the top of a configuration file: zone, holidays, queue_defaults,
/// queues, categories, detection, limits, feed_silence and cost_per_minute. Problems are left in
/// `root`, whose other keys are for others to read. An empty section gives the defaults.
Settings read_core_settings(Section& root);

}  // namespace holdwatch::config
