#pragma once

#include "question.h"

/// What others do to find the cause of a surge.
namespace holdwatch::bench {

/// The incident that began last.
Suspicion most_recent(const World& world, const Question& question);

/// Of the incidents whose scope callers name beyond the usual, the one that began last.
Suspicion recent_and_overlapping(const World& world, const Question& question);

/// ThirdEye's triangular score: it rises from the beginning of the lookback (three days) to the
/// onset, whatever the incident is about.
Suspicion triangular(const World& world, const Question& question);

/// ThirdEye's compound score: the triangular one, plus 1 when any dimension that matters is in the
/// incident's scope, plus that dimension's own score up to 1.
Suspicion compound(const World& world, const Question& question);

/// Adtributor: the attribute whose values' shares surprise most, its values that explain most of
/// the extra calls; then the last incident with one of them in its scope, else none.
Suspicion adtributor(const World& world, const Question& question);

}  // namespace holdwatch::bench
