#pragma once

#include <string>

#include "app/report/digest.h"

namespace holdwatch::report {

/// The whole digest as one JSON object; times are UTC, days are the centre's.
std::string to_json(const Digest& digest);

}  // namespace holdwatch::report
