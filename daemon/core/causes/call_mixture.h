#pragma once

#include <vector>

#include "model/alert.h"

namespace holdwatch::core {

/// Calls under one of several possibilities: normal, but never below zero.
struct CallCount {
  double probability = 0;
  double mean = 0;
  double sd = 0;
};

/// The mean and the 90 % interval of a mixture. What is missing to a probability of 1 stands at
/// zero calls.
Estimate summarise(const std::vector<CallCount>& possibilities);

}  // namespace holdwatch::core
