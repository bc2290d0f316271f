#pragma once

#include "sources/recorded.h"
#include "sources/source.h"

/// JSON Lines files of events, incidents and verdicts, one object a line.
namespace holdwatch::jsonl {

std::unique_ptr<RecordedFile> open_recorded(const std::string& path, RejectedHandler rejected);
inline const RecordedFormat kFormat{"jsonl", &open_recorded};

/// `{name, type: jsonl, path, follow: false}`
SourceFactory read_source(config::Section& section);
inline constexpr SourceKind kKind{"jsonl", &read_source};

}  // namespace holdwatch::jsonl
