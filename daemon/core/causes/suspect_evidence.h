#pragma once

#include <vector>

#include "core/causes/inquiry.h"
#include "model/evidence.h"

namespace holdwatch::core {

/// Every reported incident that a surge was put to, with what speaks for and against it; likeliest
/// first. `decided` is the attribution that came of it.
std::vector<SuspectEvidence> suspect_evidence(const CaseFile& file, const SurgeEvidence& surge,
                                              Time now, const Attribution& decided);

}  // namespace holdwatch::core
