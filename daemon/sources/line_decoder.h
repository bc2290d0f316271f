#pragma once

#include <string_view>

#include "wire/receiver.h"

namespace holdwatch {

/// A format with one record a line.
class LineDecoder {
 public:
  virtual ~LineDecoder() = default;

  /// Hands over what the line holds: one input, or none, or one rejection. The input's views are
  /// valid as long as the line and until the next call.
  virtual void decode(std::string_view line, wire::Receiver& receiver) = 0;
};

}  // namespace holdwatch
