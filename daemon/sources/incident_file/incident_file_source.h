#pragma once

#include "sources/source.h"

/// Incidents from a file that another system writes (docs/incident-files.md): CSV with a header
/// line, or JSON Lines, its columns mapped in the configuration.
namespace holdwatch::incident_file {

/// `{name, type: incident_file, path, format: csv|jsonl, delimiter, columns: {FIELD: COLUMN},
/// scope: {ATTRIBUTE: COLUMN}, separator, categories: {THEIRS: OURS}, zone}`
SourceFactory read_source(config::Section& section);
inline constexpr SourceKind kKind{"incident_file", &read_source};

}  // namespace holdwatch::incident_file
