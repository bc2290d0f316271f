#pragma once

#include <memory>
#include <string>
#include <tl/expected.hpp>

#include "model/zone.h"

namespace holdwatch::config {

/// A zone of the machine's IANA database (Debian's tzdata) with its transitions from 1970 to 2037;
/// UTC needs no database. The error tells the operator what was found and what was expected, with
/// the nearest names.
tl::expected<std::shared_ptr<const Zone>, std::string> load_zone(const std::string& name);

}  // namespace holdwatch::config
