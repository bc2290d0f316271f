#pragma once

#include <vector>

#include "model/settings.h"

namespace holdwatch {

/// The twelve kinds of incident that every retailer knows, with rough priors.
std::vector<Category> default_catalogue();

}  // namespace holdwatch
