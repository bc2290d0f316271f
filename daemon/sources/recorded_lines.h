#pragma once

#include "sources/line_decoder.h"
#include "sources/recorded.h"

namespace holdwatch {

/// A recording of one record a line. Empty lines are passed over.
std::unique_ptr<RecordedFile> open_recorded_lines(const std::string& path,
                                                  std::unique_ptr<LineDecoder> decoder,
                                                  RejectedHandler rejected);

}  // namespace holdwatch
