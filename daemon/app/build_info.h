#pragma once

#include "model/health.h"

namespace holdwatch {

/// Version, revision (`unknown` outside a git checkout) and compiler of this build.
BuildInfo build_info();

}  // namespace holdwatch
