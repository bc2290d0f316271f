#pragma once

#include <string>

#include "model/time.h"

namespace holdwatch::journal {

/// Drops what is older than `keep_for` before the newest input of a journal that nobody writes, and
/// gives all unused room back to the disk. Throws Refused while a daemon has it.
void prune(const std::string& path, Duration keep_for);

}  // namespace holdwatch::journal
