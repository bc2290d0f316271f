#pragma once

#include "sources/source.h"

/// A simulated contact centre: some weeks of its past at once, then its calls as they come.
namespace holdwatch::demo {

/// `{name, type: demo, seed: 1, history_weeks: 4, surge_after: 15s}`
SourceFactory read_source(config::Section& section);
inline constexpr SourceKind kKind{"demo", &read_source};

}  // namespace holdwatch::demo
