#pragma once

#include <string>
#include <vector>

namespace holdwatch {

/// One thing that a look at a live feed found out, for the operator who set it up.
struct Finding {
  bool is_well = true;
  std::string text;
};

}  // namespace holdwatch
