#pragma once

#include <string>

#include "app/report/digest.h"

namespace holdwatch::report {

/// The digest as a page that stands on its own: no script, nothing fetched from elsewhere.
std::string to_html(const Digest& digest);
std::string to_markdown(const Digest& digest);

}  // namespace holdwatch::report
