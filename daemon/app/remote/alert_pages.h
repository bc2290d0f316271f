#pragma once

#include <string>

#include "app/remote/listing.h"

namespace holdwatch::remote {

/// The alerts that are asked for, as one answer of the daemon's kind: page after page is fetched,
/// and `next` is the cursor of what is left out. Throws Refused.
std::string fetch_alerts(const Listing& listing);

}  // namespace holdwatch::remote
