#pragma once

#include "sources/recorded.h"
#include "sources/source.h"

/// Asterisk's queue_log, as a recording or followed while Asterisk writes it.
namespace holdwatch::queue_log {

std::unique_ptr<RecordedFile> open_recorded(const std::string& path, RejectedHandler rejected);
inline const RecordedFormat kFormat{"queue_log", &open_recorded};

/// `{name, type: queue_log, path, follow: true}`
SourceFactory read_source(config::Section& section);
inline constexpr SourceKind kKind{"queue_log", &read_source};

}  // namespace holdwatch::queue_log
