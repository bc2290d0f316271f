#pragma once

#include <string>

#include "model/time.h"

namespace holdwatch::journal {

/// Renames the file, and what SQLite keeps beside it, to `PATH.corrupt-TIME`, which it returns.
/// Throws std::runtime_error when that can't be done.
std::string set_aside(const std::string& path, Time now);

}  // namespace holdwatch::journal
