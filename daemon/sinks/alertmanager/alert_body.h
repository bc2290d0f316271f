#pragma once

#include <string>
#include <vector>

#include "model/time.h"
#include "sinks/alertmanager/belief.h"

namespace holdwatch::alertmanager {

/// What stands in every alert.
struct Wording {
  Labels labels;           ///< added to the alert's own
  std::string public_url;  ///< where people see the daemon
  Duration valid_for{};    ///< an alert that is not told of again in this time has ended
};

/// The body of POST /api/v2/alerts.
std::string to_json(const std::vector<const Notice*>& notices, const Wording& wording, Time now);

}  // namespace holdwatch::alertmanager
