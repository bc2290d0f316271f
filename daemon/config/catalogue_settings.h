#pragma once

#include <vector>

#include "config/section.h"
#include "model/settings.h"

namespace holdwatch::config {

/// The kinds of incident: the default catalogue, with what the entries of `categories` say instead
/// or beside it. A kind that the catalogue doesn't know needs a department.
std::vector<Category> read_catalogue(Section categories);

}  // namespace holdwatch::config
