#pragma once

#include <string>

#include "sinks/delivery/correspondence.h"
#include "sinks/delivery/test_result.h"

namespace holdwatch {

/// Sends a test alert once, and waits for the answer. `department`: as if it were for that one;
/// empty: for service. Throws std::runtime_error when the receiver's secrets can't be read.
TestResult try_out(const Correspondence& how, const std::string& department);

}  // namespace holdwatch
