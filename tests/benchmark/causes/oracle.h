#pragma once

#include "question.h"

namespace holdwatch::bench {

/// The best that anybody could do who looks for one cause: Bayes' rule with the simulator's own
/// lags, landing, rates, courses and noise.
Suspicion oracle(const World& world, const Question& question);

}  // namespace holdwatch::bench
