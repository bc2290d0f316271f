#pragma once

#include <cstddef>
#include <string>

#include "model/alert.h"

namespace holdwatch::console {

struct Style {
  bool colour = false;
  std::size_t width = 100;  ///< characters a line
};

/// One change of an alert as a person reads it: what and where, how bad and since when, who is
/// suspected, then story, data and request. Ends with an empty line. Times are UTC.
std::string render(const AlertChange& change, Style style);

}  // namespace holdwatch::console
