#pragma once

#include "sources/line_decoder.h"
#include "sources/recorded.h"
#include "sources/source.h"

namespace holdwatch {

/// A source of lines, read from a file: `{path, follow}`. Without `follow` the file is read once,
/// whole, and must be there; `.gz` is unpacked. With it, what is there is history and what is
/// appended is live: rotation and a file still to come are taken as they are. A later run goes on
/// where this one stopped, also after rotations meanwhile, as far as the intake keeps the place.
SourceFactory read_file_source(config::Section& section, bool follow_by_default,
                               const RecordedFormat& format,
                               std::unique_ptr<LineDecoder> (*make_decoder)());

}  // namespace holdwatch
