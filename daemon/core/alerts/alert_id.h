#pragma once

#include <string>
#include <string_view>

#include "model/alert.h"

namespace holdwatch::core {

/// Sixteen hexadecimal digits made of the kind, the queue (or source) and the opening time in
/// microseconds: two daemons that see the same input, and one that restarts, give the same id.
std::string alert_id(AlertKind kind, std::string_view subject, Time opened);

}  // namespace holdwatch::core
