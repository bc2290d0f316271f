#pragma once

#include <vector>

#include "config/section.h"
#include "sources/probe.h"

namespace holdwatch::freeswitch_esl {

/// Logs in to the event socket that the section names and looks at what can be heard and asked
/// there. Throws std::runtime_error when it can't be reached or refuses us.
std::vector<Finding> probe(config::Section& section);

}  // namespace holdwatch::freeswitch_esl
