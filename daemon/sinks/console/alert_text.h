#pragma once

#include <cstddef>
#include <string>

#include "model/alert.h"
#include "model/zone.h"

namespace holdwatch::console {

struct Style {
  bool colour = false;
  std::size_t width = 100;     ///< columns a line
  const Zone* zone = nullptr;  ///< of the times; null: UTC
};

/// One change of an alert as a person reads it: what and where, how bad and since when, who is
/// suspected, then story, data and request. Ends with an empty line.
std::string render(const AlertChange& change, Style style);

}  // namespace holdwatch::console
