#pragma once

#include <string>

namespace holdwatch {

/// What came of a test alert at one receiver.
struct TestResult {
  bool is_received = false;
  std::string text;  ///< who, and what it answered
};

}  // namespace holdwatch
