#pragma once

#include <string>
#include <string_view>

#include "model/disposition.h"

namespace holdwatch::wire {

/// Why bytes are no input: the reason it is counted under, and what was found and expected.
struct Problem {
  Disposition reason;
  std::string detail;
};

/// Foreign bytes, fit for a log line or a terminal: between backquotes, cut after 80 bytes, with
/// everything but printable ASCII as \xNN.
std::string excerpt(std::string_view bytes);

}  // namespace holdwatch::wire
